# tries: to ignore everything that could interrupt it
# stopped: cpu
# points: 50
import signal

for number in (signal.SIGXCPU, signal.SIGTERM, signal.SIGALRM, signal.SIGPROF, signal.SIGINT, signal.SIGVTALRM):
    signal.signal(number, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 64))
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
