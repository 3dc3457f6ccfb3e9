import numpy as np


# 問1
def weighted_sum(inputs, weights, bias=0.0):
    s = 0
    # 入力と重みを順番にかけて足す
    for x, w in zip(inputs, weights):
        s = s + x * w
    s = s + bias
    return s


# 問2
def relu(x):
    # xが0より大きいときはx、それ以外は0
    if x > 0:
        return x
    else:
        return 0


# 問3
def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-1 * x))


# 問4
def unit(inputs, weights, bias, activation):
    total = np.sum(inputs * weights) + bias
    return activation(total)


# 問5
s_20 = weighted_sum([20.1, 0.8, -0.5], [0.1, 0.8, -0.5])
s_25 = weighted_sum([25.1, 0.8, -0.5], [0.1, 0.8, -0.5])


# 問6
def image_unit(image, weights, bias, activation):
    inputs = image.reshape(9)
    return unit(inputs, weights, bias, activation)
