import numpy as np


def main():
    def weighted_sum(inputs, weights, bias=0.0):
        return sum(x * w for x, w in zip(inputs, weights)) + bias

    def relu(x):
        return np.maximum(x, 0)

    def sigmoid(x):
        return 1 / (1 + np.exp(-x))

    def unit(inputs, weights, bias, activation):
        return activation(weighted_sum(inputs, weights, bias))

    def image_unit(image, weights, bias, activation):
        return unit(image.flatten(), weights, bias, activation)

    s_20 = weighted_sum([20.1, 0.8, -0.5], [0.1, 0.8, -0.5])
    s_25 = weighted_sum([25.1, 0.8, -0.5], [0.1, 0.8, -0.5])
    print(s_20, s_25)


main()
