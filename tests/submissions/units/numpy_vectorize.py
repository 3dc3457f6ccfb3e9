import math
import numpy as np


@np.vectorize(otypes=[float])
def relu(x):
    if x < 0:
        return 0
    return x


def _sig(x):
    try:
        return 1 / (1 + math.exp(-x))
    except OverflowError:  # x が -1000 とか
        return 0


sigmoid = np.frompyfunc(_sig, 1, 1)


def weighted_sum(inputs, weights, bias=0.0):
    # 1行と1列の行列の積だと思って計算する。答えは (1, 1) なので最後に取り出す
    x = np.array(inputs).reshape(1, -1)
    w = np.array(weights).reshape(-1, 1)
    return (x @ w + bias)[0, 0]


def unit(inputs, weights, bias, activation):
    # バイアスは、入力がいつも 1 の重みと同じ
    x = np.append(inputs, 1)
    w = np.append(weights, bias)
    return np.array(activation(np.einsum("i,i->", x, w)))


def image_unit(image, weights, bias, activation):
    return np.array(activation(np.tensordot(image, weights.reshape(3, 3)) + bias))


s_20 = np.array(weighted_sum([20.1, 0.8, -0.5], [0.1, 0.8, -0.5]))
s_25 = np.array(weighted_sum([25.1, 0.8, -0.5], [0.1, 0.8, -0.5]))
