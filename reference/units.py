"""One unit: weight the inputs, add them up with the bias, apply the activation function.

    x₁ ──w₁──╮
    x₂ ──w₂──┼──▶ z = x₁w₁ + x₂w₂ + … + xₙwₙ + b ──▶ y = f(z)
    xₙ ──wₙ──╯

x are the inputs, w the weights, b is the bias and f the activation function.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .activations import Activation

Vector = Sequence[float] | NDArray[Any]


def weighted_sum_by_definition(inputs: Vector, weights: Vector, bias: float = 0.0) -> float:
    """Return z, the sum of each input times its own weight, plus the bias.

    Raises ValueError unless there is one weight for each input.
    """
    z = bias
    for x, w in zip(inputs, weights, strict=True):
        z += x * w
    return z


def weighted_sum(inputs: Vector, weights: Vector, bias: float = 0.0) -> float:
    """Return z as a dot product; inputs and weights `(n,)`.

    Raises ValueError unless there is one weight for each input.
    """
    return float(np.dot(inputs, weights)) + bias


def unit(inputs: Vector, weights: Vector, bias: float, activation: Activation) -> float:
    """Return y, the output of the unit: the activation function of the sum with the bias in it.

    Raises ValueError unless there is one weight for each input.
    """
    return float(activation(weighted_sum(inputs, weights, bias)))


def image_unit_by_definition(
    image: NDArray[Any], weights: Vector, bias: float, activation: Activation
) -> float:
    """Return the output of a unit that sees an image `(h, w)`, pixel by pixel.

    The pixels are numbered row by row, like words on a page: pixel j of row i is number i·w + j.
    """
    _, width = image.shape
    z = bias
    for i, row in enumerate(image):
        for j, pixel in enumerate(row):
            z += pixel * weights[i * width + j]
    return float(activation(z))


def image_unit(image: NDArray[Any], weights: Vector, bias: float, activation: Activation) -> float:
    """Return the output of a unit whose inputs are the pixels of an image `(h, w)`, row by row.

    Raises ValueError unless there are h·w weights.
    """
    return unit(image.reshape(-1), weights, bias, activation)
