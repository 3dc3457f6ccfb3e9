import numpy as np


def weighted_sum(inputs, weights, bias=0.0):
    s = 0
    for i in range(3):
        s += inputs[i] * weights[i]
    return s + bias


def relu(x):
    return np.where(x > 0, x, 0)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def unit(inputs, weights, bias, activation):
    total = np.sum(inputs * weights) + bias
    return activation(total)


s_20 = 2.01 + 0.64 + 0.25
s_25 = 2.51 + 0.64 + 0.25


def image_unit(image, weights, bias, activation):
    inputs = image.reshape(9)
    return unit(inputs, weights, bias, activation)
