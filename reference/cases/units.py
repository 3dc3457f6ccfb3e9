"""Inputs for the assignment `units`."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from autograder.authoring import functions

Case = tuple[object, ...]
Array = NDArray[Any]

ACTIVATIONS = (
    functions.increment,
    functions.square,
    functions.half,
    functions.step,
    functions.negate,
    functions.cube,
    functions.clip,
    functions.double,
)


def sums() -> list[Case]:
    """Three to twelve inputs in arrays, by turns without a bias and with one; three decimals."""
    rng = np.random.default_rng(101)
    cases: list[Case] = [
        (np.array([1, 2, 3]), np.array([4, 5, 6])),
        (np.array([1, 2, 3]), np.array([4, 5, 6]), 10),
    ]
    for n in (3, 4, 5, 6, 8, 12):
        x, w = _numbers(rng, n), _numbers(rng, n)
        cases += [(x, w), (x, w, _bias(rng))]
    return [
        *cases,
        (np.array([0.125, 0.25, 0.5]), np.array([0.375, -0.5, 0.0625])),
        (np.array([1.2345, -2.718, 0.333]), np.array([0.577, 1.618, -1.414]), 0.1234),
    ]


def sums_of_lists_and_tuples() -> list[Case]:
    """The same kind of inputs in plain Python's own containers."""
    return [
        ([1, 2, 3], [2, 0, 1]),
        ((1, 2, 3), (2, 0, 1)),
        ([0.5, -1.5, 2.0], [4.0, 2.0, -1.0], 0.25),
        ((0.5, -1.5, 2.0), (4.0, 2.0, -1.0), 0.25),
        ([3, -1, 4, -1, 5], [-2, 7, 1, -8, 2], -6),
        ((3.1, 4.1, 5.9, 2.6), (-2.7, 1.8, 2.8, -1.8), 1.4),
    ]


def awkward_sums() -> list[Case]:
    """Nothing but a bias, negative numbers only, hundreds of inputs."""
    rng = np.random.default_rng(102)
    return [
        (np.zeros(4), _numbers(rng, 4), -2.5),
        (_numbers(rng, 4), np.zeros(4), 1.5),
        (-np.arange(1.0, 6.0), -np.arange(5.0, 0.0, -1.0), -7.0),
        (np.arange(200), np.arange(200) % 7 - 3, 11),
        (_numbers(rng, 300), _numbers(rng, 300)),
        (_numbers(rng, 500), _numbers(rng, 500), 20.5),
    ]


def numbers() -> list[Case]:
    """Single numbers of both signs, whole and broken, small and large."""
    return [(0,), (1,), (-1,), (2.5,), (-0.5,), (3,), (-4.25,), (0.001,), (100.0,), (-100.0,)]


def rows_of_numbers() -> list[Case]:
    """One-dimensional arrays of both signs, with small numbers and large ones."""
    rng = np.random.default_rng(103)
    return [
        (np.array([0]),),
        (np.array([-3.0, 1.5]),),
        (np.array([2, -1, 0, 4, -6]),),
        (np.array([-50.0, 7.5, 250.0]),),
        *((_numbers(rng, n),) for n in (4, 7, 10, 20)),
    ]


def awkward_numbers() -> list[Case]:
    """Negative zero, nothing positive, two and three dimensions, hundreds of numbers."""
    rng = np.random.default_rng(104)
    return [
        (-0.0,),
        (np.array([-1.0, -2.0, -0.5]),),
        (np.array([[1.0, -2.0, 0.0], [-0.25, 3.0, -4.0]]),),
        (np.arange(-6, 6).reshape(2, 3, 2),),
        (_numbers(rng, 300),),
        (_numbers(rng, 400).reshape(5, 8, 10),),
    ]


