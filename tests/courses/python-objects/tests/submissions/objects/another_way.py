import csv
import random
import sys
from collections import deque


def parse_age(text):
    try:
        age = int(text)
    except ValueError:
        raise ValueError(f"{text!r} is no number") from None
    if age >= 0:
        return age
    raise ValueError("negative")


def countdown(start, step=1):
    return iter(range(start, 0, -step))


def apply_twice(f, x):
    for _ in range(2):
        x = f(x)
    return x


class Counter:
    def __init__(self, start):
        self.number = start

    def __call__(self, step=1):
        if step < 0:
            raise ValueError(step)
        self.number += step
        return self.number - step


def make_counter(start):
    return Counter(start)


def collect(item, items=()):
    return [*items, item]


class Empty(IndexError):
    pass


class Stack:
    def __init__(self):
        self._items = deque()
        self.size = 0

    def push(self, item):
        self._items.append(item)
        self.size += 1

    def pop(self):
        if self.size == 0:
            raise Empty("empty")
        self.size -= 1
        return self._items.pop()

    def __eq__(self, other):
        return isinstance(other, Stack) and self._items == other._items


def roll(sides):
    return random.randrange(sides) + 1


def write_receipt(file, prices):
    rows = csv.writer(file)
    rows.writerow(["no", "price"])
    rows.writerows([place + 1, f"{price:.2f}"] for place, price in enumerate(prices))
    rows.writerow(["total", f"{sum(prices):.2f}"])


if __name__ == "__main__":
    prices = []
    while True:
        try:
            prices.append(float(input()))
        except EOFError:
            break
    print("Total:", format(sum(prices), ".2f"))
    if len(sys.argv) == 2:
        write_receipt(open(sys.argv[1], "w", newline=""), prices)
