# tries: counts and settings that are no numbers
# assignment: keras
# layers: raised
# weights: raised
# points: 0
import keras

class Odd(keras.layers.Dense):
    def count_params(self):
        return "<script>"

m = keras.Sequential([keras.Input((4,)), Odd(2, activation="relu")])
