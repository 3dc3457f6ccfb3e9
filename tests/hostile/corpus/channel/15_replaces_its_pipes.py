# tries: to put other files in the place of its pipes
# square: killed, skipped
# stretch: killed, skipped
# stopped: wire
# points: 30
import os

def square(x):
    reading, writing = os.pipe()
    os.dup2(writing, 4)
    return x * x

def stretch(x):
    os.dup2(os.open("mine", os.O_RDWR | os.O_CREAT), 3)
    os.close(4)
    return x
