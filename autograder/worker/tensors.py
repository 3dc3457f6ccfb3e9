"""Worker: Numbers of TensorFlow and Keras as numpy's; neither is imported by us."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
from numpy.typing import NDArray

_STANDARD_KINDS = "biufcOUS"


def as_plain(value: object) -> object:
    """Return a tensor or a variable as an array or a number, anything else as it is."""
    if not issubclass(type(value), _tensor_types()):
        return value
    try:
        array: Any = value.numpy()  # type: ignore[attr-defined]
        return array if array.dtype.kind in _STANDARD_KINDS else array.astype(np.float32)
    except Exception:  # one that stands for numbers to come, or a student's own
        return value


def as_array(value: object) -> NDArray[Any] | None:
    """Return an array of the numbers in a tensor or array, None if it is neither."""
    array = as_plain(value)
    return np.asarray(array) if isinstance(array, np.ndarray | np.generic) else None


def _tensor_types() -> tuple[type, ...]:
    tensorflow, keras = sys.modules.get("tensorflow"), sys.modules.get("keras")
    return (
        *((tensorflow.Tensor, tensorflow.Variable) if tensorflow else ()),
        *((keras.Variable,) if keras else ()),
    )
