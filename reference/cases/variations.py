"""Inputs for the assignment `variations`."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from autograder.authoring import functions

Case = tuple[object, ...]
Array = NDArray[Any]


def an_echo() -> list[Case]:
    """One input of 1 and silence after it: half of each output comes back."""
    return [(np.array([1, 0, 0, 0]), 1, 0.5, 0, functions.identity)]


def sequences() -> list[Case]:
    """Two to twelve inputs, each time with a bias and with another activation function."""
    rng = np.random.default_rng(601)
    activations = (functions.negate, functions.half, functions.clip, functions.increment)
    lengths = (2, 3, 5, 12)
    return [
        (np.array([1, 2, 3]), 1, 1, 0, functions.identity),
        (np.array([1, 2, 3]), 2, -0.5, 1, functions.identity),
        *(
            (_numbers(rng, n), *_weights(rng), activation)
            for n, activation in zip(lengths, activations, strict=True)
        ),
    ]


def awkward_sequences() -> list[Case]:
    """One input, no feedback, feedback alone, a unit that stays on; hundreds of inputs."""
    rng = np.random.default_rng(602)
    switched = np.array([0, 1, 0, 0, -1, 0, 0, 1, 0])
    return [
        (np.array([2.0]), 3.0, 0.5, -1.0, functions.square),
        (_numbers(rng, 5), 1.5, 0.0, -0.5, functions.increment),
        (np.zeros(6), 1.0, 0.8, 1.0, functions.negate),
        (_numbers(rng, 6), 0.0, -0.9, 0.5, functions.increment),
        (switched, 1.0, 0.5, 0.0, functions.step),
        (_numbers(rng, 7), 0.2, 0.3, 0.4, functions.square),
        (_numbers(rng, 200), *_weights(rng), functions.half),
        (_numbers(rng, 300), *_weights(rng), functions.clip),
    ]


def steps() -> list[Case]:
    """One to five inputs and one to four units, all numbers of both signs."""
    rng = np.random.default_rng(603)
    shapes = ((1, 1), (2, 1), (1, 2), (2, 2), (3, 2), (5, 4))
    return [_step(rng, n_in, units) for n_in, units in shapes]


def awkward_steps() -> list[Case]:
    """Nothing remembered yet, nothing coming in, gates wide open and shut, many units."""
    rng = np.random.default_rng(604)
    x, h, c, weights, recurrent_weights, biases = _step(rng, 3, 2)
    shut = np.repeat([-30.0, 30.0, 0.0, 30.0], 2)
    forgetful = np.repeat([30.0, -30.0, 0.0, 30.0], 2)
    return [
        (x, np.zeros(2), np.zeros(2), weights, recurrent_weights, biases),
        (np.zeros(3), h, c, weights, recurrent_weights, biases),
        (x, h, c, weights, recurrent_weights, np.zeros(8)),
        (x, h, c, weights / 4, recurrent_weights / 4, shut),
        (x, h, c, weights / 4, recurrent_weights / 4, forgetful),
        _step(rng, 4, 4),
        _step(rng, 12, 16),
    ]


def _step(rng: Generator, n_in: int, units: int) -> tuple[Array, ...]:
    """x, h, c, weights, recurrent weights and biases of a step."""
    return (
        _numbers(rng, n_in),
        rng.uniform(-0.9, 0.9, units).round(2),
        _numbers(rng, units),
        rng.uniform(-1, 1, (n_in, 4 * units)).round(2),
        rng.uniform(-1, 1, (units, 4 * units)).round(2),
        rng.uniform(-1, 1, 4 * units).round(2),
    )


def _numbers(rng: Generator, n: int) -> Array:
    return rng.uniform(-2, 2, n).round(1)


def _weights(rng: Generator) -> tuple[float, float, float]:
    """Input weight, feedback weight, bias: none of them small, the feedback below 1."""
    size = rng.uniform([0.5, 0.4, 0.3], [2.0, 0.8, 1.0]) * rng.choice([-1, 1], 3)
    w, u, b = size.round(1).tolist()
    return w, u, b
