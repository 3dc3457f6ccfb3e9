import numpy as np


def weighted_sum(inputs, weights, bias=0.0):
    match list(zip(inputs, weights)):
        case []:
            return bias
        case [(x, w)]:
            return x * w + bias
        case pairs:
            return np.sum([x * w for x, w in pairs]) + bias


def relu(x):
    match np.shape(x):
        case ():
            return y if (y := x) > 0 else 0
        case (_,):
            return [y if (y := v) > 0 else 0 for v in x]
        case _:
            return [relu(row) for row in x]


def sigmoid(x):
    match x:
        case int() | float() if x >= 0:
            return 1 / (1 + np.exp(-x))
        case int() | float():
            return (e := np.exp(x)) / (e + 1)
        case np.ndarray():
            return np.stack([sigmoid(part) for part in x])
        case np.integer():
            return sigmoid(int(x))


def unit(inputs, weights, bias, activation):
    if (n := len(inputs)) != (m := len(weights)):
        raise ValueError(f"{n} と {m} で個数が違います")
    return activation(weighted_sum(inputs, weights, bias))


def image_unit(image, weights, bias, activation):
    (a, b, c), (d, e, f), (g, h, i) = image
    return unit([a, b, c, d, e, f, g, h, i], weights, bias, activation)


print(s_20 := weighted_sum([20.1, 0.8, -0.5], [0.1, 0.8, -0.5]))
print(s_25 := weighted_sum([25.1, 0.8, -0.5], [0.1, 0.8, -0.5]))
