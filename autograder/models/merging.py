"""Layers that a model's steps amount to, whichever way they are written.

A separate activation belongs to the layer before it, whether it is a layer or a function; what
does nothing except in training is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType

from autograder.frozen import dataclass
from autograder.models.activations import LINEAR, UNKNOWN, named
from autograder.models.forward import Array
from autograder.models.network import UNKNOWN_STEP, Layer

_ONLY_IN_TRAINING = frozenset(
    {
        *("InputLayer", "Identity", "ActivityRegularization"),
        *("Dropout", "AlphaDropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D"),
        *("GaussianDropout", "GaussianNoise"),
    }
)
_RESHAPING = frozenset({"Flatten", "Reshape"})


@dataclass(frozen=True)
class Change:
    """A change of numbers between one layer and the next."""

    before: Array | None
    after: Array | None


Step = Layer | Change


def merged(steps: Iterable[Step], input_shape: tuple[int, ...]) -> tuple[Layer, ...]:
    """Return the layers in order, each with its activation."""
    layers: list[Layer] = []
    for layer in _as_layers(steps):
        shape = layers[-1].output_shape if layers else input_shape
        if layer.kind in _ONLY_IN_TRAINING or _reshapes_nothing(layer, shape):
            continue
        if not _is_activation(layer):
            layers.append(layer)
        elif layer.activation != LINEAR:
            layers[-1:] = _followed(layers[-1:], layer)
    return tuple(layers)


def _as_layers(steps: Iterable[Step]) -> Iterator[Layer]:
    for step in steps:
        if isinstance(step, Change):
            yield from _of_change(step)
        else:
            yield _normal(step)


def _of_change(change: Change) -> Iterator[Layer]:
    """An activation, a flattening, both in one, or something that is not known."""
    before, after = change.before, change.after
    if before is None or after is None:
        yield _bare(UNKNOWN_STEP, LINEAR)
        return
    flat = before.shape != after.shape and after.shape == (len(before), before[:1].size)
    activation = named(before.reshape(after.shape) if flat else before, after)
    if activation == UNKNOWN:
        yield _bare(UNKNOWN_STEP, LINEAR)
        return
    yield _bare("Activation", activation)
    if flat:
        yield _bare("Flatten", LINEAR, after.shape[1:])


def _bare(kind: str, activation: str, shape: tuple[int, ...] | None = None) -> Layer:
    return Layer(kind, activation, MappingProxyType({}), 0, MappingProxyType({}), shape)


def _normal(layer: Layer) -> Layer:
    """Give a layer that flattens, whatever it is called, one name, and no activation."""
    if layer.kind not in _RESHAPING:
        return layer
    flat = layer.output_shape is not None and len(layer.output_shape) == 1
    return replace(layer, kind="Flatten" if flat else layer.kind, activation=LINEAR)


def _reshapes_nothing(layer: Layer, shape: tuple[int, ...] | None) -> bool:
    return layer.kind in _RESHAPING and shape is not None and layer.output_shape == shape


def _is_activation(layer: Layer) -> bool:
    """Whether a step is nothing but an activation: without weights, and with one we know."""
    return not layer.weights and layer.activation != UNKNOWN and layer.kind not in _WITHOUT_WEIGHTS


_WITHOUT_WEIGHTS = _RESHAPING | {UNKNOWN_STEP}


def _followed(last: list[Layer], activation: Layer) -> list[Layer]:
    """Join an activation to the layer before it, unless that has one already."""
    alone = replace(activation, kind="Activation")
    if not last:
        return [alone]
    (layer,) = last
    if layer.activation == LINEAR and layer.kind not in _WITHOUT_WEIGHTS:
        return [replace(layer, activation=activation.activation)]
    if layer.activation == activation.activation == "relu":  # twice is once
        return last
    return [layer, alone]
