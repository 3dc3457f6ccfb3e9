# tries: an answer that takes the grader a long time to put together
# points: 50
import os
import struct

def square(x):
    return x * x

def stretch(x):
    return [2 * n for n in x]
# %%
from autograder.worker import service

def slowly(fd, reply):
    import json
    body = json.dumps(reply).encode()
    for byte in struct.pack("<I", len(body)) + body:
        os.write(4, bytes([byte]))

service._reply = slowly
