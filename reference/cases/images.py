"""Inputs for the assignment `arrays-and-images`."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Case = tuple[object, ...]
Array = NDArray[Any]


def one_digit() -> list[Case]:
    """An image of the size of the lecture's digits."""
    return [(np.zeros((28, 28), np.uint8),)]


def arrays() -> list[Case]:
    """Rows, images and stacks of images."""
    return [
        (np.array([180, 20, 250, 40]),),
        (np.zeros((2, 2)),),
        (np.arange(6).reshape(2, 3),),
        (np.arange(12).reshape(4, 3),),
        (np.zeros((60, 28, 28), np.uint8),),
        (np.zeros((10, 8, 6)),),
    ]


def awkward_arrays() -> list[Case]:
    """One element; lengths of one; four and five axes."""
    return [
        (np.array([7]),),
        (np.array([[7]]),),
        (np.zeros((1, 5)),),
        (np.zeros((5, 1)),),
        (np.zeros((3, 1, 2)),),
        (np.zeros((2, 3, 4, 3), np.uint8),),
        (np.zeros((2, 1, 3, 1, 2)),),
    ]


def grey_images() -> list[Case]:
    """Square grey images with the usual threshold and with others, none of which a pixel meets."""
    rng = np.random.default_rng(401)
    cases: list[Case] = [
        (np.array([[0, 255], [60, 190]]),),
        (np.array([[0, 255], [60, 190]]), 50),
        (np.array([[0, 255], [60, 190]]), 200),
    ]
    for n in (3, 4, 6):
        image = _grey(rng, n, n) | 1  # odd, as no threshold here is
        cases += [(image,), (image, 100), (image, 150)]
    return cases


def awkward_grey_images() -> list[Case]:
    """Pixels on the threshold, all black, all white, oblong images, pixels of a byte."""
    rng = np.random.default_rng(402)
    return [
        (np.array([[127, 128, 129], [128, 0, 255]]),),
        (np.array([[99, 100, 101], [100, 128, 128]]), 100),
        (np.zeros((2, 3), int),),
        (np.full((3, 2), 255),),
        (np.full((3, 3), 40), 40),
        (np.array([[0, 1], [1, 0]]), 0),
        (_grey(rng, 1, 6),),
        (_grey(rng, 7, 4), 90),
        (_grey(rng, 5, 9).astype(np.uint8),),
        (_grey(rng, 28, 28).astype(np.uint8), 64),
    ]


def square_images() -> list[Case]:
    """Square images of 2×2 to 8×8, none of them the same row by row and column by column."""
    rng = np.random.default_rng(403)
    return [
        (np.array([[1, 2], [3, 4]]),),
        (np.array([[0, 1], [0, 1]]),),
        (np.arange(9).reshape(3, 3),),
        *((_grey(rng, n, n),) for n in (4, 5, 8)),
    ]


def awkward_images() -> list[Case]:
    """Images of one row, of one column, of one pixel; oblong ones; pixels of a byte; a digit."""
    rng = np.random.default_rng(404)
    return [
        (np.array([[9]]),),
        (np.array([[4, 5, 6]]),),
        (np.array([[4], [5], [6]]),),
        (_grey(rng, 2, 5),),
        (_grey(rng, 6, 3),),
        (_grey(rng, 4, 7).astype(np.uint8),),
        (rng.random((5, 3)).round(2),),
        (_grey(rng, 28, 28).astype(np.uint8),),
    ]


def labels() -> list[Case]:
    """Labels in which all classes occur."""
    rng = np.random.default_rng(405)
    return [
        (np.array([0, 1]), 2),
        (np.array([1, 0, 2, 1]), 3),
        (np.array([2, 2, 1, 0, 1]), 3),
        (np.array([3, 1, 0, 2]), 4),
        (rng.permutation(10), 10),
    ]


def awkward_labels() -> list[Case]:
    """One label, classes that do not occur, as many labels as classes, hundreds of labels."""
    rng = np.random.default_rng(406)
    return [
        (np.array([0]), 3),
        (np.array([2]), 3),
        (np.array([0, 0, 0]), 3),
        (np.array([1, 0, 1, 0]), 4),
        (np.array([0, 0, 0, 2, 0, 1]), 5),
        (np.array([0, 0, 0]), 1),
        (rng.integers(0, 7, 300), 10),
    ]


def outputs() -> list[Case]:
    """The outputs of a last layer: shares that make 1, with a unit clearly or just ahead."""
    return [
        (np.array([0.7, 0.2, 0.1]),),
        (np.array([0.1, 0.2, 0.7]),),
        (np.array([0.25, 0.05, 0.4, 0.3]),),
        (np.array([0.02, 0.03, 0.05, 0.6, 0.1, 0.05, 0.05, 0.04, 0.03, 0.03]),),
        (np.array([0.45, 0.55]),),
        (np.array([0.42, 0.44, 0.14]),),
        (np.array([0.3331, 0.3334, 0.3335]),),
    ]


def awkward_outputs() -> list[Case]:
    """Nothing above zero, strong negative outputs, the first and the last unit, many units."""
    rng = np.random.default_rng(407)
    return [
        (np.array([-3.0, -1.0, -2.0]),),
        (np.array([-9.0, 2.0, 1.0]),),
        (np.array([5.0, 1.0, 2.0, 3.0]),),
        (np.array([0, 0, 1]),),
        (np.array([0.3, 0.2, 0.1, 0.4]),),
        (np.array([0.5]),),
        (rng.permutation(300) / 10,),
        (-rng.permutation(200) - 1.0,),
    ]


def _grey(rng: Generator, h: int, w: int) -> Array:
    return rng.integers(0, 256, (h, w))
