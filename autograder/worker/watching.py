"""Worker: Layers that a model calls, in order, and what goes through them.

A model's list of layers does not tell this: a subclass may make them in any order, and do
something between two of them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from numpy.typing import NDArray

from autograder.worker.tensors import as_array


@dataclass(frozen=True)
class LayerCall:
    """One layer at work; arrays are None where it takes or gives anything but one tensor."""

    layer: Any
    inputs: NDArray[Any] | None
    outputs: NDArray[Any] | None


@dataclass
class _Watch:
    calls: list[LayerCall] = field(default_factory=list)
    inside_layer: bool = False  #: of Keras' own: what it is made of is no one's concern


def watched(model: Any, inputs: NDArray[Any]) -> tuple[Any, list[LayerCall]]:
    """Return what the model makes of the inputs, not training, and the calls of its layers."""
    model(inputs, training=False)  # for one that is not built yet, building calls layers too
    with _watching(sys.modules["keras"]) as calls:
        return model(inputs, training=False), calls


@contextmanager
def _watching(keras: Any) -> Iterator[list[LayerCall]]:
    """Record calls of layers that are not themselves made of layers."""
    original = keras.layers.Layer.__call__
    watch = _Watch()

    def call(layer: Any, *arguments: Any, **settings: Any) -> Any:
        if watch.inside_layer:
            return original(layer, *arguments, **settings)
        is_model, before = isinstance(layer, keras.Model), len(watch.calls)
        watch.inside_layer = not is_model and is_keras_own(type(layer))
        try:
            outputs = original(layer, *arguments, **settings)
        finally:
            watch.inside_layer = False
        if not is_model and len(watch.calls) == before:
            given = arguments[0] if arguments else None
            watch.calls.append(LayerCall(layer, as_array(given), as_array(outputs)))
        return outputs

    keras.layers.Layer.__call__ = call
    try:
        yield watch.calls
    finally:
        keras.layers.Layer.__call__ = original


def is_keras_own(kind: type) -> bool:
    """Whether a class comes with Keras."""
    return kind.__module__.partition(".")[0] == "keras"
