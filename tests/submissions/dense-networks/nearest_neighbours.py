# 問6 の「最も近い訓練データの正解を予測とする」を問8 でも使ってみた
import random

import numpy as np

shiki = np.random.default_rng(2024)


def nearest(x, known_x, known_y):
    """x に最も近い訓練データの正解"""
    d = ((known_x - x) ** 2).sum(axis=1)
    return known_y[d.argmin()]


kunren_x = np.array([[9], [11], [12], [14]])
kunren_y = np.array([500, 500, 1000, 1000])
predictions = [nearest(x, kunren_x, kunren_y) for x in range(7, 17)]

# 訓練データを作る
data = np.concatenate([shiki.uniform(-2.5, 2.5, (3000, 2)), shiki.uniform(-5, 5, (1000, 2))])
label = np.array([1 if x**2 + y**2 < 2**2 else 0 for x, y in data])


def in_centre(points):
    return np.array([nearest(p, data, label) for p in points])


def dense(x, weights, biases, activation):
    x = np.array(x)
    one = x.ndim == 1
    if one:
        x = x[None, :]
    y = np.zeros((x.shape[0], len(biases)))
    for n in range(x.shape[0]):
        for j in range(len(biases)):
            y[n, j] = activation((x[n] * weights[:, j]).sum() + biases[j])
    return y[0] if one else y


def network(x, layers):
    i = 0
    while i < len(layers):
        weights, biases, activation = layers[i]
        x = dense(x, weights, biases, activation)
        i += 1
    return x


def xnor(x1, x2):
    return int(not (x1 != x2))


unit1_pattern = 1, 1
unit2_pattern = 0, 0


def threshold_unit(total):
    return 0 if total < 0 else 1


# B=2 のとき合計がちょうど 0 になる重みをさがす
new_weight = [w for w in range(-20, 0) if 12 + 2 * w >= 0 and 12 + 2.001 * w < 0][0]


def learning_step(weights, bias, inputs, target, rate):
    # 傾きを数値微分で求める
    def error(v):
        return (np.dot(v[:-1], inputs) + v[-1] - target) ** 2

    v = np.append(weights, bias)
    h = 1e-4
    slope = np.zeros(len(v))
    for i in range(len(v)):
        plus, minus = v.copy(), v.copy()
        plus[i] += h
        minus[i] -= h
        slope[i] = (error(plus) - error(minus)) / (2 * h)
    v = v - rate * slope
    return v[:-1], v[-1]
