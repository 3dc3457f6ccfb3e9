# tries: to switch off the timers that interrupt it
# square: timed out, skipped
# stopped: cpu
# points: 40
import signal

def square(x):
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    while True:
        pass
