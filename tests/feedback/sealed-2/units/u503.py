import numpy as np


def weighted_sum(inputs, weights, bias=0.0):
    return sum(inputs * weights) + bias

print(weighted_sum(np.array([10.1, -0.5, 0.2]), np.array([0.1, 0.8, -0.5])))


def relu(x):
    return np.where(x > 0, x, 0)

print(relu(np.array([-2, -1, 0, 1, 2])))


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))

print(sigmoid(0))


def unit(inputs, weights, bias, activation):
    total = np.sum(inputs * weights) + bias
    return activation(total)


s_20 = 2.90
s_25 = 3.40


def image_unit(image, weights, bias, activation):
    pixels = image.flatten()
    total = np.sum(pixels * weights) + bias
    return activation(total)
