"""Worker: Keras models as plain facts, of which no part needs Keras to be read."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.protocol.encoding import type_name
from autograder.protocol.facts import FACTS, ChangeFacts, LayerFacts, ModelFacts, Shape
from autograder.protocol.values import Opaque
from autograder.records import ModelRequest, Raised, Undefined, Value
from autograder.worker.calls import attempt
from autograder.worker.compiling import compile_facts
from autograder.worker.layers import Luggage, layer_facts
from autograder.worker.seeds import seed_all
from autograder.worker.tensors import as_array
from autograder.worker.watching import LayerCall, watched

_ROWS = 4  #: of a change that travel


class Models:
    """A submission's variables, and models of its builders, each called only once."""

    def __init__(self, namespace: Mapping[str, Any]) -> None:
        self._namespace = namespace
        self._built: dict[str, Any] = {}

    def describe(self, request: ModelRequest) -> Value | Raised | Undefined:
        """Return the facts of a model, or the type of what stands under its name.

        Where the model does not know its inputs' shape yet, it is the one asked for; without
        `weights` there are only their names. Raises `MemoryError`.
        """
        if request.name in self._namespace:
            return attempt(_facts, [self._namespace[request.name], request])
        if request.builder is None or not callable(self._namespace.get(request.builder)):
            return Undefined()
        builder = request.builder
        return attempt(lambda: _facts(self._made_by(builder), request), [])

    def _made_by(self, builder: str) -> Any:
        if builder not in self._built:
            seed_all(0)
            self._built[builder] = self._namespace[builder]()
        return self._built[builder]


def _facts(model: Any, request: ModelRequest) -> object:
    keras = sys.modules.get("keras")
    if keras is None or not isinstance(model, keras.Model):
        return None if model is None else Opaque(type_name(type(model)))
    shape = _own_input_shape(model, request.input_shape)
    examples: Any = request.predict
    fitting = examples is not None and examples.shape[1:] == shape
    inputs = np.asarray(examples if fitting else _noise(shape), dtype=np.float32)
    working, result, calls = _at_work(keras, model, inputs)
    outputs, luggage = as_array(result), Luggage()
    facts = ModelFacts(
        input_shape=shape,
        output_shape=None if outputs is None else outputs.shape[1:],
        parameters=int(working.count_params()),
        steps=tuple(_steps(inputs, calls, outputs, luggage, request.weights)),
        compiled=compile_facts(model),
        predictions=luggage.pack(outputs) if fitting else None,
    )
    return FACTS.dump(ModelFacts, facts)


def _at_work(keras: Any, model: Any, inputs: NDArray[Any]) -> tuple[Any, Any, list[LayerCall]]:
    """Return the model, or a fresh copy of it, with its outputs and the calls of its layers.

    A first training that fails half-way leaves a model without numbers; what it is made of can
    still be told from a copy.
    """
    try:
        return model, *watched(model, inputs)
    except Exception:
        try:
            copy = keras.models.clone_model(model)
            return copy, *watched(copy, inputs)
        except Exception:  # of a copy is nothing to tell
            pass
        raise


def _own_input_shape(model: Any, asked: Shape) -> Shape:
    """Return the shape that the model says it takes, where it says so; what is open, as asked."""
    own = getattr(model, "input_shape", None)
    if not isinstance(own, tuple) or not all(isinstance(n, int | None) for n in own):
        return asked
    if len(own) - 1 != len(asked):
        return tuple(n or 1 for n in own[1:])
    return tuple(n or m for n, m in zip(own[1:], asked, strict=True))


def _noise(shape: Shape) -> NDArray[np.float64]:
    """Return inputs of both signs, so that an activation between layers shows."""
    return np.random.default_rng(0).standard_normal((_ROWS, *shape))


def _steps(
    inputs: NDArray[Any],
    calls: Sequence[LayerCall],
    outputs: NDArray[Any] | None,
    luggage: Luggage,
    weights: bool,
) -> Iterator[LayerFacts | ChangeFacts]:
    start, end = LayerCall(None, None, inputs), LayerCall(None, outputs, None)
    for previous, call in pairwise([start, *calls, end]):
        if not _same(previous.outputs, call.inputs):
            yield ChangeFacts(
                before=luggage.pack(_head(previous.outputs)),
                after=luggage.pack(_head(call.inputs)),
            )
        if call is not end:
            yield layer_facts(call, luggage, weights)


def _same(one: NDArray[Any] | None, other: NDArray[Any] | None) -> bool:
    """Tell whether nothing was done in between, where training went astray (NaN) too."""
    if one is None or other is None:
        return False
    return np.array_equal(one, other, equal_nan=one.dtype.kind == other.dtype.kind == "f")


def _head(array: NDArray[Any] | None) -> NDArray[Any] | None:
    return None if array is None else array[:_ROWS]
