"""A Keras model as frozen records, for judges of a course."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from autograder.frozen import dataclass
from autograder.models.activations import ACTIVATIONS
from autograder.models.forward import COMPUTED, MISFITS, Array

UNKNOWN_STEP = "?"  #: kind of a step that is no layer and no activation


class CannotCompute(Exception):
    """Our forward pass has no answer at a layer: its kind, or its numbers, are out of reach."""

    def __init__(self, number: int, kind: str) -> None:
        self.number = number
        self.kind = kind
        super().__init__(f"layer {number} ({kind})")


@dataclass(frozen=True)
class Layer:
    """One layer, together with the activation that follows it."""

    kind: str  #: name of Keras' class; `UNKNOWN_STEP`; "Activation" for one that stands alone
    activation: str  #: by what it computes: "relu", "softmax", …, "linear" for none, or "unknown"
    settings: Mapping[str, Any]  #: such as `use_bias`, `kernel_size`
    parameters: int
    weights: Mapping[str, NDArray[Any] | None]  #: by Keras' names; None if too large to be sent
    output_shape: tuple[int, ...] | None  #: of one example

    @property
    def units(self) -> int | None:
        """Units of a dense layer, filters of a convolutional one."""
        units: int | None = self.settings.get("units", self.settings.get("filters"))
        return units

    def forward(self, x: Array) -> Array:
        """Return the outputs for a batch; one of `MISFITS` means that it cannot be computed."""
        return ACTIVATIONS[self.activation](COMPUTED[self.kind](self.settings, self.weights, x))


@dataclass(frozen=True)
class Compiled:
    """Compile settings: loss and optimizer."""

    loss: str | None  #: of its function, as "categorical_crossentropy"
    optimizer: str  #: name of its class
    settings: Mapping[str, bool | int | float]  #: of the optimizer; no schedules
    loss_settings: Mapping[str, bool | int | float]  #: where they are not Keras' defaults


@dataclass(frozen=True)
class Model:
    """A submission's Keras model at the moment it was asked."""

    input_shape: tuple[int, ...]  #: of one example
    output_shape: tuple[int, ...] | None
    parameters: int
    layers: tuple[Layer, ...]  #: in the order of their work; dropout and the like left out
    compiled: Compiled | None
    predictions: NDArray[Any] | None  #: its own, for the examples it was asked about

    def forward(self, x: ArrayLike) -> NDArray[np.float64]:
        """Return what the layers make of examples `(n, *input_shape)`, computed here.

        Raises `CannotCompute`. NaN among the weights is NaN in the result.
        """
        values = np.asarray(x, dtype=float)
        for number, layer in enumerate(self.layers, 1):
            try:
                with np.errstate(all="ignore"):
                    values = layer.forward(values)
            except MISFITS as error:
                raise CannotCompute(number, layer.kind) from error
        return values
