"""Learning: weights and bias change, little by little, until the output is the one wanted.

    z = w·x + b                 what a linear unit puts out
    E = ½ (z - t)²              how wrong that is; t is the target
    w ← w - η · (z - t) · x     down the slope of E; η is the rate
    b ← b - η · (z - t)         the same, for an input that is always 1

Neither the number of units nor their kind changes in learning.
"""

from __future__ import annotations

from math import hypot
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .units import Vector, weighted_sum

RADIUS = 2.0  #: of the disc that `in_centre` looks for, around the origin


def threshold_unit(total: float) -> int:
    """Return 1, active, from a total of 0 upwards, else 0."""
    return 1 if total >= 0 else 0


def learning_step_by_definition(
    weights: Vector, bias: float, inputs: Vector, target: float, rate: float
) -> tuple[list[float], float]:
    """Return weights and bias after one step for one example; weights and inputs `(n,)`.

    Raises ValueError unless there is one weight for each input.
    """
    error = weighted_sum(inputs, weights, bias) - target
    changed = [w - rate * error * x for w, x in zip(weights, inputs, strict=True)]
    return changed, bias - rate * error


def learning_step(
    weights: ArrayLike, bias: float, inputs: ArrayLike, target: float, rate: float
) -> tuple[NDArray[Any], float]:
    """Return weights `(n,)` and bias after one step for one example of inputs `(n,)`.

    Raises ValueError unless there is one weight for each input.
    """
    w, x = np.asarray(weights), np.asarray(inputs)
    step = rate * (np.dot(w, x) + bias - target)
    return w - step * x, float(bias - step)


def in_centre_by_definition(points: ArrayLike) -> list[int]:
    """Return 1 for every point nearer to the origin than `RADIUS`, else 0; points `(n, 2)`."""
    return [1 if hypot(x, y) < RADIUS else 0 for x, y in np.asarray(points)]


def in_centre(points: ArrayLike) -> NDArray[np.int64]:
    """Return the labels `(n,)` of points `(n, 2)`."""
    distances = np.asarray(np.linalg.norm(points, axis=1))
    return (distances < RADIUS).astype(np.int64)
