# tries: a model that lists other layers and weights than those it works with
# assignment: keras
# layers: failed
# points: 10
import keras

class Lies(keras.Model):
    def __init__(self):
        super().__init__()
        self.first, self.second = keras.layers.Dense(64), keras.layers.Dense(2)

    def call(self, x):
        return self.second(self.first(x))

    @property
    def layers(self):
        return [keras.layers.Dense(2, activation="relu")]

    def get_config(self):
        return {"layers": []}

m = Lies()
