import numpy as np


def relu(x):
    return np.where(x > 0, x, 0)


def dense(x, weights, biases, activation):
    return activation(x @ weights + biases)


def network(x, layers):
    for weights, biases, activation in layers:
        x = dense(x, weights, biases, activation)
    return x


def xnor(x1, x2):
    if x1 == x2:
        return 1
    return 0


unit1_pattern = [1, 1]
unit2_pattern = [0, 0]


def threshold_unit(total):
    return 1 if total >= 0 else 0

new_weight = -6


predictions = [500] * 5 + [1000] * 5


def learning_step(weights, bias, inputs, target, rate):
    z = np.dot(weights, inputs) + bias
    error = (z - target) ** 2
    new_weights = weights - rate * error * inputs
    new_bias = bias - rate * error
    return new_weights, new_bias


def in_centre(points):
    labels = []
    for p in points:
        if np.sqrt(p[0] ** 2 + p[1] ** 2) < 2:
            labels.append(1)
        else:
            labels.append(0)
    return np.array(labels)
