# tries: to show hidden inputs in prints, warnings, plots, exceptions and answers
# square: passed, raised
# stretch: passed, failed
# points: 30
import os
import sys
import warnings
from IPython.display import display

def square(x):
    print("I was asked", x)
    print("I was asked", x, file=sys.stderr)
    os.write(1, str(x).encode())
    os.write(2, str(x).encode())
    warnings.warn(str(x))
    display(str(x))
    get_ipython().run_cell(f"print({x})")
    if x != 3:
        raise ValueError(f"the hidden input is {x}")
    return x * x

def stretch(x):
    return [2, 4, 8] if len(x) == 3 and x[0] == 1 else [f"asked {list(x)}"]
