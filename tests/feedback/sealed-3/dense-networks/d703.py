import numpy as np


def relu(x):
    return np.maximum(0, x)


def dense(x, weights, biases, activation):
    return activation(np.dot(x, weights) + biases)


def network(x, layers):
    for weights, biases, activation in layers:
        x = dense(x, weights, biases, activation)
    return x


def xnor(x1, x2):
    if x1 == x2:
        output = 1
    return output


unit1_pattern = (1, 1)
unit2_pattern = (0, 0)


def threshold_unit(total):
    return 1 if total >= 0 else 0


new_weight = -6


predictions = [500] * 5 + [1000] * 5


def learning_step(weights, bias, inputs, target, rate):
    error = np.dot(weights, inputs) + bias - target
    return weights - rate * error * inputs, bias - rate * error


def in_centre(points):
    points = np.asarray(points)
    return (np.sqrt(points[:, 0] ** 2 + points[:, 1] ** 2) < 2).astype(int)
