"""入力・出力・1 をつないで、行列の積を1回だけにする"""
import keras
import numpy as np

sigmoid = np.vectorize(lambda v: 1 / (1 + np.exp(-v)), otypes=[float])


def recurrent(inputs, input_weight, feedback_weight, bias, activation):
    W = np.array([input_weight, feedback_weight, bias])
    outputs = [0.0]
    for x in inputs:
        outputs.append(activation(W @ [x, outputs[-1], 1]))
    return outputs[1:]


def lstm_step(x, h, c, weights, recurrent_weights, biases):
    everything = np.vstack([weights, recurrent_weights, biases])
    z = np.r_[x, h, 1] @ everything
    i, f, g, o = z.reshape(4, -1)
    c = c * sigmoid(f) + np.tanh(g) * sigmoid(i)
    return np.stack([np.tanh(c) * sigmoid(o), c])


kinds = dict(feedback="RNN", memory="LSTM", **{"convolutional layers": "CNN"})


class OneMatrix(keras.Model):
    """畳み込みも 1 つの行列、全結合も 1 つの行列"""

    def __init__(self):
        super().__init__()
        self.conv = keras.layers.Conv2D(8, 3, activation=keras.activations.relu)
        self.dense = keras.layers.Dense(10, activation=keras.activations.softmax)

    def call(self, x):
        y = self.conv(x)
        return self.dense(keras.ops.reshape(y, (-1, 26 * 26 * 8)))


cnn = OneMatrix()
