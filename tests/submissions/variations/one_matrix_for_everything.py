"""入力・出力・1 をつないで、行列の積を1回だけにする"""
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
