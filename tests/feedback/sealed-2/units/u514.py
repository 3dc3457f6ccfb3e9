import numpy as np


def weighted_sum(inputs, weights, bias=0.0):
    return np.dot(np.array(inputs), np.array(weights)) + bias

print(weighted_sum([10.1, -0.5, 0.2], [0.1, 0.8, -0.5]))


def relu(x):
    return np.where(x > 0, x, 0)

print(relu(np.array([-2, -1, 0, 1, 2])))


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))

print(sigmoid(0))


def unit(inputs, weights, bias, activation):
    total = np.sum(inputs * weights) + bias
    return activation(total)


x = np.array([20.1, 0.8, -0.5])
w = np.array([0.1, 0.8, -0.5])
s_20 = weighted_sum(x, w)
x2 = np.array([25.1, 0.8, -0.5])
s_25 = weighted_sum(x, w)


def image_unit(image, weights, bias, activation):
    pixels = image.flatten()
    total = np.sum(pixels * weights) + bias
    return activation(total)
