"""Inputs for the assignment `convolution`."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Case = tuple[object, ...]
Array = NDArray[Any]


def windows() -> list[Case]:
    """Two rows of equal length, of 2 to 12 values, of a single one and of hundreds; and zeros."""
    rng = np.random.default_rng(201)
    cases: list[Case] = [
        (np.array([1, 2]), np.array([3, 4])),
        (np.array([1, 1, 0]), np.array([1, 0, 1])),
        (np.array([2, 0, 5]), np.array([1, -1, 3])),
    ]
    cases += [(_whole(rng, n), _whole(rng, n)) for n in (4, 5, 8)]
    cases += [(_broken(rng, n), _broken(rng, n)) for n in (3, 6, 12)]
    return [
        *cases,
        (np.array([3]), np.array([-2])),
        (np.array([-1, -2, -3, -4]), np.array([4, 3, 2, 1])),
        (np.zeros(5), _broken(rng, 5)),
        (_whole(rng, 200), _whole(rng, 200)),
        (_broken(rng, 400), _broken(rng, 400)),
    ]


def signals() -> list[Case]:
    """Data of 4 to 40 values with kernels of three or five that read differently backwards."""
    rng = np.random.default_rng(203)
    cases: list[Case] = [
        (np.array([1, 2, 3, 4]), np.array([1, 0, 2])),
        (np.array([0, 0, 1, 0, 0]), np.array([1, 2, 3])),
        (np.array([1, 1, 0, 1, 0, 1, 1]), np.array([0, 1, 1])),
    ]
    cases += [(_whole(rng, n), _lopsided(_whole(rng, 3))) for n in (6, 9, 15)]
    cases += [(_broken(rng, n), _lopsided(_broken(rng, k))) for n, k in ((8, 3), (12, 5), (40, 5))]
    return cases


def awkward_signals() -> list[Case]:
    """Kernels of one, of an even number and of all values; negative responses; long data."""
    rng = np.random.default_rng(204)
    return [
        (np.array([5]), np.array([3])),
        (np.array([3, 1, 2]), np.array([2])),
        (np.array([4, 3, 1, 0]), np.array([1, -1])),
        (np.array([2, -1, 3]), np.array([1, 2, 4])),
        (_whole(rng, 6), _lopsided(_whole(rng, 6))),
        (_whole(rng, 11), _lopsided(_whole(rng, 4))),
        (np.arange(1, 10), np.array([-1, -2, -3])),
        (_broken(rng, 300), _lopsided(_broken(rng, 7))),
        (_broken(rng, 400), _lopsided(_broken(rng, 24))),
    ]


def patterns() -> list[Case]:
    """Zeros and ones, where the pattern of the kernel is found at one position or at several."""
    return [
        (np.array([0, 0, 1, 1, 0]), np.array([0, 1, 1])),
        (np.array([1, 0, 0, 1, 0, 0]), np.array([1, 0, 1])),
        (np.array([0, 1, 1, 0, 0, 1, 0, 1, 1, 0]), np.array([1, 1, 0, 1])),
        (np.array([0, 1, 0, 0, 1, 1, 0, 1, 1, 0]), np.array([1, 1, 0])),
        (np.array([1, 0, 0, 2, 1, 0, 0, 2, 1, 3]), np.array([0, 2, 1])),
        (np.array([3, 1, 4, 1, 5, 9, 2, 6, 5, 3]), np.array([1, -2, 1])),
    ]


def awkward_patterns() -> list[Case]:
    """Many ties, ends, nothing above zero or near it, near misses, hundreds of values."""
    rng = np.random.default_rng(205)
    negative = np.array([-5, -2, -3, -1, -4, -2, -1, -6])
    return [
        (np.array([2, 2, 2, 2, 2]), np.array([1, 3])),
        (np.array([9, 1, 1, 0, 1]), np.array([2, 1])),
        (np.array([0, 1, 1, 2, 9]), np.array([1, 2])),
        (np.array([2, -1, 3]), np.array([1, 2, 4])),
        (np.array([1, 2, -9, -9, 0, 1, 2]), np.array([1, 1])),
        (negative, np.array([1, 2, 1])),
        (negative, np.array([1])),
        (negative * 20_000, np.array([1, 2])),
        (np.array([998, 999, 1000, 3, 1000, 999]), np.array([1])),
        (np.zeros(6, int), np.array([1, 2, 3])),
        (rng.integers(0, 3, 300), np.array([1, 0, 2, 1])),
        (rng.integers(-4, 5, 250), np.array([2, -1, 3])),
    ]


def pictures() -> list[Case]:
    """Square images of 3×3 to 12×12 with kernels of 3×3 that no turn or mirror leaves alone."""
    rng = np.random.default_rng(206)
    cases: list[Case] = [
        (np.arange(16).reshape(4, 4), np.array([[0, 0, 0], [0, 0, 1], [0, 0, 0]])),
        (_whole(rng, 3, 3), np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])),
        (rng.integers(0, 2, (5, 5)), np.array([[1, 1, 0], [0, 1, 0], [0, 0, 0]])),
    ]
    cases += [(_whole(rng, n, n), _whole(rng, 3, 3)) for n in (4, 6, 9)]
    cases += [(_broken(rng, n, n), _broken(rng, 3, 3)) for n in (5, 8, 12)]
    return cases


def awkward_pictures() -> list[Case]:
    """Oblong images and kernels, even kernels, a kernel as large as the image, pixels of a byte."""
    rng = np.random.default_rng(207)
    return [
        (np.array([[1, 2], [3, 4]]), np.array([[5]])),
        (_whole(rng, 4, 4), np.array([[1, 2], [3, 4]])),
        (_whole(rng, 3, 3), _whole(rng, 3, 3)),
        (_whole(rng, 4, 7), _whole(rng, 3, 3)),
        (_whole(rng, 7, 4), _whole(rng, 2, 3)),
        (_whole(rng, 6, 5), _whole(rng, 1, 3)),
        (_whole(rng, 5, 6), _whole(rng, 3, 1)),
        (-rng.integers(1, 9, (5, 5)), rng.integers(1, 9, (4, 2))),
        (_bytes(rng, 6, 5), np.array([[1, 2, 0], [-1, 3, 1], [0, -2, 1]])),
        (_bytes(rng, 8, 9), np.array([[1, 1], [1, 2]])),
        (_broken(rng, 24, 17), _broken(rng, 5, 4)),
    ]


def grey_images() -> list[Case]:
    """Square grey images of 3×3 to 12×12, in 0 … 255 and in 0 … 1."""
    rng = np.random.default_rng(208)
    spot = np.zeros((5, 5))
    spot[2, 1] = 9
    half_lit = np.repeat([[0, 0, 0, 200, 200, 200]], 6, axis=0)
    return [
        (np.array([[1, 2, 3], [4, 50, 6], [7, 8, 9]]),),
        (np.arange(16).reshape(4, 4) ** 2,),
        (spot,),
        (half_lit,),
        *((rng.integers(0, 256, (n, n)),) for n in (5, 8)),
        *((rng.random((n, n)).round(2) * 4,) for n in (6, 12)),
    ]


def awkward_grey_images() -> list[Case]:
    """Images that are not square, and pixels of a byte, whose sums do not fit into a byte."""
    rng = np.random.default_rng(209)
    return [
        (rng.integers(0, 256, (3, 6)),),
        (rng.integers(0, 256, (7, 3)),),
        (np.full((4, 4), 255, np.uint8),),
        (np.array([[0, 0, 0], [0, 255, 0], [0, 1, 0]], np.uint8),),
        (_bytes(rng, 5, 5),),
        (_bytes(rng, 6, 9),),
        (_bytes(rng, 20, 15),),
    ]


def _whole(rng: Generator, *shape: int) -> Array:
    return rng.integers(-5, 6, shape)


def _broken(rng: Generator, *shape: int) -> Array:
    return rng.uniform(-2, 2, shape).round(2)


def _bytes(rng: Generator, *shape: int) -> Array:
    return rng.integers(0, 256, shape, dtype=np.uint8)


def _lopsided(kernel: Array) -> Array:
    """The kernel, its first value raised above its last: it reads differently backwards."""
    kernel[0] = abs(kernel[-1]) + 1
    return kernel
