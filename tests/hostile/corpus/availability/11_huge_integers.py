# tries: integers that take for ever to write, and are too large to send
# square: failed, failed
# stretch: raised, raised
# points: 30

def square(x):
    return 10 ** (10**5)

def stretch(x):
    return [len(str(10 ** (10**5)))]
