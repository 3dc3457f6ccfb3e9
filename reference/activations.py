"""Activation functions: what a unit does to its sum before it hands the value on.

    relu(x)    = max(0, x)
    sigmoid(x) = 1 / (1 + e⁻ˣ)
    softmax(x) = eˣ / Σ eˣ        over all units of a layer together

ReLU and sigmoid work element by element; softmax needs the whole layer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Works element by element on a number or on an array, and keeps the shape.
Activation = Callable[[Any], Any]


def relu_by_definition(x: float) -> float:
    """Return x where it is positive, else 0."""
    return x if x > 0 else 0.0


def relu(x: ArrayLike) -> NDArray[Any]:
    """Return ReLU of every element, in the shape of x."""
    y: NDArray[Any] = np.maximum(x, 0)
    return y


def sigmoid_by_definition(x: float) -> float:
    """Return a number between 0 and 1, and 1/2 at 0.

    Raises OverflowError below about -709, where e⁻ˣ no longer fits into a float.
    """
    return 1 / (1 + exp(-x))


def sigmoid(x: ArrayLike) -> NDArray[Any]:
    """Return the sigmoid of every element, in the shape of x; 0 or 1 far away from 0.

    e is never raised to a positive power, so nothing overflows: for negative x the fraction is
    multiplied by eˣ above and below.
    """
    small = np.exp(-np.abs(x))
    y: NDArray[Any] = np.where(np.asarray(x) >= 0, 1 / (1 + small), small / (1 + small))
    return y[()]  # a number for a number, not a 0-d array


def softmax_by_definition(x: Sequence[float]) -> list[float]:
    """Return one share for each of the n units; together they make 1.

    Raises OverflowError above about 709.
    """
    total = sum(exp(value) for value in x)
    return [exp(value) / total for value in x]


def softmax(x: ArrayLike) -> NDArray[Any]:
    """Return the shares of the last axis: `(n,)` to `(n,)`, `(batch, n)` to `(batch, n)`.

    A constant taken from all units changes no share; taking the largest keeps eˣ from overflowing.
    """
    raised = np.exp(np.asarray(x) - np.max(x, axis=-1, keepdims=True))
    y: NDArray[Any] = raised / raised.sum(axis=-1, keepdims=True)
    return y
