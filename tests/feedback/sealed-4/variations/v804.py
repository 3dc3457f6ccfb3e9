import numpy as np
import keras
from keras import layers


# 問1
def recurrent(inputs, input_weight, feedback_weight, bias, activation):
    ys = [0]
    for x in inputs:
        ys.append(activation(input_weight * x + feedback_weight * ys[-1] + bias))
    return ys[1:]


# 問2
def sigmoid(v):
    return 1 / (1 + np.exp(-v))


def lstm_step(x, h, c, weights, recurrent_weights, biases):
    z = np.dot(x, weights) + np.dot(h, recurrent_weights) + biases
    i = sigmoid(z[0])
    f = sigmoid(z[1])
    g = np.tanh(z[2])
    o = sigmoid(z[3])
    c_new = f * c + i * g
    h_new = o * np.tanh(c_new)
    return h_new, c_new


# 問3
inp = keras.Input(shape=(28, 28, 1))
t = layers.Conv2D(8, kernel_size=3, activation="relu")(inp)
t = layers.Flatten()(t)
cnn = keras.Model(inp, layers.Dense(10, activation="softmax")(t))


# 問4
kinds = {"feedback": "RNN", "memory": "LSTM", "convolutional layers": "CNN"}
