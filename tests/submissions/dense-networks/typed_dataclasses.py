from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Activation = Callable[[Any], Any]


class Pair(NamedTuple):
    x1: int
    x2: int


@dataclass(frozen=True)
class Layer:
    weights: NDArray[Any]
    biases: NDArray[Any]
    activation: Activation

    def __call__(self, x: NDArray[Any]) -> NDArray[Any]:
        return self.activation(np.einsum("...i,ij->...j", x, self.weights) + self.biases)


@dataclass
class Network:
    layers: list[Layer] = field(default_factory=list)

    def __rshift__(self, layer: Layer) -> Network:
        return Network([*self.layers, layer])

    def __call__(self, x: NDArray[Any]) -> NDArray[Any]:
        for layer in self.layers:
            x = layer(x)
        return x


class Unit(NamedTuple):
    """学習するユニット"""

    weights: NDArray[np.float64]
    bias: float

    def output(self, inputs: NDArray[np.float64]) -> float:
        return float(self.weights @ inputs) + self.bias

    def adjusted(self, inputs: NDArray[np.float64], target: float, rate: float) -> Unit:
        step = rate * (target - self.output(inputs))
        return Unit(self.weights + step * inputs, self.bias + step)


def relu(x: Any) -> Any:
    return np.clip(x, 0, None)


def dense(x: Any, weights: Any, biases: Any, activation: Activation) -> Any:
    return Layer(weights, biases, activation)(x)


def network(x: Any, layers: Sequence[tuple[Any, Any, Activation]]) -> Any:
    return Network([Layer(*layer) for layer in layers])(x)


_XNOR = (
    Network()
    >> Layer(np.array([[1, -1], [1, -1]]), np.array([-1, 1]), relu)
    >> Layer(np.array([[1], [1]]), np.array([0]), relu)
)


def xnor(x1: int, x2: int) -> int:
    return int(_XNOR(np.array([x1, x2]))[0])


unit1_pattern: Pair = Pair(1, 1)
unit2_pattern: Pair = Pair(x1=0, x2=0)


def threshold_unit(total: float) -> int:
    match total:
        case t if t >= 0:
            return 1
        case _:
            return 0


new_weight: int = -6
predictions: list[int] = [500 if x < 12 else 1000 for x in range(7, 17)]


def learning_step(
    weights: NDArray[np.float64], bias: float, inputs: NDArray[np.float64], target: float, rate: float
) -> Unit:
    return Unit(weights, bias).adjusted(inputs, target, rate)


def in_centre(points: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.linalg.norm(points, axis=1) < 2
