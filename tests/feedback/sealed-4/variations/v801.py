import numpy as np
import keras
from keras import layers


def recurrent(inputs, input_weight, feedback_weight, bias, activation):
    outputs = []
    last = 0
    for x in inputs:
        y = activation(input_weight * x + feedback_weight * last + bias)
        outputs.append(y)
    return outputs


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def lstm_step(x, h, c, weights, recurrent_weights, biases):
    z = x @ weights + h @ recurrent_weights + biases
    z1, z2, z3, z4 = np.split(z, 4)
    c = sigmoid(z2) * c + sigmoid(z1) * np.tanh(z3)
    h = sigmoid(z4) * np.tanh(c)
    return h, c


cnn = keras.Sequential([
    keras.Input(shape=(28, 28, 1)),
    layers.Conv2D(8, (3, 3), activation="relu"),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
cnn.summary()


kinds = {"feedback": "RNN", "memory": "LSTM", "convolutional layers": "CNN"}
