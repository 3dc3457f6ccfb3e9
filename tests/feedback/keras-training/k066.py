import numpy as np
from tensorflow import keras
from tensorflow.keras.layers import Dense, Input
from tensorflow.keras.models import Sequential
from tensorflow.keras.optimizers import SGD

m = Sequential([
    Input(shape=(4,)),
    Dense(64, activation="relu"),
    Dense(3, activation="softmax"),
])

layer_params = [4 * 64 + 64, 64 * 3 + 3]
total_params = sum(layer_params)
connections = 64 * 3

sgd = SGD(learning_rate=0.01, momentum=0.9, nesterov=True)
m.compile(loss="categorical_crossentropy", optimizer=sgd, metrics=["accuracy"])

x = np.array([[a, b, c, d] for a in (0, 1) for b in (0, 1) for c in (0, 1) for d in (0, 1)])
y = np.array([0, 0, 0, 2, 0, 1, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0])
y_onehot = keras.utils.to_categorical(y, 3)
m.fit(x, y_onehot, epochs=500, verbose=0)

image = np.array([[0, 1, 0, 1]])
p = m.predict(image, verbose=0)

weights = m.get_weights()
w = weights[1]
