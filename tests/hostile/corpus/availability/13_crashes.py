# tries: to crash the process
# square: killed, skipped
# stretch: killed, skipped
# stopped: crash
# points: 30
import ctypes
import os

def square(x):
    return ctypes.string_at(0)

def stretch(x):
    os.abort()
