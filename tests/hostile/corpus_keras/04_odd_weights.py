# tries: weights that are no numbers any more
# assignment: keras
# weights: failed
# points: 10
import keras
import numpy as np

m = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, activation="relu")])
m.set_weights([np.full((4, 2), np.nan), np.full(2, np.inf)])
