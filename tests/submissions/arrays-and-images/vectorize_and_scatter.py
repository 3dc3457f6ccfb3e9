from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt


class Description(NamedTuple):
    shape: tuple[int, ...]
    ndim: int


class Dataset(NamedTuple):
    x: npt.NDArray[np.int_]
    y: npt.NDArray[np.int_]


value_at_2 = float(np.take([180, 20, 250, 40], 2))


def describe(array: npt.NDArray) -> Description:
    return Description(array.shape, array.ndim)


train_shape: tuple[int, int, int] = (60000, 28, 28)
test_shape: tuple[int, int, int] = (10000, 28, 28)
total_images: int = 60000 + 10000
pixels_per_image: float = 28.0 * 28.0


def binarise(image: npt.NDArray, threshold: float = 128) -> npt.NDArray:
    """しきい値より小さければ黒"""
    black = np.vectorize(lambda pixel: 1 if pixel < threshold else 0)
    return black(image)


def flatten_image(image: npt.NDArray) -> npt.NDArray:
    height, width = image.shape
    result = np.empty(height * width, dtype=image.dtype)
    for row in range(height):
        result[row * width : (row + 1) * width] = image[row]
    return result


def make_dataset() -> Dataset:
    x = np.array([list(np.binary_repr(n, width=4)) for n in range(16)]).astype(int)
    y = np.zeros(16, int)
    for n, image in enumerate(x.reshape(16, 2, 2)):
        if abs(image.sum(axis=0)[0] - image.sum(axis=0)[1]) == 2:
            y[n] = 1  # 縦の列
        elif abs(image.sum(axis=1)[0] - image.sum(axis=1)[1]) == 2:
            y[n] = 2  # 横の行
    return Dataset(x, y)


def one_hot(y: npt.NDArray, num_classes: int) -> npt.NDArray:
    result = np.zeros((y.size, num_classes), dtype="int64")
    result[np.arange(y.size), y] = 1
    return result


def predicted_class(outputs: npt.NDArray) -> int:
    return int(np.flatnonzero(outputs >= outputs.max())[0])


iris_species: int = 3
iris_samples: int = 150


if __name__ == "__main__":
    print(*make_dataset(), sep="\n")
