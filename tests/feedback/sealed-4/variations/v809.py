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
def lstm_step(x, h, c, weights, recurrent_weights, biases):
    z = np.dot(x, weights) + np.dot(h, recurrent_weights) + biases
    n = len(h)
    i = 1 / (1 + np.exp(-z[:n]))
    f = 1 / (1 + np.exp(-z[n:2 * n]))
    g = np.tanh(z[2 * n:3 * n])
    o = 1 / (1 + np.exp(-z[3 * n:]))
    c_new = f * c + i * g
    h_new = o * np.tanh(c_new)
    return h_new, c_new


# 問3
cnn = keras.Sequential()
cnn.add(keras.Input(shape=(28, 28, 1)))
cnn.add(layers.Conv2D(8, 3, activation="relu"))
cnn.add(layers.Flatten())
cnn.add(layers.Dense(10, activation="softmax"))


# 問4
kinds = {
    "feedback": "LSTM",
    "memory": "RNN",
    "convolutional layers": "CNN",
}
