import numpy as np


def weighted_sum(inputs, weights, bias=0.0):
    total = 0
    for i in range(len(inputs)):
        total += inputs[i] * weights[i]
    return total + bias


def relu(x):
    return np.where(x > 0, x, 0)


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-1 * x))


def unit(inputs, weights, bias, activation):
    total = weighted_sum(inputs, weights, bias)
    y = activation(total)
    print(y)


s_20 = weighted_sum([20.1, 0.8, -0.5], [0.1, 0.8, -0.5])
s_25 = weighted_sum([25.1, 0.8, -0.5], [0.1, 0.8, -0.5])


def image_unit(image, weights, bias, activation):
    x = image.flatten()
    return activation(np.sum(x * weights) + bias)
