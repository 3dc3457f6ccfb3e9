"""Units that remember: one that hears its own last output, and one with a memory of its own.

A unit with feedback (RNN), over times t = 0, 1, …:

    y(t) = f(w·x(t) + u·y(t-1) + b)            y(-1) = 0

Units with memory (LSTM) keep a cell c beside the output h. From the input x and their outputs h
so far they make four sums each, in this order: input gate i, forget gate f, candidate g, output
gate o. A gate is a number between 0 and 1 that lets a part of something through.

    i = σ(zᵢ)   f = σ(z_f)   g = tanh(z_g)   o = σ(zₒ)        z = x·W + h·U + b
    c ← f·c + i·g                                             keep some, add some
    h ← o·tanh(c)                                             show some
"""

from __future__ import annotations

from collections.abc import Sequence
from math import tanh
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .activations import Activation, sigmoid, sigmoid_by_definition


def recurrent_by_definition(
    inputs: Sequence[float],
    input_weight: float,
    feedback_weight: float,
    bias: float,
    activation: Activation,
) -> list[float]:
    """Return y(t) for every time, each worked out from the beginning."""

    def output(t: int) -> float:
        if t < 0:
            return 0.0
        return float(activation(input_weight * inputs[t] + feedback_weight * output(t - 1) + bias))

    return [output(t) for t in range(len(inputs))]


def recurrent(
    inputs: ArrayLike,
    input_weight: float,
    feedback_weight: float,
    bias: float,
    activation: Activation,
) -> list[float]:
    """Return the outputs for inputs `(n,)`, in order, each made from the one before."""
    outputs: list[float] = []
    last = 0.0
    for x in np.asarray(inputs):
        last = float(activation(input_weight * x + feedback_weight * last + bias))
        outputs.append(last)
    return outputs


def lstm_step_by_definition(
    x: Sequence[float],
    h: Sequence[float],
    c: Sequence[float],
    weights: Sequence[Sequence[float]],
    recurrent_weights: Sequence[Sequence[float]],
    biases: Sequence[float],
) -> tuple[list[float], list[float]]:
    """Return h and c after one step, unit by unit; shapes as in `lstm_step`."""
    units = len(h)

    def z(k: int) -> float:
        from_x = sum(x[m] * weights[m][k] for m in range(len(x)))
        from_h = sum(h[m] * recurrent_weights[m][k] for m in range(units))
        return from_x + from_h + biases[k]

    new_h, new_c = [], []
    for j in range(units):
        i = sigmoid_by_definition(z(j))
        f = sigmoid_by_definition(z(units + j))
        g = tanh(z(2 * units + j))
        o = sigmoid_by_definition(z(3 * units + j))
        new_c.append(f * c[j] + i * g)
        new_h.append(o * tanh(new_c[j]))
    return new_h, new_c


def lstm_step(
    x: ArrayLike,
    h: ArrayLike,
    c: ArrayLike,
    weights: ArrayLike,
    recurrent_weights: ArrayLike,
    biases: ArrayLike,
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return h and c `(units,)` after one step, for one example x `(n_in,)`.

    weights `(n_in, 4·units)`, recurrent_weights `(units, 4·units)`, biases `(4·units,)`: four
    blocks of columns for i, f, g, o, as Keras lays them out (where g is called c). Raises
    ValueError if a shape does not fit the others.
    """
    z = np.dot(x, weights) + np.dot(h, recurrent_weights) + np.asarray(biases)
    z_i, z_f, z_g, z_o = np.split(z, 4)
    new_c = sigmoid(z_f) * np.asarray(c) + sigmoid(z_i) * np.tanh(z_g)
    return sigmoid(z_o) * np.tanh(new_c), new_c
