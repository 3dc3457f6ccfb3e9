"""A model from a worker's facts, read strictly: a student's process may have made them up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar, cast

import numpy as np

from autograder.models.activations import LINEAR, UNKNOWN, named
from autograder.models.forward import Array
from autograder.models.merging import Change, Step, merged
from autograder.models.network import Compiled, Layer, Model
from autograder.protocol.grammar import MAX_DIMENSIONS
from autograder.protocol.probe import probe_inputs

T = TypeVar("T")

_MAX_STEPS = 1000
_MAX_NAME = 80
_TOO_LARGE = 1 << 63


class _Malformed(Exception):
    """Not of the form in which `autograder.worker.models` describes a model."""


def read_model(value: object) -> Model | None:
    """Return the model that is described by `value`, None if that describes none."""
    try:
        return _model(value)
    except _Malformed:
        return None


def _model(value: object) -> Model:
    keys = {"input_shape", "output_shape", "parameters", "steps", "compiled", "predictions"}
    facts = _keyed(value, keys)
    input_shape = _shape(facts["input_shape"])
    steps = _typed(facts["steps"], list)
    _require(len(steps) <= _MAX_STEPS)
    return Model(
        input_shape=input_shape,
        output_shape=_optional(facts["output_shape"], _shape),
        parameters=_count(facts["parameters"]),
        layers=merged([_step(step) for step in steps], input_shape),
        compiled=_optional(facts["compiled"], _compiled),
        predictions=_optional(facts["predictions"], _array),
    )


def _step(value: object) -> Step:
    if isinstance(value, dict) and "before" in value:
        facts = _keyed(value, {"before", "after"})
        return Change(_optional(facts["before"], _batch), _optional(facts["after"], _batch))
    keys = {"kind", "settings", "parameters", "weights", "output_shape", "activation"}
    return _layer(_keyed(value, keys))


def _layer(facts: Mapping[str, Any]) -> Layer:
    weights = dict(_weight(pair) for pair in _typed(facts["weights"], list))
    outputs = _optional(facts["activation"], _array)
    without = LINEAR if weights else UNKNOWN
    return Layer(
        kind=_name(facts["kind"]),
        activation=without if outputs is None else named(probe_inputs(), outputs),
        settings=_settings(facts["settings"]),
        parameters=_count(facts["parameters"]),
        weights=MappingProxyType(weights),
        output_shape=_optional(facts["output_shape"], _shape),
    )


def _weight(pair: object) -> tuple[str, Array | None]:
    parts = _typed(pair, list)
    _require(len(parts) == 2)
    return _typed(parts[0], str), _optional(parts[1], _array)


def _compiled(value: object) -> Compiled:
    facts = _keyed(value, {"loss", "loss_settings", "optimizer", "settings"})
    return Compiled(
        loss=_optional(facts["loss"], _name),
        optimizer=_name(facts["optimizer"]),
        settings=_plain_settings(facts["settings"]),
        loss_settings=_plain_settings(facts["loss_settings"]),
    )


def _plain_settings(value: object) -> Mapping[str, Any]:
    settings = _settings(value)
    _require(all(type(setting) in (bool, int, float) for setting in settings.values()))
    return settings


def _settings(value: object) -> Mapping[str, Any]:
    settings = _typed(value, dict)
    for name, setting in settings.items():
        _name(name)
        _READERS.get(type(setting), _shape)(setting)
    return MappingProxyType(settings)


def _name(value: object) -> str:
    """Return the name of a class or function: as such it can be shown to anybody."""
    name = _typed(value, str)
    _require(name.isidentifier() and len(name) <= _MAX_NAME)
    return name


def _shape(value: object) -> tuple[int, ...]:
    shape = _typed(value, tuple)
    _require(len(shape) <= MAX_DIMENSIONS)
    for length in shape:
        _whole(length)
    return shape


def _array(value: object) -> Array:
    array = _typed(value, np.ndarray)
    _require(array.dtype.kind in "biuf")
    return array


def _batch(value: object) -> Array:
    array = _array(value)
    _require(array.ndim > 0)
    return array


def _count(value: object) -> int:
    count = _whole(value)
    _require(count >= 0)
    return count


def _same(value: object) -> object:
    return value


def _whole(value: object) -> int:
    number = _typed(value, int)
    _require(abs(number) < _TOO_LARGE)
    return number


def _optional(value: object, read: Any) -> Any:
    return None if value is None else read(value)


def _keyed(value: object, keys: set[str]) -> dict[str, Any]:
    facts = _typed(value, dict)
    _require(set(facts) == keys)
    return facts


def _typed(value: object, kind: type[T]) -> T:
    _require(type(value) is kind)
    return cast(T, value)


def _require(holds: bool) -> None:
    if not holds:
        raise _Malformed


_READERS: Mapping[type, Callable[[object], object]] = MappingProxyType(
    {bool: _same, int: _whole, float: _same, str: _name}
)
