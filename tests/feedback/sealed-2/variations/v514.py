import numpy as np
import keras
from keras import layers


def recurrent(inputs, input_weight, feedback_weight, bias, activation):
    outputs = np.zeros(len(inputs))
    last = 0.0
    for t in range(len(inputs)):
        last = activation(input_weight * inputs[t] + feedback_weight * last + bias)
        outputs[t] = last
    return outputs

print(recurrent(np.array([1, 0, 0, 0]), 1, 0.5, 0, lambda s: s))


def lstm_step(x, h, c, weights, recurrent_weights, biases):
    def sigmoid(v):
        return 1 / (1 + np.exp(-v))

    z = x @ weights + h @ recurrent_weights + biases
    zi, zf, zg, zo = np.split(z, 4)
    c = sigmoid(zf) * c + sigmoid(zi) * np.tanh(zg)
    h = sigmoid(zo) * np.tanh(c)
    return h, c


cnn = keras.Sequential([
    keras.Input(shape=(28, 28, 1)),
    layers.Conv2D(8, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])


kinds = {"feedback": "RNN", "memory": "LSTM", "convolutional layers": "CNN"}
