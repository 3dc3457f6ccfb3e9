#%%
import numpy as np
F = np.float32
#%%
def recurrent(inputs, input_weight, feedback_weight, bias, activation):
    w, u, b = map(F, (input_weight, feedback_weight, bias))
    y = np.empty(len(inputs) + 1, dtype=F)
    y[0] = 0
    for t, x in enumerate(np.asarray(inputs, dtype=F)):
        y[t + 1] = activation(w * x + u * y[t] + b)
    return y[1:]
#%%
def sigmoid(x):
    return F(1) / (F(1) + np.exp(-x))
#%%
def lstm_step(*args):
    x, h, c, W, U, b = (np.asarray(a, dtype=F) for a in args)
    i, f, g, o = np.hsplit(x @ W + h @ U + b, 4)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return [sigmoid(o) * np.tanh(c), c]
#%%
lstm_step([1], [.5], [2], [[1, 0, .5, -1]], [[0, 1, 1, 0]], [0, -.5, 0, 1])
#%%
import keras
keras.backend.set_floatx('float32')
inputs = keras.Input((28, 28, 1), dtype='float32')
y = keras.layers.Conv2D(8, 3, dtype='float32')(inputs)
y = keras.ops.relu(y)
y = keras.layers.Reshape((-1,))(y)
y = keras.layers.Dense(10, dtype='float32')(y)
y = keras.layers.Softmax()(y)
cnn = keras.Model(inputs=inputs, outputs=y)
cnn.count_params()
#%%
kinds = {'feedback': 'rNN', 'memory': 'lstm', 'convolutional layers': 'CnN'}
