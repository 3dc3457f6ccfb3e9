import numpy as np

# 配列は使うがループで計算する

def relu(x):
    return np.maximum(x, 0)

def dense(x, weights, biases, activation):
    x = np.array(x)
    if x.ndim == 2:
        return np.array([dense(gyou, weights, biases, activation) for gyou in x])
    n_in, n_out = weights.shape
    y = []
    for j in range(n_out):
        total = biases[j]
        for i in range(n_in):
            total += x[i] * weights[i, j]
        y.append(activation(total))
    return np.array(y)

def network(x, layers):
    layers = list(layers)
    i = 0
    while i < len(layers):
        w, b, f = layers.pop(0)
        x = dense(x, w, b, f)
        i += 1
    return x

def xnor(x1, x2):
    sou1 = (np.array([[1, -1], [1, -1]]), np.array([-1, 1]), relu)
    sou2 = (np.array([[1], [1]]), np.array([0]), relu)
    out = network(np.array([x1, x2]), [sou1, sou2])
    return out[0]

unit1_pattern = [1, 1]
unit2_pattern = [0, 0]

def threshold_unit(total):
    if total < 0:
        return 0
    return 1

# 4 * 3 + 2 * w = 0 になる w
new_weight = -4 * 3 / 2

predictions = [500] * 5 + [1000] * 5

def learning_step(weights, bias, inputs, target, rate):
    z = bias
    for w, x in zip(weights, inputs):
        z += w * x
    e = z - target
    w_new = []
    for w, x in zip(weights, inputs):
        w_new.append(w - rate * e * x)
    b_new = bias - rate * e
    return np.array(w_new), b_new

def in_centre(points):
    x = points[:, 0]
    y = points[:, 1]
    r = x ** 2 + y ** 2
    return np.where(r < 4, 1, 0)
