import keras
import numpy as np


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


def recurrent(inputs, w, u, b, f):
    y = np.zeros(len(inputs))
    for t in range(len(inputs)):
        if t == 0:
            y[t] = f(w * inputs[t] + b)
        else:
            y[t] = f(w * inputs[t] + u * y[t - 1] + b)
    return y


def lstm_step(x, h, c, W, U, b):
    units = h.shape[0]
    z = np.dot(x, W) + np.dot(h, U) + b
    i = sigmoid(z[:units])
    f = sigmoid(z[units : 2 * units])
    g = np.tanh(z[2 * units : 3 * units])
    o = sigmoid(z[3 * units :])
    c = f * c + i * g
    h = o * np.tanh(c)
    return h, c


model = keras.Sequential([
    keras.Input((28, 28, 1), batch_size=1),
    keras.layers.Conv2D(8, 3, 1, "valid", activation="relu"),
    keras.layers.Flatten(),
    keras.layers.Dense(units=10, activation="softmax"),
])
model.predict(np.zeros((1, 28, 28, 1)), verbose=0)
cnn = model


kinds = {"feedback": "rnn", "memory": "lstm", "convolutional layers": "cnn"}

if __name__ == "__main__":
    print(recurrent(np.array([1, 0, 0, 0]), 1, 0.5, 0, lambda total: total))
