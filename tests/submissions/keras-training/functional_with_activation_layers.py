import keras
import numpy as np
from keras import layers

keras.utils.set_random_seed(2024)

inputs = keras.Input(shape=(4,), name="pixels")
hidden = layers.Activation("relu")(layers.Dense(64)(inputs))
outputs = layers.Softmax()(layers.Dense(3)(hidden))
m = keras.Model(inputs, outputs)

sizes = [layer.count_params() for layer in m.layers if layer.count_params()]
layer_params = tuple(sizes)
total_params = m.count_params()
connections = np.prod((64, 3))

m.compile(keras.optimizers.SGD(0.01, 0.9, True), keras.losses.CategoricalCrossentropy())

x = (np.arange(16)[:, None] >> np.arange(3, -1, -1) & 1).astype("float32")
targets = np.zeros(16, int)
targets[[5, 10]] = 1
targets[[3, 12]] = 2
history = m.fit(x, np.eye(3)[targets], epochs=800, verbose=0)

p = m(np.array([[0.0, 1.0, 0.0, 1.0]]))
w = m.layers[-2].kernel
