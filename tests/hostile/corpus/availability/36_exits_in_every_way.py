# tries: to end the process, or to look as if it had
# square: killed, skipped
# stretch: raised, raised
# grow: raised, raised
# stopped: exit
# points: 20
import os

def square(x):
    os._exit(0)

def stretch(x):
    raise SystemExit(0)

def grow(x):
    raise KeyboardInterrupt
