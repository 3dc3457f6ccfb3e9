"""Inputs for layers and networks of the assignment `dense-networks`."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from autograder.authoring import functions

Case = tuple[object, ...]
Array = NDArray[Any]
Layer = tuple[Array, Array, object]

ACTIVATIONS = (
    functions.increment,
    functions.square,
    functions.half,
    functions.negate,
    functions.clip,
    functions.double,
    functions.cube,
)

#: Between layers: none of these lets the numbers of a network grow or hides where they came from.
MILD = (functions.increment, functions.half, functions.negate, functions.clip)


def the_lectures_layer() -> list[Case]:
    """The first layer of the lecture's network, its sums passed on as they are."""
    return [(np.array([1, 1]), np.array([[1, -1], [1, -1]]), np.array([-1, 1]), functions.identity)]


def layers() -> list[Case]:
    """One example, then several, with as many units as inputs, more of them and fewer."""
    rng = np.random.default_rng(301)
    shapes: list[tuple[tuple[int, ...], int]] = [
        ((2,), 2),
        ((3,), 2),
        ((2,), 4),
        ((3,), 3),
        ((2, 3), 2),
        ((4, 2), 3),
        ((3, 4), 4),
    ]
    weights = np.array([[1.234, -0.567], [0.333, 2.718]])
    return [
        *(
            (_numbers(rng, *shape), *_layer(rng, shape[-1], units), activation)
            for (shape, units), activation in zip(shapes, ACTIVATIONS, strict=True)
        ),
        (np.array([0.125, -1.345]), weights, np.array([0.1234, 0.5]), functions.double),
    ]


def awkward_layers() -> list[Case]:
    """One input, one unit, a batch of one or of as many as there are units; hundreds of inputs."""
    rng = np.random.default_rng(302)
    return [
        (np.array([2.0]), np.array([[3.0, -1.0]]), np.array([0.5, -0.5]), functions.identity),
        (_numbers(rng, 3), *_layer(rng, 3, 1), functions.negate),
        (_numbers(rng, 1, 3), *_layer(rng, 3, 2), functions.increment),
        (_numbers(rng, 3, 3), *_layer(rng, 3, 3), functions.square),
        (_numbers(rng, 2, 4), *_layer(rng, 4, 2), functions.half),
        (np.zeros((4, 3)), *_layer(rng, 3, 2), functions.cube),
        (np.array([[1.0, 0.0], [0.0, 1.0]]), np.eye(2) / 2, np.zeros(2), functions.step),
        (_numbers(rng, 300), *_layer(rng, 300, 2), functions.half),
        (_numbers(rng, 20, 12), *_layer(rng, 12, 7), functions.clip),
    ]


def the_lectures_network() -> list[Case]:
    """The lecture's network and its first input; a step does for ReLU where inputs are 0 and 1."""
    return [(np.array([1, 1]), _recognises_equal_inputs())]


def the_lectures_network_with_a_batch() -> list[Case]:
    """The same network with all inputs of the lecture's table at once."""
    return [(np.array([[1, 1], [0, 1], [1, 0], [0, 0]]), _recognises_equal_inputs())]


def networks() -> list[Case]:
    """Two and three layers of different widths, one example and several."""
    rng = np.random.default_rng(303)
    return [
        (_numbers(rng, 2), _layers(rng, 2, 3, 1)),
        (_numbers(rng, 3), _layers(rng, 3, 2, 4)),
        (_numbers(rng, 4), _layers(rng, 4, 3, 3, 2)),
        (_numbers(rng, 5, 2), _layers(rng, 2, 4, 3)),
        (_numbers(rng, 3, 3), _layers(rng, 3, 2, 2, 1)),
    ]


def awkward_networks() -> list[Case]:
    """One layer, layers of one width, five layers, a batch of one, a batch of many."""
    rng = np.random.default_rng(304)
    return [
        (_numbers(rng, 3), _layers(rng, 3, 2)),
        (_numbers(rng, 3), _layers(rng, 3, 3, 3)),
        (_numbers(rng, 2, 2), _layers(rng, 2, 2, 2, 2)),
        (_numbers(rng, 1, 4), _layers(rng, 4, 1, 4)),
        (_numbers(rng, 3), _layers(rng, 3, 4, 2, 5, 3, 2)),
        (_numbers(rng, 40, 6), _layers(rng, 6, 8, 3)),
    ]


def truth_table() -> list[Case]:
    """All four pairs of 0 and 1."""
    return [(0, 0), (0, 1), (1, 0), (1, 1)]


def _recognises_equal_inputs() -> list[Layer]:
    hidden = (np.array([[1, -1], [1, -1]]), np.array([-1, 1]), functions.step)
    return [hidden, (np.array([[1], [1]]), np.array([0]), functions.step)]


def _layers(rng: Generator, *widths: int) -> list[Layer]:
    """One layer between every two widths, each with another activation function than the last."""
    first = int(rng.integers(len(MILD)))
    return [
        (*_layer(rng, n_in, n_out), MILD[(first + number) % len(MILD)])
        for number, (n_in, n_out) in enumerate(pairwise(widths))
    ]


def _layer(rng: Generator, n_in: int, n_out: int) -> tuple[Array, Array]:
    """Weights `(n_in, n_out)` and biases `(n_out,)` that cannot be overlooked."""
    weights = rng.uniform(-1.5, 1.5, (n_in, n_out)).round(1)
    return weights, (rng.choice([-1, 1], n_out) * rng.uniform(0.3, 1.5, n_out)).round(1)


def _numbers(rng: Generator, *shape: int) -> Array:
    return rng.uniform(-2, 2, shape).round(1)
