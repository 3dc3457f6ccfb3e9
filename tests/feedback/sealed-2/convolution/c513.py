import numpy as np


def overlap(window, kernel):
    goukei = 0
    for i in range(len(kernel)):
        goukei += window[i] * kernel[i]
    return goukei


def conv1d(data, kernel):
    k = len(kernel)
    kekka = []
    for i in range(len(data) - k + 1):
        kekka.append(overlap(data[i:i + k], kernel))
    return kekka


def strongest(data, kernel):
    hannou = conv1d(data, kernel)
    saidai = max(hannou)
    basho = []
    for i in range(len(hannou)):
        if hannou[i] == saidai:
            basho.append(i)
    return basho


def conv2d(image, kernel):
    h = kernel.shape[0]
    w = kernel.shape[1]
    tate = image.shape[0] - h + 1
    yoko = image.shape[1] - w + 1
    kekka = np.zeros((tate, yoko))
    for i in range(tate):
        for j in range(yoko):
            for a in range(h):
                for b in range(w):
                    kekka[i, j] += image[i, j] * kernel[a, b]
    return kekka


def blur(image):
    tate, yoko = image.shape
    return [[image[i:i + 3, j:j + 3].mean() for j in range(yoko - 2)] for i in range(tate - 2)]


def edges(image):
    image = image.astype(float)
    naka = image[1:-1, 1:-1]
    return image[:-2, 1:-1] + image[2:, 1:-1] + image[1:-1, :-2] + image[1:-1, 2:] - 4 * naka
