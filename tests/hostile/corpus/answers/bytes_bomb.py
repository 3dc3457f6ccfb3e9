# tries: the same with bytes
# square: failed, failed
# points: 40


def square(x):
    return [b"x" * 4_000_000] + [b""] * 20_000
