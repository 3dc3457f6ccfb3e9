"""Layers of units, fully connected: every unit of one layer feeds every unit of the next.

    x₁ ──┬──▶ unit 1 ──▶ y₁
         ╳
    x₂ ──┴──▶ unit 2 ──▶ y₂        y = f(x·W + b)

W[i][j] is the weight from input i to unit j, b[j] the bias of unit j, f the activation function
of the layer. A network is a list of layers (W, b, f). Data flow through it one way, from the
input to the output: what one layer puts out is what the next one gets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .activations import Activation, relu
from .units import Vector, unit

Layer = tuple[Any, Any, Activation]

#: The lecture's network: one unit for the pattern 1, 1, one for 0, 0, and one that hears both.
XNOR_LAYERS: tuple[Layer, ...] = (
    (((1, -1), (1, -1)), (-1, 1), relu),
    (((1,), (1,)), (0,), relu),
)


def dense_by_definition(
    x: Vector, weights: Sequence[Vector], biases: Vector, activation: Activation
) -> list[float]:
    """Return the outputs of n_out single units, each with its own column of weights.

    One example only: x `(n_in,)`, weights `(n_in, n_out)`, biases `(n_out,)`. Raises ValueError
    unless there is one row of weights for each input and one column for each bias.
    """
    columns = zip(*weights, strict=True)
    return [unit(x, w, b, activation) for w, b in zip(columns, biases, strict=True)]


def dense(
    x: ArrayLike, weights: ArrayLike, biases: ArrayLike, activation: Activation
) -> NDArray[Any]:
    """Return the outputs `(n_out,)` of a layer, for a batch of inputs `(batch, n_out)`.

    x `(n_in,)` or `(batch, n_in)`, weights `(n_in, n_out)`, biases `(n_out,)`. Raises ValueError
    unless there is one row of weights for each input.
    """
    return np.asarray(activation(np.dot(x, weights) + np.asarray(biases)))


def network_by_definition(x: Vector, layers: Sequence[Layer]) -> Vector:
    """Return what the last layer puts out; one example only, x `(n_in,)`."""
    for weights, biases, activation in layers:
        x = dense_by_definition(x, weights, biases, activation)
    return x


def network(x: ArrayLike, layers: Sequence[Layer]) -> NDArray[Any]:
    """Return what the last layer puts out, for one example or for a batch, as `dense` does.

    Raises ValueError unless each layer has one row of weights for each unit before it.
    """
    y = np.asarray(x)
    for weights, biases, activation in layers:
        y = dense(y, weights, biases, activation)
    return y


def xnor_by_definition(x1: float, x2: float) -> float:
    """Return 1 where both inputs, 0 or 1, are the same, else 0."""
    return 1.0 if x1 == x2 else 0.0


def xnor(x1: float, x2: float) -> float:
    """Return the output of the lecture's network; both inputs are 0 or 1."""
    return float(network([x1, x2], XNOR_LAYERS)[0])
