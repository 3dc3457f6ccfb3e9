# tries: dictionaries whose keys cannot be told apart when they arrive
# square: failed, failed
# stretch: failed, failed
# points: 30
from decimal import Decimal

def square(x):
    return {("a", frozenset({1})): x}

def stretch(x):
    return {Decimal("0.1"): 1, 0.1: 2}
