import numpy as np
import keras
from keras import layers


m = keras.Sequential([
    keras.Input(shape=(4,)),
    layers.Dense(64, activation="relu"),
    layers.Dense(3, activation="softmax"),
])


layer_params = [320, 195]
total_params = 515
connections = 192


m.compile(
    loss=keras.losses.SparseCategoricalCrossentropy(),
    optimizer=keras.optimizer.SGD(learning_rate=0.01, momentum=0.9, nesterov=True),
)


x = np.array([[int(pixel) for pixel in f"{number:04b}"] for number in range(16)])
y = np.zeros(16, dtype=int)
y[[0b0101, 0b1010]] = 1
y[[0b0011, 0b1100]] = 2


# class numbers as labels
m.fit(x, y, epochs=500, verbose=0)


image = np.array([0, 1, 0, 1]).reshape(1, 4)
p = m.predict(image, verbose=0)


w = m.layers[1].get_weights()[0]
