import numpy as np

# 課題1 ユニット

def weighted_sum(inputs, weights, bias=0.0):
    bias = float(input('バイアスは？'))
    s = 0
    i = 0
    while i < len(inputs):
        s += inputs[i] * weights[i]
        i += 1
    return s + bias

def relu(x):
    y = np.array(x, dtype=float)
    y[y < 0] = 0
    return y

def sigmoid(x):
    # オーバーフローしないように clip する
    x = np.clip(x, -500, 500)
    return 1 / (1 + np.exp(-x))

def unit(inputs, weights, bias, activation):
    z = weighted_sum(inputs, weights, bias)
    a = activation(z)
    return a

s_20 = unit([20.1, 0.8, -0.5], [0.1, 0.8, -0.5], 0, relu)
s_25 = unit([25.1, 0.8, -0.5], [0.1, 0.8, -0.5], 0, relu)

def image_unit(image, weights, bias, activation):
    x = []
    for gyou in range(3):
        for retsu in range(3):
            x.append(image[gyou][retsu])
    return unit(x, weights, bias, activation)
