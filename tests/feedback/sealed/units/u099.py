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


s_20 = 2.90
s_25 = 3.40


count = 0


def image_unit(image, weights, bias, activation):
    x = image.flatten()
    z = bias
    for pixel in x:
        z += pixel * weights[count]
        count += 1
    return activation(z)


if __name__ == "__main__":
    print(weighted_sum([10.1, -0.5, 0.2], [0.1, 0.8, -0.5]))
    print(relu(np.array([-2, -1, 0, 1, 2])))
    print(sigmoid(0))
