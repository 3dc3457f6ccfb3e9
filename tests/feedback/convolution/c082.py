# 課題5 畳み込み（リストで書きました）
import numpy as np

def overlap(window, kernel):
    seki = [a * b for a, b in zip(window, kernel)]
    return sum(seki)

def conv1d(data, kernel):
    return [overlap(data[i:i + len(kernel)], kernel) for i in range(len(data) - len(kernel) + 1)]

def strongest(data, kernel):
    r = conv1d(data, kernel)
    m = max(r)
    return [[i for i, v in enumerate(r) if v == m]]

def conv2d(image, kernel):
    image = image.astype(float)
    tate = len(image) - len(kernel) + 1
    yoko = len(image[0]) - len(kernel[0]) + 1
    kekka = []
    for i in range(tate):
        gyou = []
        for j in range(yoko):
            s = 0
            for di in range(len(kernel)):
                s += overlap(image[i + di][j:j + len(kernel[0])], kernel[di])
            gyou.append(s)
        kekka.append(gyou)
    return kekka

def blur(image):
    k = [[1, 1, 1], [1, 1, 1], [1, 1, 1]]
    return np.array(conv2d(image, k)) / 9

def edges(image):
    k = [[0, 1, 0], [1, -4, 1], [0, 1, 0]]
    return conv2d(image, k)
