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
import tensorflow as tf

SETTINGS = {"filters": 8, "kernel_size": 3, "activation": tf.nn.relu}

cnn = tf.keras.models.Sequential(name="digits")
cnn.add(tf.keras.layers.InputLayer(shape=(28, 28, 1)))
cnn.add(tf.keras.layers.Conv2D(**SETTINGS))
cnn.add(tf.keras.layers.Flatten())
cnn.add(tf.keras.layers.Dense(10, activation=tf.nn.softmax))
cnn.summary()

# %%
kinds = dict(zip(["convolutional layers", "feedback", "memory"], ["Cnn", "Rnn", "Lstm"]))
kinds
