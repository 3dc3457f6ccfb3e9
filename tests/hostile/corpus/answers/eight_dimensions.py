# tries: an array that takes a minute to show because its summary has 300,000 numbers
# square: failed, failed
# points: 40
import numpy as np


def square(x):
    return np.ones((6,) * 7, dtype=np.uint8)
