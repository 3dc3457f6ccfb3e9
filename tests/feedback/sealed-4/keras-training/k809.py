import numpy as np
import keras
from keras import layers


# 1. model
m = keras.Sequential()
m.add(keras.Input(shape=(4,)))
m.add(layers.Dense(64, activation="relu"))
m.add(layers.Dense(3, activation="softmax"))


# 2. parameters
layer_params = [320, 195]
total_params = 515
connections = 192


# 3. compile
sgd = keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True)
m.compile(optimizer=sgd, loss=keras.losses.CategoricalCrossentropy(), metrics=["accuracy"])


# 4. data
x = np.array([[int(pixel) for pixel in f"{number:04b}"] for number in range(16)])
y = np.zeros(16, dtype=int)
y[[0b0101, 0b1010]] = 1
y[[0b0011, 0b1100]] = 2


# 5. training
Y = keras.utils.to_categorical(y, 3)
history = m.fit(x, Y, epochs=500, verbose=0)


# 6. predict
p = m.predict(x[5:6])
print(p)


# 7. weights
w = m.layers[1].get_weights()
