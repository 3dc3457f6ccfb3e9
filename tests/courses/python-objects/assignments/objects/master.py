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
# as in `Total: 7.50`.
# %%
import sys

# BEGIN SOLUTION
def main():
    total = 0.0
    for line in sys.stdin:
        total += float(line)
    print(f"Total: {total:.2f}")

if __name__ == "__main__":
    main()
# END SOLUTION
