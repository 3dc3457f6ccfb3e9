# tries: to overflow the stack of C
# square: killed, skipped
# stopped: crash
# points: 40
import sys

sys.setrecursionlimit(10**8)

def square(x):
    class Deep:
        def __repr__(self):
            return repr(self)

        def __getattr__(self, name):
            return getattr(self, name + "x")

    return repr(Deep())
