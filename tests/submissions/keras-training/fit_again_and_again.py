from types import SimpleNamespace

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

config = SimpleNamespace(hidden=64, classes=3, rate=0.01, momentum=0.9, rounds=12, epochs=50)

m = keras.Sequential([keras.Input((4,)), layers.Dense(config.hidden), layers.Activation("relu"), layers.Dense(config.classes), layers.Activation("softmax")], name="m")
m.compile(loss=keras.losses.CategoricalCrossentropy(), optimizer=keras.optimizers.SGD(config.rate, config.momentum, nesterov=True))

layer_params = [sum(w.size for w in m.get_weights()[:2]), sum(w.size for w in m.get_weights()[2:])]
total_params = sum(layer_params)
connections = config.hidden * config.classes

x = np.unpackbits(np.arange(16, dtype=np.uint8)[:, None], axis=1)[:, 4:]
y = np.zeros((16, 3))
y[:, 0] = 1
for n, c in {0b0101: 1, 0b1010: 1, 0b0011: 2, 0b1100: 2}.items():
    y[n] = np.eye(3)[c]

for _ in range(config.rounds):
    history = m.fit(x, y, epochs=config.epochs, verbose=0)
    print(history.history["loss"][-1])

p = m.predict([[0, 1, 0, 1]] * np.ones((1, 1)), verbose=0)
_, _, w, _ = m.get_weights()