def far_from_zero() -> list[Case]:
    """Inputs: e⁻ˣ overflows or vanishes, alone and among other numbers."""
    return [
        (1000.0,),
        (-1000.0,),
        (np.array([-1000.0, -1.0, 0.0, 1.0, 1000.0]),),
        (np.array([[800.0, -800.0, 0.5], [-20.0, 20.0, -0.5]]),),
        (np.linspace(-1000.0, 1000.0, 24).reshape(2, 3, 4),),
        (np.linspace(-12.0, 12.0, 301),),
    ]


def the_lectures_unit() -> list[Case]:
    """The unit of the lecture's figure, its sum passed on as it is."""
    return [(np.array([10.1, -0.5, 0.2]), np.array([0.1, 0.8, -0.5]), 0.0, functions.identity)]


def single_units() -> list[Case]:
    """One to eight inputs, each time with a bias and with another activation function."""
    rng = np.random.default_rng(105)
    return [
        *(
            (_numbers(rng, n), _numbers(rng, n), _bias(rng), activation)
            for n, activation in enumerate(ACTIVATIONS, start=1)
        ),
        (np.array([0.125, 2.345]), np.array([1.234, -0.567]), 0.1234, functions.double),
    ]


def awkward_units() -> list[Case]:
    """Units where the bias alone decides, where signs decide, and with hundreds of inputs."""
    rng = np.random.default_rng(106)
    return [
        (np.array([0.5, 0.5]), np.array([0.2, 0.2]), 0.2, functions.step),
        (np.array([1.0, 1.0]), np.array([0.5, 0.4]), -0.8, functions.step),
        (np.array([1.0, -2.0, 3.0]), np.array([-1.0, 1.0, -1.0]), 2.0, functions.square),
        (np.array([2.0, 1.0]), np.array([-3.0, 1.0]), 1.0, functions.identity),
        (np.array([2.0, 1.0]), np.array([3.0, 1.0]), -6.5, functions.clip),
        (np.zeros(5), _numbers(rng, 5), -1.5, functions.cube),
        (_numbers(rng, 200), _numbers(rng, 200), 3.5, functions.half),
        (_numbers(rng, 400), _numbers(rng, 400), -5.0, functions.increment),
    ]


def the_lectures_image() -> list[Case]:
    """The lecture's black-and-white image; the weights show which pixel met which."""
    image = np.array([[1, 1, 1], [0, 1, 1], [0, 0, 1]])
    return [(image, np.arange(1, 10) / 10, -0.6, functions.identity)]


def small_images() -> list[Case]:
    """Black-and-white images of 3×3 pixels at random, each with another activation function."""
    rng = np.random.default_rng(107)
    return [
        *(
            (rng.integers(0, 2, (3, 3)), _numbers(rng, 9), _bias(rng), activation)
            for activation in ACTIVATIONS
        ),
        (rng.integers(0, 2, (3, 3)), 1 / np.arange(3, 12), 0.1234, functions.double),
    ]


def awkward_images() -> list[Case]:
    """One pixel at a time, no pixel and all of them, pixels of a byte; every weight different."""
    weights = 2.0 ** np.arange(9)
    images = [np.zeros((3, 3), int), np.ones((3, 3), int)]
    for pixel in (1, 2, 3, 6):
        images.append(np.arange(9).reshape(3, 3) // pixel % 2)
    return [
        (_one_pixel(0, 2), weights, 0.5, functions.identity),
        (_one_pixel(1, 0), weights, -0.5, functions.half),
        (_one_pixel(2, 1), -weights, 1.0, functions.square),
        *((image, weights, -20.0, functions.negate) for image in images),
        (images[2].astype(np.uint8), weights - 100, 3.0, functions.increment),
    ]


def _one_pixel(i: int, j: int) -> Array:
    image = np.zeros((3, 3), int)
    image[i, j] = 1
    return image


def _numbers(rng: Generator, n: int) -> Array:
    return rng.uniform(-3, 3, n).round(1)


def _bias(rng: Generator) -> float:
    """A bias that cannot be overlooked: between 0.5 and 3, of either sign."""
    return float((rng.choice([-1, 1]) * rng.uniform(0.5, 3)).round(1))
