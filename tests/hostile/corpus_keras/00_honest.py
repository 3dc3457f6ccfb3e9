# tries: nothing
# assignment: keras
import keras

m = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, activation="relu")])
