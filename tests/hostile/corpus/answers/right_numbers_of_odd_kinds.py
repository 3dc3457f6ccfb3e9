# tries: right answers of odd kinds, which must count
# points: 50
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction

import numpy as np

def square(x):
    return Decimal(x) * Decimal(x) if isinstance(x, int) else Fraction(1, 4)

def stretch(x):
    array = np.empty(len(x), dtype=object)
    array[:] = [np.float32(2) * np.float64(n) for n in x]
    return array

class Label(IntEnum):
    NO = 0
    YES = 1

def label(x):
    return tuple(np.bool_(n > 0) if i % 2 else Label(int(n > 0)) for i, n in enumerate(x))

def grow(x):
    return np.array(x + 1)
