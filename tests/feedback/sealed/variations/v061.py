# %%
import numpy as np
import keras
from keras import layers

# %% 問1
def recurrent(inputs, w, u, b, f):
    deguchi = [0]
    for t in range(len(inputs)):
        deguchi.append(f(w * inputs[t] + u * deguchi[t] + b))
    return deguchi[1:]

# %% 問2
def lstm_step(x, h, c, W, U, b):
    sig = lambda v: 1 / (1 + np.exp(-v))
    z = (x @ W) + (h @ U) + b
    z = z.reshape(4, -1)
    i, f, g, o = sig(z[0]), sig(z[1]), np.tanh(z[2]), sig(z[3])
    c2 = f * c + i * g
    return o * np.tanh(c2), c2

# %% 問3
inputs = keras.Input(shape=(28, 28, 1))
a = layers.Conv2D(filters=8, kernel_size=(3, 3), activation="relu")(inputs)
a = layers.Flatten()(a)
outputs = layers.Dense(10, activation="softmax")(a)
cnn = keras.Model(inputs, outputs)

# %% 問4
kinds["feedback"] = "RNN"
kinds["memory"] = "LSTM"
kinds["convolutional layers"] = "CNN"
