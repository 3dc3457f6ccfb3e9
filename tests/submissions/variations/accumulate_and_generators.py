from itertools import accumulate
from math import exp, tanh

kinds = {
    'memory': 'LSTM',
    'convolutional layers': 'CNN',
    'feedback': 'RNN',
}


def recurrent(inputs, w, u, b, f):
    outputs = accumulate(inputs, lambda y, x: f(w * x + u * y + b), initial=0)
    next(outputs)  # 最初の 0 は含めない
    return tuple(outputs)


def dot(xs, ys):
    return sum(x * y for x, y in zip(xs, ys))


def sigmoid(z):
    return 1 / (1 + exp(-z)) if z >= 0 else exp(z) / (1 + exp(z))


def unit(c, i, f, g, o):
    c = sigmoid(f) * c + sigmoid(i) * tanh(g)
    return sigmoid(o) * tanh(c), c


def lstm_step(x, h, c, weights, recurrent_weights, biases):
    columns = zip(zip(*weights), zip(*recurrent_weights), biases)
    z = [dot(x, w) + dot(h, u) + b for w, u, b in columns]
    n = len(h)
    return tuple(zip(*(unit(c[j], *z[j::n]) for j in range(n))))


from functools import reduce
from tensorflow.keras import Input, Model
from tensorflow.keras.layers import Activation, Conv2D, Dense, Flatten

x = Input((28, 28, 1))
steps = Conv2D(8, (3, 3)), Activation('relu'), Flatten(), Dense(10), Activation('softmax')
cnn = Model(x, reduce(lambda y, step: step(y), steps, x))
