# tries: to end the service and to stay alive
# square: killed, skipped
# stopped: wire
# points: 40
import os
import time

def square(x):
    for fd in range(5):
        os.close(fd)
    time.sleep(600)
