import sys
import argparse

import numpy as np
import matplotlib.pyplot as plt


def weighted_sum(inputs, weights, bias=0.0):
    total = np.dot(np.array(inputs), np.array(weights))
    return float(total + bias)


def relu(x):
    return (abs(x) + x) / 2


def sigmoid(x):
    with np.errstate(over="ignore"):
        return np.reciprocal(1.0 + np.exp(np.negative(np.float64(x))))


def unit(inputs, weights, bias, activation):
    return activation(weighted_sum(inputs, weights, bias))


def image_unit(image, weights, bias, activation):
    total = np.sum(image * weights.reshape(3, 3)) + bias
    return activation(total)


def draw():
    x = np.linspace(-5, 5, 101)
    fig, (left, right) = plt.subplots(1, 2, figsize=(4, 2))
    left.plot(x, relu(x))
    right.plot(x, sigmoid(x))
    plt.savefig("activation.png")
    plt.show()


def main():
    try:
        name = input("名前を入力してください: ")
    except EOFError:
        name = "名無し"
    print(name, "さんの結果", file=sys.stderr)
    draw()


if __name__ == "__main__":
    s_20 = weighted_sum([20.1, 0.8, -0.5], [0.1, 0.8, -0.5])
    s_25 = weighted_sum([25.1, 0.8, -0.5], [0.1, 0.8, -0.5])
    print(f"{s_20:.2f} {s_25:.2f}")
    main()
    parser = argparse.ArgumentParser()
    parser.add_argument("--quiet", action="store_true")
    parser.parse_args()
    sys.exit(0)
