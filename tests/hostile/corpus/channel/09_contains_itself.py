# tries: values that contain themselves
# square: failed, failed
# stretch: failed, failed
# grow: failed, failed
# kinds: failed, failed
# points: 10
import numpy as np

endless = []
endless.append(endless)
kinds = {}
kinds["sheep"] = kinds

def square(x):
    return endless

def stretch(x):
    array = np.empty(1, dtype=object)
    array[0] = array
    return array

def grow(x):
    return (endless, kinds)
