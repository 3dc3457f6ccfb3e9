# tries: answers of 8 MiB to every question
# square: failed, failed
# stretch: failed, failed
# label: failed
# grow: failed, failed
# kinds: failed, failed
# points: 0
import numpy as np

kinds = [0.5] * 100_000

def square(x):
    return np.zeros(1 << 20)

label = square

def stretch(x):
    return "x" * (8 << 20)

def grow(x):
    return [["x" * 100] * 100] * 200
