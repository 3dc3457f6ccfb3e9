# 課題6 フィードバックとメモリ
import math


def recurrent(inputs, input_weight, feedback_weight, bias, activation):
    kekka = []
    mae = 0
    for t in range(len(inputs)):
        goukei = input_weight * inputs[t] + feedback_weight * mae + bias
        mae = activation(goukei)
        kekka.append(mae)
    return kekka


print(recurrent([1, 0, 0, 0], 1, 0.5, 0, lambda s: s))


def sigmoid(z):
    if z < -700:
        return 0.0
    return 1 / (1 + math.exp(-z))


def lstm_step(x, h, c, weights, recurrent_weights, biases):
    n = len(h)
    z = []
    for k in range(4 * n):
        goukei = biases[k]
        for i in range(len(x)):
            goukei += x[i] * weights[i][k]
        for j in range(n):
            goukei += h[j] * recurrent_weights[j][k]
        z.append(goukei)
    new_c = []
    new_h = []
    for j in range(n):
        i = sigmoid(z[j])
        f = sigmoid(z[n + j])
        g = math.tanh(z[2 * n + j])
        o = sigmoid(z[3 * n + j])
        new_c.append(f * c[j] + i * g)
        new_h.append(o * math.tanh(new_c[j]))
    return new_h, new_c


print(lstm_step([1], [0.5], [2], [[1, 0, 0.5, -1]], [[0, 1, 1, 0]], [0, -0.5, 0, 1]))


# 問3
import keras

sou = [keras.layers.Input(shape=(28, 28, 1))]
sou.append(keras.layers.Conv2D(8, 3))
sou.append(keras.layers.ReLU())
sou.append(keras.layers.Flatten())
sou.append(keras.layers.Dense(10))
sou.append(keras.layers.Softmax())
cnn = keras.Sequential()
for s in sou:
    cnn.add(s)
for s in cnn.layers:
    print(s.name, s.count_params())

kinds = {}
kinds["feedback"] = "RNN"
kinds["memory"] = "LSTM"
kinds["convolutional layers"] = "CNN"
