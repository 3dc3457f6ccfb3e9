import numpy as np


def weighted_sum(inputs, weights, bias=0.0):
    return np.dot(inputs, weights) + bias


def relu(x):
    # 0より大きいところだけ残す
    return x * (x > 0)


def sigmoid(x):
    return 1 / 1 + np.exp(-x)


def unit(inputs, weights, bias, activation):
    total = np.sum(inputs * weights) + bias
    return activation(total)


s_20 = 2.9
s_25 = 3.4


def image_unit(image, weights, bias, activation):
    x = image.flatten()
    return activation(np.sum(x * weights) + bias)
