# tries: values nested deeper than any stack
# square: failed, failed
# points: 40

def square(x):
    value = x
    for _ in range(100_000):
        value = [value]
    return value
