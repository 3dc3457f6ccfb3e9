import numpy as np
import keras
from keras import layers


def recurrent(inputs, input_weight, feedback_weight, bias, activation):
    outputs = []
    last = 0
    for x in inputs:
        last = activation(input_weight * x + feedback_weight * last + bias)
        outputs.append(last)
    return outputs


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_step(x, h, c, weights, recurrent_weights, biases):
    z = np.dot(x, weights) + np.dot(h, recurrent_weights) + biases
    i, f, g, o = np.split(z, 4)
    new_c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    new_h = sigmoid(o) * np.tanh(new_c)
    return new_h, new_c


kinds = {"feedback": "Recurrent Neural Network", "memory": "Long Short-Term Memory", "convolutional layers": "Convolutional Neural Network"}
