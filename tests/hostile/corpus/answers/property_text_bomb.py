# tries: the same where the course's own Python works with the answer
# grow: failed, failed
# points: 40


def grow(x):
    return ["x" * 4_000_000] + [""] * 20_000
