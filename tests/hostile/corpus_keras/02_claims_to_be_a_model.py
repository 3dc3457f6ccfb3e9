# tries: an object that claims to be a model
# assignment: keras
# layers: raised
# weights: raised
# points: 0
import keras

class Fake:
    __class__ = keras.Model
    input_shape = (None, 4)
    layers = weights = ()

m = Fake()
