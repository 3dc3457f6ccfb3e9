# tries: to use up the inodes
# stopped: files or cpu
# points: 50
import os
import time

try:
    for n in range(10_100):
        os.close(os.open(str(n), os.O_CREAT))
except OSError:
    pass
time.sleep(3)
