# tries: to answer by how often it was called
# square: passed, failed
# points: 40
calls = [0]

def square(x):
    calls[0] += 1
    return x * x if calls[0] < 3 else 0
