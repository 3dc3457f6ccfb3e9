"""Training a network with Keras."""
import keras
import numpy as np


def patterns():
    x = []
    y = []
    for n in range(16):
        row = [int(c) for c in format(n, "04b")]
        x.append(row)
        if row in ([0, 1, 0, 1], [1, 0, 1, 0]):
            y.append(1)
        elif row in ([0, 0, 1, 1], [1, 1, 0, 0]):
            y.append(2)
        else:
            y.append(0)
    return np.array(x), np.array(y)


def build_model():
    model = keras.Sequential(
        [
            keras.Input(shape=(4,)),
            keras.layers.Dense(64, activation="softmax"),
            keras.layers.Dense(3, activation="relu"),
        ]
    )
    optimizer = keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True)
    model.compile(loss="categorical_crossentropy", optimizer=optimizer)
    x, y = patterns()
    model.fit(x, keras.utils.to_categorical(y), epochs=500, verbose=0)
    return model


m = build_model()
layer_params = [320, 195]
total_params = 515
connections = 192
p = m.predict(np.array([[0, 1, 0, 1]]), verbose=0)
w = m.get_weights()[2]
