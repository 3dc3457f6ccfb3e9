import numpy as np
import keras
from keras import layers


m = keras.Sequential()
m.add(keras.Input(shape=(4,)))
m.add(layers.Dense(64, activation="relu"))
m.add(layers.Dense(3, activation="softmax"))


layer_params = [320, 195]
total_params = 320 + 195
# 4 -> 64 -> 3
connections = 4 * 64 + 64 * 3


sgd = keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True)
m.compile(optimizer=sgd, loss=keras.losses.CategoricalCrossentropy(), metrics=["accuracy"])


x = np.array([[int(pixel) for pixel in f"{number:04b}"] for number in range(16)])
y = np.zeros(16, dtype=int)
y[[0b0101, 0b1010]] = 1
y[[0b0011, 0b1100]] = 2


m.fit(x, keras.utils.to_categorical(y), epochs=500, verbose=0)


p = m.predict(x[5:6])
print(p)


w = m.layers[-1].get_weights()[0]
print(w.shape)
