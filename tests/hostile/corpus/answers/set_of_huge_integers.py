# tries: an integer of more digits than Python prints, where it is shown
# square: failed, failed
# points: 40


def square(x):
    return {1 << 16_000}
