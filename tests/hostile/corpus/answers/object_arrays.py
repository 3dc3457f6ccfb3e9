# tries: object arrays that hold arrays, objects and dictionaries; of numbers they count
# square: failed, failed
# stretch: failed, failed
# points: 30
import numpy as np

def square(x):
    array = np.empty((), dtype=object)
    array[()] = {"x": np.zeros(3)}
    return array

def stretch(x):
    array = np.empty((2, 2), dtype=object)
    array[:] = [[np.zeros(3), None], [object(), [1, [2]]]]
    return array

def label(x):
    return np.array([np.array([n > 0]) for n in x], dtype=object)
