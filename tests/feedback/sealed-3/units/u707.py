import numpy as np


def weighted_sum(inputs, weights, bias=0.0):
    return np.dot(inputs, weights) + bias


def relu(x):
    return np.maximum(0, x)


def sigmoid(x):
    return 1 / (1 + np.exp(-np.asarray(x, dtype=float)))


def unit(inputs, weights, bias, activation):
    return activation(weighted_sum(inputs, weights, bias))


s_20 = 2.9
s_25 = 3.4


def image_unit(image, weights, bias, activation):
    total = bias
    k = 0
    for row in image:
        k = 0
        for pixel in row:
            total += pixel * weights[k]
            k += 1
    return activation(total)
