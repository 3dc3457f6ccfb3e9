"""Units and activation functions - homework 1"""
import numpy as np


def weighted_sum(inputs, weights, bias=0.0):
    inputs = np.array(inputs)
    weights = np.array(weights)
    return np.sum(inputs * weights) + bias


def relu(x):
    return np.where(x > 0, x, 0)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def unit(inputs, weights, bias, activation):
    z = np.dot(inputs, weights) + bias
    return activation(z)


def image_unit(image, weights, bias, activation):
    x = image.flatten()
    z = np.dot(x, weights) + bias
    return activation(z)


def main():
    s_20 = 2.90
    s_25 = 3.40
    print(s_20, s_25)
    print(weighted_sum([10.1, -0.5, 0.2], [0.1, 0.8, -0.5]))
    print(relu(np.array([-2, -1, 0, 1, 2])))
    print(sigmoid(0))


main()
