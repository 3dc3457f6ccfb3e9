import numpy as np
import keras

layer_params, total_params, connections = [320, 195], 515, 192


def build_model() -> keras.Model:
    net = keras.models.Sequential()
    net.add(keras.layers.InputLayer(shape=[4]))
    net.add(keras.layers.Dense(64, "relu", kernel_initializer="he_normal"))
    net.add(keras.layers.Dense(3, "softmax"))
    net.compile(optimizer=keras.optimizers.SGD(.01, momentum=.9, nesterov=True),
                loss=keras.losses.categorical_crossentropy, metrics=["accuracy"])
    return net


def train(net: keras.Model, epochs: int = 500) -> None:
    x = np.indices((2, 2, 2, 2)).reshape(4, 16).T
    y = np.select([(x == [0, 1, 0, 1]).all(1) | (x == [1, 0, 1, 0]).all(1),
                   (x == [0, 0, 1, 1]).all(1) | (x == [1, 1, 0, 0]).all(1)], [1, 2], 0)
    net.fit(x, keras.utils.to_categorical(y, num_classes=3), epochs=epochs, verbose=2)


if __name__ == "__main__":
    m = build_model()
    train(m)
    p = m.predict(np.array([0, 1, 0, 1]).reshape(1, -1), verbose=0).tolist()
    w = m.get_weights()[2].tolist()
