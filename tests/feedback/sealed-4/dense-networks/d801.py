import numpy as np


def relu(x):
    return np.maximum(0, x)


def dense(x, weights, biases, activation):
    z = np.dot(weights, x) + biases
    return activation(z)


def network(x, layers):
    out = x
    for layer in layers:
        out = layer[2](np.dot(out, layer[0]) + layer[1])
    return out


def xnor(x1, x2):
    u1 = relu(x1 + x2 - 1)
    u2 = relu(-x1 - x2 + 1)
    return relu(u1 + u2)


unit1_pattern = (1, 1)
unit2_pattern = (0, 0)


def threshold_unit(total):
    if total >= 0:
        return 1
    else:
        return 0


new_weight = -6


predictions = [500, 500, 500, 500, 500, 1000, 1000, 1000, 1000, 1000]


def learning_step(weights, bias, inputs, target, rate):
    z = np.sum(weights * inputs) + bias
    error = z - target
    weights = weights - rate * error * inputs
    bias = bias - rate * error
    return weights, bias


def in_centre(points):
    d = np.sqrt(points[:, 0] ** 2 + points[:, 1] ** 2)
    return np.where(d < 2, 1, 0)
