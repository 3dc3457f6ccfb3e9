import numpy

if "square" not in globals():

    def square(x):
        return x * x


if "stretch" not in globals():

    def stretch(x):
        return [2 * n for n in x]


if "label" not in globals():

    def label(x):
        return [1 if n > 0 else 0 for n in x]


if "grow" not in globals():

    def grow(x):
        return x + 1


if "kinds" not in globals():
    kinds = {"sheep": "wool", "cow": "milk"}
