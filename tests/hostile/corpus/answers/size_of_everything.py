# tries: answers of 4 MiB to every question
# square: failed, failed
# stretch: failed, failed
# label: failed
# grow: failed, failed
# kinds: failed, failed
# points: 0
import numpy as np

kinds = [0.5] * 50_000

def square(x):
    return np.zeros(1 << 19)

label = square

def stretch(x):
    return "x" * (4 << 20)

def grow(x):
    return [["x" * 100] * 100] * 50
