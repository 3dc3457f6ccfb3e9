# tries: to print more than the grader can keep
# stopped: output
# points: 50
import os

while True:
    os.write(1, b"A" * 65536)
