import numpy as np


def weighted_sum(inputs, weights, bias=0.0):
    s = bias
    for x, w in zip(inputs, weights):
        s = s + x * w
    return s


def relu(x):
    # 負のときは小さくする
    return np.where(x > 0, x, 0.01 * x)


def sigmoid(x):
    bunbo = 1 + np.exp(-x)  # 分母
    return 1 / bunbo


def unit(inputs, weights, bias, activation):
    z = weighted_sum(inputs, weights, bias)
    return relu(z)


s_20 = weighted_sum([20.1, 0.8, -0.5], [0.1, 0.8, -0.5], 0)
s_25 = weighted_sum([25.1, 0.8, -0.5], [0.1, 0.8, -0.5], 0)


def image_unit(image, weights, bias, activation):
    s = bias
    n = 0
    for gyou in image:
        for pixel in gyou:
            s = s + pixel * weights[n]
            n = n + 1
    return activation(s)
