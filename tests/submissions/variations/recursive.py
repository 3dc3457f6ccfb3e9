import sys

import numpy as np
from keras import Input, Model
from keras.layers import Conv2D, Dense, Dropout, Flatten

sys.setrecursionlimit(5000)


def recurrent(inputs, input_weight, feedback_weight, bias, activation):
    def outputs(n):
        if n == 0:
            return []
        before = outputs(n - 1)
        last = before[-1] if before else 0
        return before + [activation(input_weight * inputs[n - 1] + feedback_weight * last + bias)]

    return outputs(len(inputs))


def lstm_step(x, h, c, weights, recurrent_weights, biases):
    return _unit(0, x, h, c, weights, recurrent_weights, biases)


def _unit(j, x, h, c, W, U, b):
    """j 番目から後のユニットの出力とメモリ"""
    n = len(h)
    if j == n:
        return [], []
    zi, zf, zg, zo = (x @ W[:, k] + h @ U[:, k] + b[k] for k in range(j, 4 * n, n))
    s = lambda z: np.exp(-np.logaddexp(0, -z))
    new_c = s(zf) * c[j] + s(zi) * np.tanh(zg)
    new_h = s(zo) * np.tanh(new_c)
    hs, cs = _unit(j + 1, x, h, c, W, U, b)
    return [new_h] + hs, [new_c] + cs


kinds = {"feedback": "RNN", "memory": "LSTM", "convolutional layers": "CNN"}


def stack(inputs, *layers):
    if not layers:
        return inputs
    first, *rest = layers
    return stack(first(inputs), *rest)


image = Input(shape=(28, 28, 1))
cnn = Model(image, stack(image, Conv2D(8, 3, activation="relu"), Dropout(0.5), Flatten(), Dense(10, activation="softmax")))
