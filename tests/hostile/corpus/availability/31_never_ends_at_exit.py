# tries: to go on for ever when it is ended
# points: 50
import atexit
import sys
import threading
import time

class Endless:
    def __del__(self):
        while True:
            pass

kept = Endless()
atexit.register(lambda: time.sleep(1000))
threading._register_atexit(lambda: time.sleep(1000)) if hasattr(threading, "_register_atexit") else None
sys.excepthook = sys.unraisablehook = lambda *a: time.sleep(1000)
