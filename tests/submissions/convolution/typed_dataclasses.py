from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray


class Place(NamedTuple):
    row: int
    column: int


@dataclass(frozen=True, eq=False)
class Kernel:
    values: NDArray[Any]
    scale: float = 1.0

    def __post_init__(self) -> None:
        if self.values.ndim not in (1, 2):
            raise ValueError("カーネルは1次元か2次元です")

    @property
    def shape(self) -> tuple[int, ...]:
        return self.values.shape

    def scaled(self, scale: float) -> Self:
        return replace(self, scale=scale)

    def places(self, image: NDArray[Any]) -> Iterator[Place]:
        rows, columns = (n - k + 1 for n, k in zip(image.shape, self.shape))
        for row in range(rows):
            for column in range(columns):
                yield Place(row, column)

    def at(self, image: NDArray[Any], place: Place) -> float:
        h, w = self.shape
        patch = image[place.row : place.row + h, place.column : place.column + w]
        return float(np.sum(np.multiply(patch, self.values, dtype=float))) * self.scale

    def over(self, image: NDArray[Any]) -> list[list[float]]:
        rows: defaultdict[int, list[float]] = defaultdict(list)
        for place in self.places(image):
            rows[place.row].append(self.at(image, place))
        return list(rows.values())


class Kernels(Enum):
    MEAN = Kernel(np.ones((3, 3))).scaled(1 / 9)
    EDGE = Kernel(np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]]))


def overlap(window: NDArray[Any], kernel: NDArray[Any]) -> float:
    return Kernel(kernel[np.newaxis]).at(window[np.newaxis], Place(0, 0))


def conv1d(data: NDArray[Any], kernel: NDArray[Any]) -> list[float]:
    (row,) = Kernel(kernel[np.newaxis, :]).over(data[np.newaxis, :])
    return row


def strongest(data: NDArray[Any], kernel: NDArray[Any]) -> list[int]:
    by_response: defaultdict[float, list[int]] = defaultdict(list)
    for position, response in enumerate(conv1d(data, kernel)):
        by_response[response].append(position)
    return by_response[max(by_response)]


def conv2d(image: NDArray[Any], kernel: NDArray[Any]) -> list[list[float]]:
    return Kernel(kernel).over(image)


def blur(image: NDArray[Any]) -> list[list[float]]:
    return Kernels.MEAN.value.over(image)


def edges(image: NDArray[Any]) -> list[list[float]]:
    return Kernels.EDGE.value.over(image)
