# tries: a list that grows while it is encoded
# square: failed, failed
# points: 40
import threading
import time

def square(x):
    numbers = [1.0] * 1000

    def add():
        for _ in range(5_000):
            numbers.append(2.0)

    threading.Thread(target=add, daemon=True).start()
    return numbers
