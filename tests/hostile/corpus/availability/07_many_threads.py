# tries: to start thousands of threads
# stopped: threads
# points: 50
import threading
import time

threading.stack_size(32768)
try:
    for _ in range(1500):
        threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
    while True:
        time.sleep(0.01)
except RuntimeError:
    while True:
        time.sleep(0.01)
