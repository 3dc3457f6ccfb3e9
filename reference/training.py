"""Data that the network of `keras-training` is to learn.

    class 1   alternating pixels: 0101, 1010
    class 2   pixels in pairs:    0011, 1100
    class 0   everything else

A network that has learned says so of each of the 16 patterns; `cases/training.py` judges it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def class_by_definition(pattern: ArrayLike) -> int:
    """Return the class, 0 to 2, of one pattern `(4,)` of zeros and ones."""
    a, b, c, d = np.asarray(pattern).tolist()
    if a != b and (a, b) == (c, d):
        return 1
    if a == b and c == d and a != c:
        return 2
    return 0


def classes(x: ArrayLike) -> NDArray[Any]:
    """Return the classes `(n,)` of patterns `(n, 4)`."""
    a, b, c, d = np.asarray(x).T
    alternating = (a != b) & (a == c) & (b == d)
    in_pairs = (a == b) & (c == d) & (a != c)
    return np.where(alternating, 1, np.where(in_pairs, 2, 0))
