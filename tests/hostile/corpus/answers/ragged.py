# tries: lists of lists of different lengths, deep down
# square: failed, failed
# stretch: failed, failed
# points: 30

def square(x):
    return [[[[[[1, 2], [3]]]]], 4]

def stretch(x):
    value = 1
    for n in range(35):
        value = [value, value] if n < 12 else [value]
    return value
