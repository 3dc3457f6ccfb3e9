# tries: a layer that never ends
# assignment: keras
# layers: timed out
# weights: timed out
# stopped: cpu
# points: 0
import keras

class Endless(keras.layers.Dense):
    def call(self, x, *arguments, **settings):
        while True:
            pass

m = keras.Sequential([Endless(2)])
