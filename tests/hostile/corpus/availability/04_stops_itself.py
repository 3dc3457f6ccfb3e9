# tries: to stop its own process, and to wait for ever
# square: raised, raised
# points: 40
import os
import signal

def square(x):
    os.kill(os.getpid(), signal.SIGSTOP)
    return x * x
