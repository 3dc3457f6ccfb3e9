import numpy as np
import keras
from keras import layers


def recurrent(inputs, input_weight, feedback_weight, bias, activation):
    y = 0
    outputs = []
    for x in inputs:
        y = activation(input_weight * x + feedback_weight * y + bias)
        outputs.append(y)
    return outputs


def lstm_step(x, h, c, weights, recurrent_weights, biases):
    def sigmoid(a):
        return 1 / (1 + np.exp(-a))

    z = x @ weights + h @ recurrent_weights + biases
    zi, zf, zg, zo = np.split(z, 4)
    new_c = sigmoid(zf) * c + sigmoid(zi) * np.tanh(zg)
    new_h = sigmoid(zo) * np.tanh(c)
    return new_h, new_c


cnn = keras.Sequential()
cnn.add(keras.Input(shape=(28, 28, 1)))
cnn.add(layers.Conv2D(8, 3, activation="relu"))
cnn.add(layers.Flatten())
cnn.add(layers.Dense(10, activation="softmax"))


kinds = {}
kinds["feedback"] = "RNN"
kinds["memory"] = "LSTM"
kinds["convolutional layers"] = "CNN"
