import numpy as np


def overlap(window, kernel):
    goukei = 0
    for i in range(len(kernel)):
        goukei = window[i] * kernel[i]
    return goukei


def conv1d(data, kernel):
    k = len(kernel)
    kekka = []
    for i in range(len(data) - k + 1):
        kekka.append(np.sum(data[i:i + k] * kernel))
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
    image = image.astype(float)
    h = kernel.shape[0]
    w = kernel.shape[1]
    tate = image.shape[0] - h + 1
    yoko = image.shape[1] - w + 1
    kekka = np.zeros((tate, yoko))
    for i in range(tate):
        for j in range(yoko):
            kekka[i, j] = np.sum(image[i:i + h, j:j + w] * kernel)
    return kekka


def blur(image):
    kernel = np.ones((3, 3)) / 9
    return conv2d(image, kernel)


def edges(image):
    kernel = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])
    return conv2d(image, kernel)
