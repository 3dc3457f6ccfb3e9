#%%
import numpy as np
F = np.float32

def f32(*arrays):
    return [np.asarray(a, dtype=F) for a in arrays]
#%%
def relu(x):
    return np.maximum(F(0), x)

def dense(x, weights, biases, activation):
    x, weights, biases = f32(x, weights, biases)
    return np.asarray(activation(np.matmul(x, weights) + biases), dtype=F)
#%%
def network(x, layers):
    for w, b, f in layers:
        x = dense(x, w, b, f)
    return x
#%%
W1, b1, W2, b2 = f32([[1, -1], [1, -1]], [-1, 1], [[1], [1]], [0])
def xnor(x1, x2):
    y = network([x1, x2], [(W1, b1, relu), (W2, b2, relu)])
    return y[0]          # np.float32
xnor(1, 1), xnor(0, 1), xnor(1, 0), xnor(0, 0)
#%%
unit1_pattern = np.ones(2, dtype=F)
unit2_pattern = np.zeros(2, dtype=F)
#%%
def threshold_unit(total):
    return np.heaviside(total, F(1))
new_weight = F(-6)
#%%
predictions = np.where(np.arange(7, 17) < 11.5, F(500), F(1000))
#%%
def learning_step(weights, bias, inputs, target, rate):
    weights, inputs = f32(weights, inputs)
    err = F(np.inner(weights, inputs)) + F(bias) - F(target)
    return weights - F(rate) * err * inputs, F(bias) - F(rate) * err
#%%
def in_centre(points):
    points = np.asarray(points, dtype=F)
    r2 = (points * points).sum(axis=1, keepdims=True)
    return (r2 < F(4)).astype(F)    # 形は (n, 1)
in_centre([[0, 0], [3, 3]])
