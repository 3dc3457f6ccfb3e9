import numpy as np
import keras
from keras import layers


def recurrent(inputs, input_weight, feedback_weight, bias, activation):
    outputs = [0]  # はじめは0
    for x in inputs:
        y = activation(input_weight * x + feedback_weight * outputs[-1] + bias)
        outputs.append(y)
    return outputs


def sigmoid(x):
    return 1 / (1 + np.exp(-x))

def lstm_step(x, h, c, weights, recurrent_weights, biases):
    z = np.dot(x, weights) + np.dot(h, recurrent_weights) + biases
    n = len(h)
    i = sigmoid(z[0:n])
    f = sigmoid(z[n:2 * n])
    g = np.tanh(z[2 * n:3 * n])
    o = sigmoid(z[3 * n:4 * n])
    c_new = f * c + i * g
    h_new = o * np.tanh(c_new)
    return h_new, c_new


cnn = keras.Sequential()
cnn.add(keras.Input(shape=(28, 28, 1)))
cnn.add(layers.Conv2D(8, (3, 3), activation="relu"))
cnn.add(layers.Flatten())
cnn.add(layers.Dense(10, activation="softmax"))
cnn.summary()


kinds = {
    "feedback": "RNN",
    "memory": "LSTM",
    "convolutional layers": "CNN",
}
