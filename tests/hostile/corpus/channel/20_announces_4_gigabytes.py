# tries: a message that is announced to be larger than the grader's memory
# square: killed, skipped
# stopped: wire
# points: 40
import os

def square(x):
    os.write(4, b"\xff\xff\xff\xff" + b"{" * 100)
