"""ぜんぶ再帰で書いてみた。"""

import numpy as np


def weighted_sum(inputs, weights, bias=0.0):
    if len(inputs) == 0:
        return bias
    return inputs[0] * weights[0] + weighted_sum(inputs[1:], weights[1:], bias)


def apply_to_all(f, x):
    """f を、入れ子になった x のいちばん内側の数に当てはめる"""
    if isinstance(x, (list, tuple, np.ndarray)):
        return [apply_to_all(f, part) for part in x]
    return f(x)


def relu(x):
    return apply_to_all(lambda v: v if v > 0 else 0, x)


def sigmoid(x):
    return apply_to_all(lambda v: 1 / (1 + np.exp(-v)), x)


def unit(inputs, weights, bias, activation):
    if len(inputs) == 1:
        return activation(inputs[0] * weights[0] + bias)
    # 1つ目の入力はもう計算できるのでバイアスに入れてしまう
    return unit(inputs[1:], weights[1:], bias + inputs[0] * weights[0], activation)


s_20 = weighted_sum([20.1, 0.8, -0.5], [0.1, 0.8, -0.5])
s_25 = weighted_sum([25.1, 0.8, -0.5], [0.1, 0.8, -0.5])


def flat(image):
    if len(image) == 0:
        return []
    return list(image[0]) + flat(image[1:])


def image_unit(image, weights, bias, activation):
    return unit(flat(image), weights, bias, activation)
