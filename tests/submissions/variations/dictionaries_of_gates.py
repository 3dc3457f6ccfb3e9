# %%
import numpy as np
from numpy import tanh

# %%
def recurrent(inputs, input_weight, feedback_weight, bias, activation):
    y = {-1: 0}
    for t, x in enumerate(inputs):
        y[t] = activation(input_weight * x + feedback_weight * y[t - 1] + bias)
    return [y[t] for t in sorted(y) if t >= 0]

# %%
recurrent(np.array([1, 0, 0, 0]), 1, -0.5, 0, lambda total: total)

# %%
def sigmoid(z): return (1 + tanh(z / 2)) / 2

GATES = {"input": sigmoid, "forget": sigmoid, "candidate": tanh, "output": sigmoid}

def lstm_step(x, h, c, weights, recurrent_weights, biases):
    n = len(biases) // 4
    gate = {}
    for k, (name, f) in enumerate(GATES.items()):
        block = slice(k * n, (k + 1) * n)
        gate[name] = f(x @ weights[:, block] + h @ recurrent_weights[:, block] + biases[block])
    memory = gate["forget"] * c + gate["input"] * gate["candidate"]
    return gate["output"] * tanh(memory), memory

# %%
kinds = dict(zip(["convolutional layers", "feedback", "memory"], ["Cnn", "Rnn", "Lstm"]))
kinds
