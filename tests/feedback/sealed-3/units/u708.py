import numpy as np


def weighted_sum(inputs, weights, bias=0.0):
    return np.dot(inputs, weights) + bias


def relu(x):
    return np.maximum(0, x)


def sigmoid(x):
    return 1 / (1 + np.exp(-np.asarray(x, dtype=float)))


def unit(inputs, weights, bias, activation):
    z = weighted_sum(inputs, weights, bias)
    return activation


s_20 = 2.9
s_25 = 3.4


def image_unit(image, weights, bias, activation):
    return unit(image.flatten(), weights, bias, activation)
