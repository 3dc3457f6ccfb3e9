# tries: to be there still when the next submission is graded
# points: 50
import signal
import threading

threading.Timer(0.5, print, ("late",)).start()
threading.Thread(target=lambda: [None for _ in iter(int, 1)], daemon=False).start()
signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
