import math

# 課題1 ユニットと活性化関数


def weighted_sum(inputs, weights, bias=0.0):
    s = 0
    i = 0
    while i < len(inputs):
        s += inputs[i] * weights[i]
        i += 1
    s += bias
    return s


print(weighted_sum([10.1, -0.5, 0.2], [0.1, 0.8, -0.5]))


def relu(x):
    # 数かどうかは len() が使えるかで調べる
    try:
        n = len(x)
    except TypeError:
        if x > 0:
            return x
        else:
            return 0
    y = []
    for i in range(n):
        y.append(relu(x[i]))
    return y


print(relu(0))
print(relu([-2, -1, 0, 1, 2]))


def sigmoid_one(x):
    if x >= 0:
        return 1 / (1 + math.exp(-x))
    # マイナスの大きな数で OverflowError になるので分子と分母に e^x をかけた
    return math.exp(x) / (math.exp(x) + 1)


def sigmoid(x):
    try:
        len(x)
    except TypeError:
        return sigmoid_one(x)
    y = []
    for v in x:
        y.append(sigmoid(v))
    return y


print(sigmoid([-1000, -2, 0, 2, 1000]))


def unit(inputs, weights, bias, activation):
    total = bias
    for i in range(len(inputs)):
        total = total + inputs[i] * weights[i]
    output = activation(total)
    return output


s_20 = unit([20.1, 0.8, -0.5], [0.1, 0.8, -0.5], 0, relu)
s_25 = unit([25.1, 0.8, -0.5], [0.1, 0.8, -0.5], 0, relu)
print(s_20)
print(s_25)


def image_unit(image, weights, bias, activation):
    pixels = []
    for i in range(3):
        for j in range(3):
            pixels.append(image[i][j])
    return unit(pixels, weights, bias, activation)


print(
    image_unit(
        [[1, 1, 1], [0, 1, 1], [0, 0, 1]],
        [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
        -0.6,
        relu,
    )
)
