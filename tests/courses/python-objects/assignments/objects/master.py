# %% [markdown]
# # Exceptions, classes, programs
# `parse_age(text)` returns the age, and raises a `ValueError` with a message where the text is no number,
# or a negative one.
# %%
def parse_age(text):
    # BEGIN SOLUTION
    age = int(text)
    if age < 0:
        raise ValueError("an age is not negative")
    return age
    # END SOLUTION
# %% [markdown]
# `countdown(start, step=1)` is a generator that counts down, and stays above 0.
# %%
def countdown(start, step=1):
    # BEGIN SOLUTION
    while start > 0:
        yield start
        start -= step
    # END SOLUTION
# %% [markdown]
# `apply_twice(f, x)` calls the function `f` with `x`, and once more with what that returns.
# %%
def apply_twice(f, x):
    # BEGIN SOLUTION
    return f(f(x))
    # END SOLUTION
# %% [markdown]
# `make_counter(start)` returns a function. Called as `count(step=1)`, that returns the number that it has come to, at
# first `start`, and goes on by `step`; a negative step is a `ValueError`.
# %%
def make_counter(start):
    # BEGIN SOLUTION
    number = start
    def count(step=1):
        nonlocal number
        if step < 0:
            raise ValueError("a counter does not count down")
        number += step
        return number - step
    return count
    # END SOLUTION
# %% [markdown]
# `collect(item, items=None)` puts `item` at the end of `items`, by default of a new list, and returns that.
# %%
def collect(item, items=None):
    # BEGIN SOLUTION
    if items is None:
        items = []
    items.append(item)
    return items
    # END SOLUTION
# %% [markdown]
# A `Stack` has `push(item)`, `pop()`, its `size`, and is equal to another one of the same items. `pop()` of an empty
# one raises an `IndexError` whose message says that it is empty.
# %%
# BEGIN SOLUTION
class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def pop(self):
        if not self.items:
            raise IndexError("the stack is empty")
        return self.items.pop()

    @property
    def size(self):
        return len(self.items)

    def __eq__(self, other):
        return self.items == other.items
# END SOLUTION
# %% [markdown]
# `roll(sides)` returns a random whole number from 1 to `sides`, each as likely as the others.
# %%
import random

def roll(sides):
    # BEGIN SOLUTION
    return random.randint(1, sides)
    # END SOLUTION
# %% [markdown]
# Run as a program, the file reads a number from each line that it is given, and prints their total with two decimals,
# as in `Total: 7.50`. Given the name of a file, as in `python objects.py receipt.csv`, it also writes a receipt into it:
# a line `no,price`, a numbered line for each number, and the total, as in `total,7.50`.
# %%
import sys

# BEGIN SOLUTION
def main():
    prices = [float(line) for line in sys.stdin]
    print(f"Total: {sum(prices):.2f}")
    for name in sys.argv[1:]:
        with open(name, "w") as file:
            print("no,price", file=file)
            for number, price in enumerate(prices, 1):
                print(f"{number},{price:.2f}", file=file)
            print(f"total,{sum(prices):.2f}", file=file)

if __name__ == "__main__":
    main()
# END SOLUTION
