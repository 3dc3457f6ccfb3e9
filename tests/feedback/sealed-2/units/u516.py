import numpy as np


def weighted_sum(inputs, weights, bias=0.0):
    s = bias
    for x, w in zip(inputs, weights):
        s = s + x * w
    return s


def relu(x):
    return x * (x > 0)


def sigmoid(x):
    bunbo = 1 + np.exp(-x)  # 分母
    return 1 / bunbo


def unit(inputs, weights, bias, activation):
    return activation(weighted_sum(inputs, weights, bias))


s_20 = weighted_sum([20.1, 0.8, -0.5], [0.1, 0.8, -0.5], 0)
s_25 = weighted_sum([25.1, 0.8, -0.5], [0.1, 0.8, -0.5], 0)


def image_unit(image, weights, bias, activation):
    s = bias
    n = 0
    for i in range(3):
        for j in range(3):
            s = s + image[j][i] * weights[n]
            n = n + 1
    return activation(s)
