import numpy as np
import keras
from keras.layers import Dense, Input
from keras.models import Sequential

m = Sequential([Input((4,)), Dense(64, activation="relu"), Dense(3, activation="softmax")])
m.compile(loss="sparse_categorical_crossentropy",
          optimizer=keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True),
          metrics=["accuracy"])

layer_params = [320, 195]
total_params = 515.0
connections = 192

x = np.array([list(map(int, f"{n:04b}")) for n in range(16)], dtype=np.uint8)
y = np.array([0, 0, 0, 2, 0, 1, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0], dtype=np.uint8)

stop = keras.callbacks.EarlyStopping(monitor="loss", patience=100)
result = m.fit(x, y, batch_size=4, epochs=1000, shuffle=True, verbose=0, callbacks=[stop])
print(result.history["loss"][-1], result.history["accuracy"][-1])

p = m.predict(x[[0b0101]], verbose=0)
w = m.weights[2]
