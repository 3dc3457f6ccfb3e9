#!/usr/bin/env python3
# -*- coding: utf-8 -*-
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import singledispatch
from typing import Final, TypeAlias, overload

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float64]
Activation: TypeAlias = Callable[[float], float]
WEIGHTS: Final = (0.1, 0.8, -0.5)


def identity(z: float) -> float:
    return z


@dataclass(frozen=True, slots=True, kw_only=True)
class Neuron:
    """重み・バイアス・活性化関数をまとめたもの。"""

    weights: tuple[float, ...]
    bias: float = 0.0
    activation: Activation = field(default=identity, repr=False)

    @classmethod
    def from_any(cls, weights: Iterable[float], bias: float, activation: Activation) -> Neuron:
        return cls(weights=tuple(float(w) for w in weights), bias=bias, activation=activation)

    def total(self, inputs: Iterable[float]) -> float:
        return sum((x * w for x, w in zip(inputs, self.weights, strict=True)), start=self.bias)

    def fire(self, inputs: Iterable[float]) -> float:
        return self.activation(self.total(inputs))


def weighted_sum(inputs: Sequence[float], weights: Sequence[float], bias: float = 0.0) -> float:
    return Neuron.from_any(weights, bias, identity).total(inputs)


@singledispatch
def relu(x: float) -> float:
    return max(0.0, x)


@relu.register
def _(x: np.ndarray) -> Array:
    return np.where(x > 0, x, 0.0)


@overload
def sigmoid(x: float) -> float: ...
@overload
def sigmoid(x: Array) -> Array: ...
def sigmoid(x):
    """安定なシグモイド。|x| だけを exp に渡すので警告も出ない。"""
    z = np.exp(-np.abs(x))
    return np.where(np.greater_equal(x, 0), 1 / (1 + z), z / (1 + z))


def unit(inputs: Array, weights: Array, bias: float, activation: Activation) -> float:
    return Neuron.from_any(weights, bias, activation).fire(inputs)


def image_unit(
    image: npt.NDArray[np.integer], weights: Array, bias: float, activation: Activation
) -> float:
    if image.shape != (3, 3):
        raise ValueError(f"3×3 の画像ではありません: {image.shape}")
    return unit(image.flatten(order="C"), weights, bias, activation)


_s: Final = Neuron(weights=WEIGHTS)
s_20: float = _s.fire((20.1, 0.8, -0.5))
s_25: float = _s.fire((25.1, 0.8, -0.5))
