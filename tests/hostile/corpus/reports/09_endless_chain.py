# tries: an exception that was caused by itself
# square: raised, raised
# raises: ValueError
# points: 40

def chain():
    error = ValueError("x")
    other = KeyError("y")
    error.__cause__, other.__cause__ = other, error
    return error

def square(x):
    raise chain()

raise chain()
