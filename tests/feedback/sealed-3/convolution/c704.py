import numpy as np


def overlap(window, kernel):
    return np.sum(np.array(window) * np.array(kernel))


def conv1d(data, kernel):
    k = len(kernel)
    result = []
    for i in range(len(data) - k + 1):
        result.append(overlap(data[i:i + k], kernel))
    return result


def strongest(data, kernel):
    responses = conv1d(data, kernel)
    highest = max(responses)
    return [i for i, r in enumerate(responses) if r == highest]


def conv2d(image, kernel):
    image = np.array(image, dtype=float)
    h, w = kernel.shape
    rows = image.shape[0] - h + 1
    columns = image.shape[1] - w + 1
    result = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            result[i, j] = np.sum(image[i:h, j:w] * kernel)
    return result


def blur(image):
    return conv2d(image, np.ones((3, 3)) / 9)


def edges(image):
    return conv2d(image, np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]]))
