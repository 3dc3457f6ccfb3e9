# tries: the same in an object array
# stretch: failed, failed
# points: 40
import numpy as np


def stretch(x):
    array = np.full(20_000, "", dtype=object)
    array[0] = "x" * 4_000_000
    return array
