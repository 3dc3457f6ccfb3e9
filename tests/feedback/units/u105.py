# %%
import numpy as np
# %%
class Neuron:
    def unit(inputs, weights, bias, activation):
        z = np.dot(inputs, weights) + bias
        return activation(z)

neuron = Neuron()
# %%
def weighted_sum(inputs, weights, bias=0.0):
    return np.dot(inputs, weights) + bias

def relu(x):
    return np.maximum(x, 0)

def sigmoid(x):
    return 1 / (1 + np.exp(-x))
# %%
s_20 = 2.9
s_25 = 3.4
# %%
def image_unit(image, weights, bias, activation):
    total = np.sum(image.ravel() * weights) + bias
    return activation(total)
