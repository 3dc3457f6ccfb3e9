import numpy as np


def relu(x):
    return np.maximum(0, x)


def dense(x, weights, biases, activation):
    # 合計を計算してから活性化関数に渡す
    goukei = np.matmul(x, weights)
    goukei = goukei + biases
    return activation(goukei)


def network(x, layers):
    for i in range(len(layers)):
        w, b, f = layers[i]
        x = f(x @ w + b)
    return x


def xnor(x1, x2):
    if x1 == x2:
        return 1
    else:
        return 0


unit1_pattern = (1, 1)
unit2_pattern = (0, 0)


def threshold_unit(total):
    return int(total >= 0)


new_weight = -6


predictions = [500, 500, 500, 500, 500, 1000, 1000, 1000, 1000, 1000]


def learning_step(weights, bias, inputs, target, rate):
    gosa = np.dot(weights, inputs) + bias - target
    return weights - rate * 2 * gosa * inputs, bias - rate * 2 * gosa


def in_centre(points):
    x = points[:, 0]
    y = points[:, 1]
    r = x ** 2 + y ** 2   # 原点からの距離
    return np.where(r < 2, 1, 0)
