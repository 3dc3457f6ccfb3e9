# tries: to use more memory than there is
# square: killed, skipped
# stopped: memory
# points: 40
import numpy as np

def square(x):
    kept = []
    while True:
        kept.append(np.ones(1 << 20))
