# tries: one operation in C that no signal interrupts
# square: timed out, skipped
# stopped: cpu
# points: 40

def square(x):
    return sum(range(10**12))
