import numpy as np


def overlap(window, kernel):
    return window * kernel


def conv1d(data, kernel):
    k = len(kernel)
    n_out = len(data) - k + 1
    out = np.zeros(n_out)
    for i in range(n_out):
        out[i] = np.sum(data[i:i + k] * kernel)
    return out


def strongest(data, kernel):
    r = conv1d(data, kernel)
    return list(np.where(r == r.max())[0])


def conv2d(image, kernel):
    image = np.asarray(image, dtype=float)
    kh, kw = kernel.shape
    rows = image.shape[0] - kh + 1
    cols = image.shape[1] - kw + 1
    out = np.zeros((rows, cols))
    for i in range(rows):
        for j in range(cols):
            patch = image[i:i + kh, j:j + kw]
            out[i, j] = np.sum(patch * kernel)
    return out


def blur(image):
    image = np.asarray(image, dtype=float)
    rows, cols = image.shape
    out = np.zeros((rows - 2, cols - 2))
    for i in range(rows - 2):
        for j in range(cols - 2):
            out[i, j] = image[i:i + 3, j:j + 3].mean()
    return out


def edges(image):
    image = np.asarray(image, dtype=float)
    up = image[:-2, 1:-1]
    down = image[2:, 1:-1]
    left = image[1:-1, :-2]
    right = image[1:-1, 2:]
    middle = image[1:-1, 1:-1]
    return up + down + left + right - 4 * middle
