"""Worker: Arrays in memory, taken apart into the batches that Keras would make of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import tensorflow as tf
from keras.src import tree
from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter
from keras.src.trainers.data_adapters.array_slicing import convert_to_sliceable
from tensorflow.python.eager import context

LARGEST = 8 * 2**20  #: bytes; above this `tf.data` is worth its start, and its threads

#: The numbers of the samples in one batch.
Rows: TypeAlias = npt.NDArray[np.int64]


def are_small(structure: Any) -> bool:
    """Tell whether all of `structure` is dense numbers, and no more than are quickly gathered."""
    leaves = [leaf for leaf in tree.flatten(structure) if leaf is not None]
    if not all(type(leaf) is np.ndarray or _is_eager(leaf) for leaf in leaves):
        return False
    arrays = [np.asarray(leaf) for leaf in leaves]
    return all(map(_is_numbers, arrays)) and sum(array.nbytes for array in arrays) <= LARGEST


def _is_eager(leaf: Any) -> bool:
    return isinstance(leaf, tf.Tensor) and hasattr(leaf, "numpy")


def _is_numbers(array: npt.NDArray[Any]) -> bool:
    return array.ndim > 0 and array.size > 0 and array.dtype.kind in "biuf"


class SmallArrays(ArrayDataAdapter):  # type: ignore[misc]
    """Keras' adapter of arrays; iterating over it gives the batches of the next epoch."""

    def __init__(self, *arrays: Any, **options: Any) -> None:
        super().__init__(*arrays, **options)
        sliceable = convert_to_sliceable(self._inputs, target_backend="tensorflow")
        self.tensors = tree.map_structure(tf.convert_to_tensor, tree.lists_to_tuples(sliceable))
        self._orders = _orders(self._num_samples, bool(self._shuffle))

    @property
    def widest(self) -> int:
        """The most samples that a batch has."""
        return int(min(self._batch_size, self._num_samples))

    def batch_specs(self) -> Any:
        """Return what a batch looks like; its length is open where Keras leaves it open."""
        length = None if self.has_partial_batch else self._batch_size
        return tree.map_structure(
            lambda tensor: tf.TensorSpec([length, *tensor.shape[1:]], tensor.dtype), self.tensors
        )

    def next_rows(self) -> list[Rows]:
        """Return the next epoch's batches as numbers of samples."""
        order = next(self._orders)
        return [order[at : at + self._batch_size] for at in range(0, len(order), self._batch_size)]

    def get_tf_dataset(self) -> SmallArrays:
        """Return what Keras iterates over, once an epoch."""
        return self

    def __iter__(self) -> Iterator[Any]:
        for rows in self.next_rows():
            yield tree.map_structure(
                lambda tensor, rows=rows: tf.gather(tensor, rows), self.tensors
            )


def _orders(samples: int, shuffle: bool) -> Iterator[Rows]:
    """Yield one order of the samples an epoch.

    Keras draws it anew each epoch from an operation that it also makes anew, so that under a global
    seed every epoch gets the first order of that seed.
    """
    if not shuffle:
        return repeat(np.arange(samples))
    draw = tf.function(
        lambda: tf.random.shuffle(tf.range(samples, dtype=tf.int64)),
        autograph=False,  # which converts nothing here, and takes 15 ms
    )
    if context.global_seed() is None:
        return (draw().numpy() for _ in repeat(None))
    return repeat(draw().numpy())
