"""Convolution: move a kernel over data, and multiply and add up at every position.

    data      0 1 0 1 0 0 1 1 1 0
    kernel    1 0 1 ──▶                 1·0 + 0·1 + 1·0 = 0
                1 0 1 ──▶               1·1 + 0·0 + 1·1 = 2
    result    0 2 0 1 1 1 2 1

The kernel is never turned round, and it never leaves the data ("valid"): n values and a kernel
of k give n - k + 1 results. Where the result is high, the data look like the kernel.

Sums of small integers (the pixels of a uint8 image) are made in 64 bits, where they do not wrap.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike, NDArray

Row = Sequence[float]
Rows = Sequence[Row]

#: Four neighbours against the pixel between them: 0 where all are equal, far from 0 at an edge.
EDGE_KERNEL = ((0, 1, 0), (1, -4, 1), (0, 1, 0))


def overlap_by_definition(window: Row, kernel: Row) -> float:
    """Return Σ X[a]·K[a], the products of equal positions added up.

    Raises ValueError unless both have the same length.
    """
    return sum(x * k for x, k in zip(window, kernel, strict=True))


def overlap(window: ArrayLike, kernel: ArrayLike) -> Any:
    """Return the sum of the products of equal positions; window and kernel `(k,)`.

    Raises ValueError unless both have the same length.
    """
    return np.dot(_wide(window), _wide(kernel))


def conv1d_by_definition(data: Row, kernel: Row) -> list[float]:
    """Return Y[i] = Σ X[i+a]·K[a] for every i at which the kernel lies inside the data."""
    k = len(kernel)
    return [overlap_by_definition(data[i : i + k], kernel) for i in range(len(data) - k + 1)]


def conv1d(data: ArrayLike, kernel: ArrayLike) -> NDArray[Any]:
    """Return the overlap at every position: data `(n,)`, kernel `(k,)`, result `(n-k+1,)`.

    Raises ValueError if the kernel is longer than the data.
    """
    K = _wide(kernel)
    return _dot(sliding_window_view(_wide(data), len(K)), K, axes=1)


def strongest_by_definition(data: Row, kernel: Row) -> list[int]:
    """Return every start position, from 0, at which no other position answers more strongly."""
    responses = conv1d_by_definition(data, kernel)
    return [i for i, response in enumerate(responses) if response == max(responses)]


def strongest(data: ArrayLike, kernel: ArrayLike) -> list[int]:
    """Return all start positions of the highest response, in order; data `(n,)`, kernel `(k,)`.

    Raises ValueError if the kernel is longer than the data.
    """
    responses = conv1d(data, kernel)
    return [int(i) for i in np.flatnonzero(responses == responses.max())]


def conv2d_by_definition(image: Rows, kernel: Rows) -> list[list[float]]:
    """Return Y[i][j] = Σ Σ X[i+a][j+b]·K[a][b] for every place at which the kernel lies inside."""
    h, w = len(kernel), len(kernel[0])

    def overlap_at(i: int, j: int) -> float:
        return sum(image[i + a][j + b] * kernel[a][b] for a in range(h) for b in range(w))

    rows, columns = len(image) - h + 1, len(image[0]) - w + 1
    return [[overlap_at(i, j) for j in range(columns)] for i in range(rows)]


def conv2d(image: ArrayLike, kernel: ArrayLike) -> NDArray[Any]:
    """Return the overlap at every place: image `(H, W)`, kernel `(h, w)`, result `(H-h+1, W-w+1)`.

    Raises ValueError if the kernel is higher or wider than the image.
    """
    K = _wide(kernel)
    return _dot(sliding_window_view(_wide(image), K.shape), K, axes=2)


def blur_by_definition(image: Rows) -> list[list[float]]:
    """Return the mean of every pixel and its eight neighbours: a kernel of nine ninths."""
    return conv2d_by_definition(image, [[1 / 9] * 3] * 3)


def blur(image: ArrayLike) -> NDArray[Any]:
    """Return the mean of each 3×3 neighbourhood: image `(H, W)`, result `(H-2, W-2)`.

    Raises ValueError if the image is lower or narrower than 3 pixels.
    """
    return conv2d(image, np.ones((3, 3))) / 9


def edges_by_definition(image: Rows) -> list[list[float]]:
    """Return, for every inner pixel, its four neighbours minus four times itself."""
    return [
        [
            image[i - 1][j] + image[i][j - 1] + image[i][j + 1] + image[i + 1][j] - 4 * image[i][j]
            for j in range(1, len(image[0]) - 1)
        ]
        for i in range(1, len(image) - 1)
    ]


def edges(image: ArrayLike) -> NDArray[Any]:
    """Return the response to `EDGE_KERNEL`: image `(H, W)`, result `(H-2, W-2)`, of both signs.

    Raises ValueError if the image is lower or narrower than 3 pixels.
    """
    return conv2d(image, EDGE_KERNEL)


def _wide(values: ArrayLike) -> NDArray[Any]:
    array = np.asarray(values)
    return array.astype(np.result_type(array, np.int64))


def _dot(windows: NDArray[Any], kernel: NDArray[Any], axes: int) -> NDArray[Any]:
    """Sum the products over the last `axes` axes of the windows and all of the kernel."""
    return np.asarray(np.tensordot(windows, kernel, axes=axes))
