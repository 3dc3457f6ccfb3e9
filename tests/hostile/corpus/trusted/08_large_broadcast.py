# tries: an answer that broadcasts, in the course's own Python, to more than there is
# grow: failed, failed
# points: 40
import numpy as np

def grow(x):
    return np.full((1 << 19, 1), float(x + 1), "f4")
