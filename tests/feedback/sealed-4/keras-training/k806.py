import numpy as np
import keras
from keras import layers


# Question 1
nyuuryoku = keras.Input(shape=(4,))
kakure = layers.Dense(64, activation="relu")(nyuuryoku)
shutsuryoku = layers.Dense(3, activation="softmax")(kakure)
m = keras.Model(nyuuryoku, shutsuryoku)


# Question 2
layer_params = [320, 195]
total_params = 515
connections = 192


# Question 3
sgd = keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True)
m.compile(optimizer=sgd, loss=keras.losses.CategoricalCrossentropy(), metrics=["accuracy"])


# Question 4
x = np.array([[int(pixel) for pixel in f"{number:04b}"] for number in range(16)])
y = np.zeros(16, dtype=int)
y[[0b0101, 0b1010]] = 1
y[[0b0011, 0b1100]] = 2


# Question 5
t = keras.utils.to_categorical(y)
m.fit(x, t, 500, verbose=0)


# Question 6
p = m.predict(np.array([[0, 1, 0, 1]]), verbose=0)
print(p)


# Question 7
w = m.get_weights()[2]
