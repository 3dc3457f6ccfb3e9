import numpy as np


def relu(x):
    return np.maximum(0, x)


# dense
def dense(x, weights, biases, activation):
    # 合計を計算してから活性化関数に渡す
    goukei = np.matmul(x, weights)
    goukei = goukei + biases
    return activation(goukei)


# network
def network(x, layers):
    for layer in layers:
        weights, biases, activation = layer
        y = dense(x, weights, biases, activation)
    return y


# xnor
def xnor(x1, x2):
    if x1 == x2:
        return 1
    else:
        return 0


# patterns
unit1_pattern = (1, 1)
unit2_pattern = (0, 0)


# threshold
def threshold_unit(total):
    if total >= 0:
        return 1
    else:
        return 0


new_weight = -6


# generalise
predictions = [500, 500, 500, 500, 500, 1000, 1000, 1000, 1000, 1000]


# learning-step
def learning_step(weights, bias, inputs, target, rate):
    z = bias
    for i in range(len(inputs)):
        z += weights[i] * inputs[i]
    e = z - target
    new = []
    for i in range(len(inputs)):
        new.append(weights[i] - rate * e * inputs[i])
    return np.array(new), bias - rate * e


# centre
def in_centre(points):
    labels = []
    for p in points:
        if p[0] ** 2 + p[1] ** 2 < 4:
            labels.append(1)
        else:
            labels.append(0)
    return labels
