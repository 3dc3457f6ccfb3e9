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
    loss="categorical_crossentropy",
    optimizer=keras.optimizers.SGD(learning_rate=0.1, momentum=0.9, nesterov=True),
)


x = np.array([[int(b) for b in f"{n:04b}"] for n in range(16)])
y = np.zeros(16, dtype=int)
y[[5, 10]] = 1
y[[3, 12]] = 2


m.fit(x, keras.utils.to_categorical(y, 3), epochs=500, verbose=0)


p = m.predict(np.array([[0, 1, 0, 1]]), verbose=0)


w = m.get_weights()[2]
