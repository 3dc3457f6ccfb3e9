"""What layers compute when they are not training, before their activation. Axes as in Keras.

Settings and weights come from a student's process: any exception means that they do not fit.
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


def _dense(settings: Settings, weights: Weights, x: Array) -> Array:
    """`(…, n_in)` to `(…, units)`."""
    kernel = _array(weights, "kernel")
    _demand(x.size // x.shape[-1] * kernel.shape[-1] <= _MOST)
    return np.asarray(x @ kernel + _bias(settings, weights))


def _flatten(settings: Settings, weights: Weights, x: Array) -> Array:
    return x.reshape(len(x), -1)


def _conv2d(settings: Settings, weights: Weights, x: Array) -> Array:
    """`(n, height, width, channels)` to `(n, height, width, filters)`."""
    kernel = _array(weights, "kernel")
    _demand(settings["data_format"] == "channels_last", settings["groups"] == 1)
    _demand(settings["dilation_rate"] == (1, 1), kernel.shape[2] == x.shape[3])
    if settings["padding"] == "same":
        x = _padded(x, kernel.shape[:2], settings["strides"])
    down, right = settings["strides"]
    windows = sliding_window_view(x, kernel.shape[:2], axis=(1, 2))[:, ::down, ::right]
    _demand(windows.size <= _MOST, windows[..., 0, 0, 0].size * kernel.shape[-1] <= _MOST)
    summed = np.einsum("nhwcij,ijcf->nhwf", windows, kernel, optimize=True)
    return np.asarray(summed + _bias(settings, weights))


def _padded(x: Array, sizes: tuple[int, ...], strides: tuple[int, int]) -> Array:
    """Add zeros so that there is an output at every stride; the odd one goes after."""
    missing = (
        max((-(-length // stride) - 1) * stride + size - length, 0)
        for length, size, stride in zip(x.shape[1:3], sizes, strides, strict=True)
    )
    return np.pad(x, [(0, 0), *((zeros // 2, zeros - zeros // 2) for zeros in missing), (0, 0)])


def _batch_normalization(settings: Settings, weights: Weights, x: Array) -> Array:
    _demand(settings["axis"] in (-1, x.ndim - 1))
    spread = np.sqrt(_array(weights, "moving_variance") + settings["epsilon"])
    scale = _array(weights, "gamma") if settings["scale"] else 1.0
    centre = _array(weights, "beta") if settings["center"] else 0.0
    return np.asarray((x - _array(weights, "moving_mean")) / spread * scale + centre)


def _nothing(settings: Settings, weights: Weights, x: Array) -> Array:
    return x


def _bias(settings: Settings, weights: Weights) -> Array | float:
    return _array(weights, "bias") if settings["use_bias"] else 0.0


def _array(weights: Weights, name: str) -> Array:
    array = weights[name]
    _demand(array is not None)
    return np.asarray(array, dtype=float)


def _demand(*conditions: bool) -> None:
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
