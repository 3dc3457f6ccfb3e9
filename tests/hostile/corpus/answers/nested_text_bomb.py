# tries: the same, hidden one level down and among numbers
# stretch: failed, failed
# points: 40


def stretch(x):
    return [[1.0, "x" * 2_000_000]] + [[2.0, ""]] * 5_000
