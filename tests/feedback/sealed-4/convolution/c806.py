import numpy as np


def overlap(window, kernel):
    return np.sum(window * kernel)


def conv1d(data, kernel):
    n = len(data)
    k = len(kernel)
    result = np.zeros(n - k + 1)
    for i in range(n - k + 1):
        result[i] = np.sum(data[i:i + k] * kernel)
    return result


def strongest(data, kernel):
    # 反応が最大の位置をすべて集める
    r = conv1d(data, kernel)
    m = max(r)
    ichi = []
    for i in range(len(r)):
        if r[i] == m:
            ichi.append(i)
    return ichi


def conv2d(image, kernel):
    n = len(kernel)
    H, W = image.shape
    result = np.zeros((H - n + 1, W - n + 1))
    for i in range(H - n + 1):
        for j in range(W - n + 1):
            part = image[i:i + n, j:j + n].astype(float)
            result[i, j] = (part * kernel).sum()
    return result


def blur(image):
    H, W = image.shape
    out = np.zeros((H - 2, W - 2))
    for i in range(H - 2):
        for j in range(W - 2):
            out[i, j] = np.mean(image[i:i + 3, j:j + 3])
    return out


def edges(image):
    a = image.astype(float)
    return a[:-2, 1:-1] + a[2:, 1:-1] + a[1:-1, :-2] + a[1:-1, 2:] - 4 * a[1:-1, 1:-1]
