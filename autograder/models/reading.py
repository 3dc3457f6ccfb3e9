"""A model from a worker's facts, read strictly: a student's process may have made them up."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from autograder.codec import CodecError
from autograder.models.activations import LINEAR, UNKNOWN, named
from autograder.models.forward import Array
from autograder.models.merging import Change, Step, merged
from autograder.models.network import Compiled, Layer, Model
from autograder.protocol.facts import (
    FACTS,
    ChangeFacts,
    CompiledFacts,
    LayerFacts,
    ModelFacts,
    Shape,
)
from autograder.protocol.grammar import MAX_DIMENSIONS
from autograder.protocol.probe import probe_inputs

_MAX_STEPS = 1000
_MAX_NAME = 80
_TOO_LARGE = 1 << 63


def read_model(value: object) -> Model | None:
    """Return the model that is described by `value`, None if that describes none."""
    try:
        return _model(FACTS.load(ModelFacts, value))
    except CodecError:
        return None


def _model(facts: ModelFacts) -> Model:
    _require(len(facts.steps) <= _MAX_STEPS)
    input_shape = _shape(facts.input_shape)
    return Model(
        input_shape=input_shape,
        output_shape=facts.output_shape and _shape(facts.output_shape),
        parameters=_count(facts.parameters),
        layers=merged([_step(step) for step in facts.steps], input_shape),
        compiled=None if facts.compiled is None else _compiled(facts.compiled),
        predictions=_array(facts.predictions),
    )


def _step(facts: LayerFacts | ChangeFacts) -> Step:
    if isinstance(facts, LayerFacts):
        return _layer(facts)
    return Change(_batch(facts.before), _batch(facts.after))


def _layer(facts: LayerFacts) -> Layer:
    outputs = _array(facts.activation)
    without = LINEAR if facts.weights else UNKNOWN
    return Layer(
        kind=_name(facts.kind),
        activation=without if outputs is None else named(probe_inputs(), outputs),
        settings=_settings(facts.settings),
        parameters=_count(facts.parameters),
        weights=MappingProxyType({name: _array(array) for name, array in facts.weights}),
        output_shape=facts.output_shape and _shape(facts.output_shape),
    )


def _compiled(facts: CompiledFacts) -> Compiled:
    return Compiled(
        loss=facts.loss if facts.loss is None else _name(facts.loss),
        optimizer=_name(facts.optimizer),
        settings=_settings(facts.settings),
        loss_settings=_settings(facts.loss_settings),
    )


def _settings(settings: Mapping[str, Any]) -> Mapping[str, Any]:
    for name, setting in settings.items():
        _name(name)
        match setting:
            case int():
                _whole(setting)
            case str():
                _name(setting)
            case tuple():
                _shape(setting)
    return MappingProxyType(settings)


def _name(name: str) -> str:
    """Return the name of a class or function: as such it can be shown to anybody."""
    _require(name.isidentifier() and len(name) <= _MAX_NAME)
    return name


def _shape(shape: Shape) -> Shape:
    _require(len(shape) <= MAX_DIMENSIONS)
    return tuple(map(_whole, shape))


def _batch(value: object) -> Array | None:
    array = _array(value)
    _require(array is None or array.ndim > 0)
    return array


def _array(value: object) -> Array | None:
    if value is None:
        return None
    if type(value) is not np.ndarray or value.dtype.kind not in "biuf":
        raise _no_model()
    return value


def _count(number: int) -> int:
    _require(number >= 0)
    return _whole(number)


def _whole(number: int) -> int:
    _require(abs(number) < _TOO_LARGE)
    return number


def _require(holds: bool) -> None:
    if not holds:
        raise _no_model()


def _no_model() -> CodecError:
    return CodecError("not the facts of a model")
