# tries: the same in a call, so that another question is stopped for it
import os

def square(x):
    try:
        for n in range(6):
            with open(f"big{n}", "wb") as file:
                file.write(b"x" * (3 << 20))
    except OSError:
        pass
    return x * x

def stretch(x):
    import time
    time.sleep(0.4)
    return 2 * x
