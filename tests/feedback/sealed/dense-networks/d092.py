# Assignment 2, dense networks
import numpy as np


def relu(x):
    return np.maximum(x, 0)


"""
def dense(x, weights, biases, activation):
    return activation(x @ weights + biases)
"""


def network(x, layers):
    for weights, biases, activation in layers:
        x = dense(x, weights, biases, activation)
    return x


def xnor(x1, x2):
    if x1 == x2:
        return 1
    return 0


unit1_pattern = (1, 1)
unit2_pattern = (0, 0)


def threshold_unit(total):
    return 1 if total >= 0 else 0


new_weight = -6

# nearest training example: 9, 11 -> 500, 12, 14 -> 1000
predictions = []
for x in range(7, 17):
    if x < 12:
        predictions.append(500)
    else:
        predictions.append(1000)


def learning_step(weights, bias, inputs, target, rate):
    output = np.dot(weights, inputs) + bias
    error = output - target
    weights = weights - 2 * rate * error * inputs
    bias = bias - 2 * rate * error
    return weights, bias


def in_centre(points):
    distance = np.linalg.norm(points, axis=1)
    return (distance < 2).astype(int)
