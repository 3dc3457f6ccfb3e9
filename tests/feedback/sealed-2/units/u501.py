import numpy as np


def weighted_sum(inputs, weights, bias=0.0):
    # 入力と重みをかけて足していく
    goukei = 0
    for i in range(len(inputs)):
        goukei += inputs[i] * weights[i] + bias
    return goukei


def relu(x):
    return np.maximum(0, x)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def unit(inputs, weights, bias, activation):
    z = weighted_sum(inputs, weights, bias)
    return activation(z)


s_20 = 20.1 * 0.1 + 0.8 * 0.8 + (-0.5) * (-0.5)
s_25 = 25.1 * 0.1 + 0.8 * 0.8 + (-0.5) * (-0.5)
print(s_20, s_25)


def image_unit(image, weights, bias, activation):
    # 画像を1列に並べる
    gazou = image.reshape(9)
    return unit(gazou, weights, bias, activation)
