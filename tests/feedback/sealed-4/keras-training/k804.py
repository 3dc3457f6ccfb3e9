import numpy as np
import keras
from keras import layers


m = keras.Sequential([
    keras.Input(shape=(4,)),
    layers.Dense(64, activation="relu"),
    layers.Dense(3, activation="softmax"),
])
m.summary()


layer_params = [4 * 64 + 64, 64 * 3 + 3]
total_params = sum(layer_params)
connections = 64 * 3


opt = keras.optimizers.SGD(learning_rate=0.01, momentum=0.9)
m.compile(loss="categorical_crossentropy", optimizer=opt, metrics=["accuracy"])


x = np.array([[int(pixel) for pixel in f"{number:04b}"] for number in range(16)])
y = np.zeros(16, dtype=int)
y[[0b0101, 0b1010]] = 1
y[[0b0011, 0b1100]] = 2


Y = keras.utils.to_categorical(y, 3)
history = m.fit(x, Y, epochs=500, verbose=0)


p = m.predict(x[5:6])
print(p)


w = m.get_weights()[2]
