import numpy as np


def relu(x):
    return np.maximum(0, x)


def dense(x, weights, biases, activation):
    return activation(np.dot(x, weights) + biases)


def network(x, layers):
    out = x
    for layer in layers:
        out = layer[2](np.dot(out, layer[0]) + layer[1])
    return out


def xnor(x1, x2):
    if x1 == x2:
        return 1
    else:
        return 0


unit1_pattern = (1, 1)
unit2_pattern = (0, 0)


def threshold_unit(total):
    if total >= 0:
        return 1
    else:
        return 0


new_weight = -6


predictions = []
for x in range(7, 17):
    if x <= 11:
        predictions.append(500)
    else:
        predictions.append(1000)


def learning_step(weights, bias, inputs, target, rate):
    output = np.dot(weights, inputs) + bias
    error = target - output
    weights = weights - rate * error * inputs
    bias = bias - rate * error
    return weights, bias


def in_centre(points):
    return (np.linalg.norm(points, axis=1) < 2).astype(int)
