# tries: to interrupt the service with signals between two questions
# square: passed, passed
# points: 50
import os
import signal
import threading
import time

signal.signal(signal.SIGUSR1, lambda number, frame: None)

def bother():
    for _ in range(200):
        signal.pthread_kill(threading.main_thread().ident, signal.SIGUSR1)
        time.sleep(0.001)

threading.Thread(target=bother, daemon=True).start()
