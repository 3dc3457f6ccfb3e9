# tries: an integer that is too large for a float, where the course's Python makes one of it
# grow: failed, passed
# points: 45


def grow(x):
    return 10**400
