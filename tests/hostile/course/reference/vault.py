"""Right answers. Numbers that stand for hidden ones are found again wherever they leak."""

import numpy as np

from .cases.vault import halves, passes_on  # noqa: F401


def square(x):
    return x * x


def stretch(x):
    return 2 * np.asarray(x)


def label(x):
    return (np.asarray(x) > 0).astype(int)


def parabola():
    x = np.arange(5)
    return np.stack([x, x * x], axis=1)
