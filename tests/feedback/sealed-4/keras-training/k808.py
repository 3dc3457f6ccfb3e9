import numpy as np
import keras
from keras import layers


m = keras.Sequential()
m.add(keras.Input(shape=(4,)))
m.add(layers.Dense(64, activation="relu"))
m.add(layers.Dense(3, activation="softmax"))


layer_params = [4 * 64 + 64, 64 * 3 + 3]
total_params = sum(layer_params)
connections = 64 * 3


sgd = keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True)
m.compile(optimizer=sgd, loss=keras.losses.CategoricalCrossentropy(), metrics=["accuracy"])


x = np.array([[int(pixel) for pixel in f"{number:04b}"] for number in range(16)])
y = np.zeros(16, dtype=int)
y[[0b0101, 0b1010]] = 1
y[[0b0011, 0b1100]] = 2


# one-hot にしてから学習する
y_onehot = np.eye(3)[y]
m.fit(x, y_onehot, epochs=500, verbose=0)


kekka = m.predict(np.array([[0, 1, 0, 1]]))
p = np.argmax(kekka)
print(p)  # クラス1


w = m.get_weights()[2]
