import warnings

import numpy as np

# GPU では float32 を使うと聞いたので、全部 float32 で計算する
F = np.float32
warnings.warn("float32 で計算します")


def weighted_sum(inputs, weights, bias=0.0):
    x = np.array(inputs, dtype=F)
    w = np.array(weights, dtype=F)
    return F(x @ w) + F(bias)


def relu(x):
    x = np.asarray(x, dtype=F)
    return np.clip(x, F(0), None)


def sigmoid(x):
    x = np.asarray(x, dtype=F)
    return F(1) / (F(1) + np.exp(-x))


def unit(inputs, weights, bias, activation):
    return F(activation(weighted_sum(inputs, weights, bias)))


def image_unit(image, weights, bias, activation):
    return unit(image.astype(F).reshape(9), weights, bias, activation)


s_20 = F(weighted_sum([20.1, 0.8, -0.5], [0.1, 0.8, -0.5]))
s_25 = F(weighted_sum([25.1, 0.8, -0.5], [0.1, 0.8, -0.5]))

print(s_20.dtype, s_25.dtype)
print(sigmoid(np.array([-1000.0, 0.0, 1000.0])))  # RuntimeWarning: overflow
