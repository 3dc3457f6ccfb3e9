# tries: to read files that the grader or the template has open
# points: 50
import os

for fd in range(5, 1024):
    try:
        os.fstat(fd)
        print("BREACH", fd)
    except OSError:
        pass
