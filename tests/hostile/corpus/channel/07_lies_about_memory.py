# tries: arrays that lie about the memory they stand for
# square: failed, failed
# stretch: killed, skipped
# stopped: crash
# points: 30
import ctypes

import numpy as np

class Lies:
    __array_interface__ = {"shape": (10**6,), "typestr": "<f8", "data": (1, False), "version": 3}

def square(x):
    return Lies()

def stretch(x):
    return np.asarray(Lies())
