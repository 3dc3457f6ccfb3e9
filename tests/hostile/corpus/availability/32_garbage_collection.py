# tries: to hang the service when it collects garbage
# square: timed out, skipped
# stopped: cpu
# points: 40
import gc

def forever(phase, facts):
    while armed:
        pass

armed = False
gc.callbacks.append(forever)
gc.set_threshold(1)

def square(x):
    global armed
    armed = True
    return [[] for _ in range(10)] and x * x
