import numpy as np


def overlap(window, kernel):
    total = 0
    for i in range(len(window)):
        total += window[i] * kernel[i]
        return total


def conv1d(data, kernel):
    n = len(data)
    k = len(kernel)
    result = np.zeros(n - k + 1)
    for i in range(n - k + 1):
        result[i] = np.sum(data[i:i + k] * kernel)
    return result


def strongest(data, kernel):
    k = len(kernel)
    scores = [np.sum(data[i:i + k] * kernel) for i in range(len(data) - k + 1)]
    top = max(scores)
    return [i for i, s in enumerate(scores) if s == top]


def conv2d(image, kernel):
    image = image.astype(float)
    h, w = kernel.shape
    H, W = image.shape
    result = np.zeros((H - h + 1, W - w + 1))
    for i in range(H - h + 1):
        for j in range(W - w + 1):
            result[i, j] = np.sum(image[i:i + h, j:j + w] * kernel)
    return result


def blur(image):
    result = []
    for i in range(image.shape[0] - 2):
        row = []
        for j in range(image.shape[1] - 2):
            row.append(image[i:i + 3, j:j + 3].mean())
        result.append(row)
    return result


def edges(image):
    kernel = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])
    return conv2d(image, kernel)
