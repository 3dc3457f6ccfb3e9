import random
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


if __name__ == "__main__":
    total = 0
    while True:
        try:
            total += float(input())
        except EOFError:
            break
    print("Total:", format(total, ".2f"))
