import numpy as np
from tensorflow import keras
from tensorflow.keras.layers import Conv2D, Dense, Flatten, Input


def recurrent(inputs, input_weight, feedback_weight, bias, activation):
    outputs = np.zeros(len(inputs))
    previous = 0.0
    for t in range(1, len(inputs)):
        total = input_weight * inputs[t] + feedback_weight * previous + bias
        outputs[t] = activation(total)
        previous = outputs[t]
    return outputs


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def lstm_step(x, h, c, weights, recurrent_weights, biases):
    z = x @ weights + h @ recurrent_weights + biases
    z1, z2, z3, z4 = np.split(z, 4)
    i = sigmoid(z1)
    f = sigmoid(z2)
    g = np.tanh(z3)
    o = sigmoid(z4)
    new_c = f * c + i * g
    new_h = o * np.tanh(new_c)
    return new_h, new_c


cnn = keras.Sequential([
    Input(shape=(28, 28, 1)),
    Conv2D(8, kernel_size=3, activation="relu"),
    Flatten(),
    Dense(10, activation="softmax"),
])

kinds = {
    "feedback": "RNN",
    "memory": "LSTM",
    "convolutional layers": "CNN",
}
