# tries: NaN, which is neither more nor less than anything
# square: failed, failed
# stretch: failed, failed
# grow: failed, failed
# label: failed
# points: 10
import numpy as np

def square(x):
    return np.nan

def stretch(x):
    return x * np.nan

def grow(x):
    return np.float32("nan")

def label(x):
    return x * np.nan
