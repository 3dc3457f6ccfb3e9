"""Grader and worker: Functions that travel as arguments: by name, made anew by the other.

Each works element by element on a number, nested lists or an array of any dimension; a single
number comes back as a number. None of them answers a question of the course.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def identity(x: npt.ArrayLike) -> Floats:
    return +_floats(x)


def square(x: npt.ArrayLike) -> Floats:
    return np.square(_floats(x))


def negate(x: npt.ArrayLike) -> Floats:
    return -_floats(x)


def double(x: npt.ArrayLike) -> Floats:
    return _floats(x) * 2


def half(x: npt.ArrayLike) -> Floats:
    return _floats(x) / 2


def increment(x: npt.ArrayLike) -> Floats:
    return _floats(x) + 1


def cube(x: npt.ArrayLike) -> Floats:
    numbers = _floats(x)
    return numbers * numbers * numbers


def step(x: npt.ArrayLike) -> Floats:
    """1 from 0.3 upwards, else 0."""
    return (_floats(x) >= 0.3).astype(np.float64)


def clip(x: npt.ArrayLike) -> Floats:
    """Limited to -1 … 1."""
    return np.minimum(np.maximum(_floats(x), -1.0), 1.0)


def _floats(x: npt.ArrayLike) -> Floats:
    """As floats, because the negative of an unsigned pixel would wrap around."""
    return np.asarray(x, dtype=np.float64)


FUNCTIONS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {f.__name__: f for f in (identity, square, negate, double, half, increment, cube, step, clip)}
)
