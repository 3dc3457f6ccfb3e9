# tries: to hang in a question
# square: timed out, skipped
# stopped: cpu
# points: 40

def square(x):
    while True:
        pass
