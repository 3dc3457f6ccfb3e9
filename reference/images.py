"""Images as arrays, and the arrays from which a network learns.

    image (h, w)  ──flatten──▶  x (h·w,)      the inputs of a network
    labels y (n,) ──one-hot──▶  (n, classes)  the outputs that are wanted of it
    outputs (n,)  ──largest──▶  class         what it says

A grey level of 0 is black and 255 is white. In a picture of two levels white is 0 and black is 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Rows = Sequence[Sequence[float]]


def describe_by_definition(array: Any) -> tuple[tuple[int, ...], int]:
    """Return the shape of nested lists and how deeply they are nested."""
    if not isinstance(array, list):
        return (), 0
    shape, ndim = describe_by_definition(array[0])
    return (len(array), *shape), 1 + ndim


def describe(array: ArrayLike) -> tuple[tuple[int, ...], int]:
    """Return the length along each axis, and the number of axes."""
    return np.shape(array), np.ndim(array)


def binarise_by_definition(image: Rows, threshold: float = 128) -> list[list[int]]:
    """Return 1, black, for every pixel that is darker than the threshold, else 0, white."""
    return [[1 if pixel < threshold else 0 for pixel in row] for row in image]


def binarise(image: ArrayLike, threshold: float = 128) -> NDArray[np.int64]:
    """Return the picture of two levels, in the shape of the image."""
    return (np.asarray(image) < threshold).astype(np.int64)


def flatten_image_by_definition(image: Rows) -> list[float]:
    """Return the pixels row by row, like words on a page."""
    return [pixel for row in image for pixel in row]


def flatten_image(image: ArrayLike) -> NDArray[Any]:
    """Return the pixels of an image `(h, w)` row by row: `(h·w,)`."""
    return np.reshape(image, -1)


def make_dataset_by_definition() -> tuple[list[tuple[int, ...]], list[int]]:
    """Return all patterns of four pixels in counting order, and the class of each."""
    classes: dict[tuple[int, ...], int]
    classes = {(0, 1, 0, 1): 1, (1, 0, 1, 0): 1, (0, 0, 1, 1): 2, (1, 1, 0, 0): 2}
    patterns = list(product((0, 1), repeat=4))
    return patterns, [classes.get(pattern, 0) for pattern in patterns]


def make_dataset() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return x `(16, 4)` and y `(16,)`.

    The four pixels are an image of 2×2, row by row. It is of class 1 if one of its columns is
    black and the other white, of class 2 if one of its rows is, and else of class 0.
    """
    x = np.arange(16)[:, np.newaxis] >> np.array([3, 2, 1, 0]) & 1
    top_left, top_right, bottom_left, bottom_right = x.T
    upright = (top_left == bottom_left) & (top_right == bottom_right) & (top_left != top_right)
    level = (top_left == top_right) & (bottom_left == bottom_right) & (top_left != bottom_left)
    return x, 1 * upright + 2 * level


def one_hot_by_definition(y: Sequence[int], num_classes: int) -> list[list[int]]:
    """Return a row for each label: 1 at the place of its class, 0 at all others."""
    return [[1 if k == label else 0 for k in range(num_classes)] for label in y]


def one_hot(y: ArrayLike, num_classes: int) -> NDArray[np.float64]:
    """Return the rows `(n, num_classes)` of labels `(n,)`.

    Raises IndexError if a label is not below num_classes.
    """
    rows: NDArray[np.float64] = np.eye(num_classes)[np.asarray(y)]
    return rows


def predicted_class_by_definition(outputs: Sequence[float]) -> int:
    """Return the number of the unit whose output no other reaches, counted from 0."""
    return max(range(len(outputs)), key=lambda unit: outputs[unit])


def predicted_class(outputs: ArrayLike) -> int:
    """Return the number of the unit with the highest output; outputs `(n,)`."""
    return int(np.argmax(outputs))
