# tries: to send what is no message
# square: killed, skipped
# stopped: wire
# points: 40
import os

def square(x):
    os.write(4, os.urandom(64) * 4)
    return x * x
