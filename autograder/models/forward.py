"""Outputs of layers in inference, before their activation. Axes as in Keras.

Settings and weights come from a student's process: one of `MISFITS` means that they do not fit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Array = NDArray[Any]
Settings = Mapping[str, Any]
Weights = Mapping[str, Array | None]


_MOST = 1 << 25  #: numbers at a time; a model beyond that is no coursework


class _OutOfReach(Exception):
    """Settings that are not computed here, or too many numbers."""


MISFITS = (
    *(_OutOfReach, LookupError, ValueError, TypeError, AttributeError),
    *(ArithmeticError, MemoryError),
)


def _dense(settings: Settings, weights: Weights, x: Array) -> Array:
    """`(…, n_in)` to `(…, units)`."""
    kernel = _array(weights, "kernel")
    _require(kernel.ndim == 2, x.size // x.shape[-1] * kernel.shape[-1] <= _MOST)
    return np.asarray(x @ kernel + _bias(settings, weights, kernel.shape[-1]))


def _flatten(settings: Settings, weights: Weights, x: Array) -> Array:
    return x.reshape(len(x), -1)


def _conv2d(settings: Settings, weights: Weights, x: Array) -> Array:
    """`(n, height, width, channels)` to `(n, height, width, filters)`."""
    kernel = _array(weights, "kernel")
    _require(settings["data_format"] == "channels_last", settings["groups"] == 1)
    _require(settings["dilation_rate"] == (1, 1), kernel.shape[2] == x.shape[3])
    if settings["padding"] == "same":
        _require(_with_margins(x, kernel.shape[:2]) <= _MOST)
        x = _padded(x, kernel.shape[:2], settings["strides"])
    down, right = settings["strides"]
    windows = sliding_window_view(x, kernel.shape[:2], axis=(1, 2))[:, ::down, ::right]
    _require(windows.size <= _MOST, windows[..., 0, 0, 0].size * kernel.shape[-1] <= _MOST)
    summed = np.einsum("nhwcij,ijcf->nhwf", windows, kernel, optimize=True)
    return np.asarray(summed + _bias(settings, weights, kernel.shape[-1]))


def _with_margins(x: Array, sizes: tuple[int, ...]) -> int:
    """Return how many numbers there are at most after padding."""
    n, height, width, channels = x.shape
    return int(n * (height + sizes[0]) * (width + sizes[1]) * channels)


def _padded(x: Array, sizes: tuple[int, ...], strides: tuple[int, int]) -> Array:
    """Add zeros so that there is an output at every stride; the odd one goes after."""
    missing = (
        max((-(-length // stride) - 1) * stride + size - length, 0)
        for length, size, stride in zip(x.shape[1:3], sizes, strides, strict=True)
    )
    return np.pad(x, [(0, 0), *((zeros // 2, zeros - zeros // 2) for zeros in missing), (0, 0)])


def _batch_normalization(settings: Settings, weights: Weights, x: Array) -> Array:
    _require(settings["axis"] in (-1, x.ndim - 1))
    channels = x.shape[-1]
    spread = np.sqrt(_vector(weights, "moving_variance", channels) + settings["epsilon"])
    scale = _vector(weights, "gamma", channels) if settings["scale"] else 1.0
    centre = _vector(weights, "beta", channels) if settings["center"] else 0.0
    mean = _vector(weights, "moving_mean", channels)
    return np.asarray((x - mean) / spread * scale + centre)


def _nothing(settings: Settings, weights: Weights, x: Array) -> Array:
    return x


def _bias(settings: Settings, weights: Weights, units: int) -> Array | float:
    return _vector(weights, "bias", units) if settings["use_bias"] else 0.0


def _vector(weights: Weights, name: str, length: int) -> Array:
    """Return one number a unit; of another shape it would make more outputs than there are."""
    array = _array(weights, name)
    _require(array.shape == (length,))
    return array


def _array(weights: Weights, name: str) -> Array:
    array = weights[name]
    _require(array is not None)
    return np.asarray(array, dtype=float)


def _require(*conditions: bool) -> None:
    if not all(conditions):
        raise _OutOfReach


COMPUTED: Mapping[str, Callable[[Settings, Weights, Array], Array]] = MappingProxyType(
    {
        "Dense": _dense,
        "Flatten": _flatten,
        "Conv2D": _conv2d,
        "BatchNormalization": _batch_normalization,
        "Activation": _nothing,
    }
)
