# tries: numbers that are hard to write and to read
# square: failed, failed
# stretch: failed, failed
# grow: failed, passed
# points: 25
import numpy as np

def square(x):
    return 1 << 10**7

def stretch(x):
    return [-0.0, 5e-324, 1 << 16_383]

def grow(x):
    return np.longdouble("1e4000")
