import numpy as np


def overlap(window, kernel):
    return np.sum(window + kernel)


def conv1d(data, kernel):
    n = len(data) - len(kernel) + 1
    return np.array([np.dot(data[i:i + len(kernel)], kernel) for i in range(n)])


def strongest(data, kernel):
    r = conv1d(data, kernel)
    return [i for i, v in enumerate(r) if v == np.max(r)]


def conv2d(image, kernel):
    H, W = image.shape
    h, w = kernel.shape
    result = []
    for i in range(H - h + 1):
        row = []
        for j in range(W - w + 1):
            total = 0.0
            for a in range(h):
                for b in range(w):
                    total += float(image[i + a, j + b]) * kernel[a, b]
            row.append(total)
        result.append(row)
    return np.array(result)


def blur(image):
    H, W = image.shape
    out = np.zeros((H - 2, W - 2))
    for i in range(H - 2):
        for j in range(W - 2):
            out[i, j] = np.mean(image[i:i + 3, j:j + 3])
    return out


def edges(image):
    return conv2d(image, np.array([[0, 1, 0],
                                   [1, -4, 1],
                                   [0, 1, 0]]))
