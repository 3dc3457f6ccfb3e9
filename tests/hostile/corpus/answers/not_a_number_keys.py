# tries: sets and dictionaries of NaN, which equals nothing
# square: failed, failed
# stretch: failed, failed
# points: 30

def square(x):
    return {float("nan") for _ in range(1000)}

def stretch(x):
    return {float("nan"): n for n in range(1000)}
