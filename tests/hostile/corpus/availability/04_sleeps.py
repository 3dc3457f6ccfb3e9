# tries: to hang without using the processor
# square: timed out, skipped
# stopped: wall
# wall: 1.5
# points: 40
import time

def square(x):
    while True:
        try:
            time.sleep(100)
        except BaseException:
            pass
