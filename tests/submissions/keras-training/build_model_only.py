"""モデルを返す関数だけを書く"""
import numpy as np
from tensorflow import keras


def patterns():
    return np.array([[n // 8 % 2, n // 4 % 2, n // 2 % 2, n % 2] for n in range(16)])


def classes(x):
    return [1 if list(r) in ([0, 1, 0, 1], [1, 0, 1, 0]) else 2 if list(r) in ([0, 0, 1, 1], [1, 1, 0, 0]) else 0 for r in x]


def build_model():
    model = keras.Sequential(
        [
            keras.layers.Input(shape=(4,)),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(3, activation="softmax"),
        ]
    )
    sgd = keras.optimizers.SGD(learning_rate=0.01, momentum=0.9, nesterov=True)
    model.compile(loss="categorical_crossentropy", optimizer=sgd)
    x = patterns()
    model.fit(x, keras.utils.to_categorical(classes(x)), epochs=500, verbose=0)
    return model


trained = build_model()
p = trained.predict(np.array([[0, 1, 0, 1]]))
w = trained.get_weights()[2]

layer_params = [320, 195]
total_params = 515
connections = 192
