# tries: a list of texts that becomes a matrix of 100 GB when numpy makes an array of it
# square: failed, failed
# points: 40


def square(x):
    return ["x" * 4_000_000] + [""] * 20_000
