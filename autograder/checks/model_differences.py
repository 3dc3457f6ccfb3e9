"""How a Keras model differs from the one asked for, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isclose
from typing import Any

from autograder import wording
from autograder.checks.answers import filled
from autograder.models import CannotCompute, Compiled, Layer, Model
from autograder.models.activations import LINEAR, UNKNOWN
from autograder.models.network import UNKNOWN_STEP
from autograder.records import Difference, Text
from autograder.values import describe, is_unfilled

_MOST_NAMED = 20  #: layers
_CLOSE = 1e-6  #: Keras keeps 0.01 as 0.0099999998
_CHANGE_THE_LOSS = ("label_smoothing", "from_logits", "ignore_class")
_CHANGE_THE_STEPS = (
    "weight_decay",
    "clipnorm",
    "clipvalue",
    "global_clipnorm",
    "use_ema",
    "gradient_accumulation_steps",
)


def differences(
    model: Model,
    input_shape: tuple[int, ...],
    layers: Sequence[Mapping[str, Any]] | None,
    compiled: Mapping[str, Any] | None,
) -> Iterator[Text]:
    """Yield what is not as asked for; None asks for nothing."""
    if layers is not None:
        if model.input_shape != input_shape:
            yield _said(wording.MODEL_INPUT, got=model.input_shape, expected=input_shape)
        yield from _wrong_depth(layers, model.layers)
        for number, (asked, layer) in enumerate(zip(layers, model.layers, strict=True), 1):
            yield from _wrong_layer(number, asked, layer)
    if compiled is not None:
        yield from _wrong_settings(compiled, model.compiled)


def beyond_us(reason: CannotCompute) -> Text:
    """Return what is said of a model that our own forward pass has no answer for."""
    return _said(wording.CANNOT_COMPUTE, number=reason.number, kind=reason.kind)


def why_no_model(value: object) -> Difference:
    """Return how a value differs from a Keras model, which it is not."""
    if value is None:
        return Difference("nothing", expected="model")
    if is_unfilled(value):
        return Difference("unfilled", expected="model")
    return Difference("kind", describe(value), "model")


def _wrong_depth(asked: Sequence[Mapping[str, Any]], layers: Sequence[Layer]) -> Iterator[Text]:
    kinds = [layer.kind for layer in layers]
    if UNKNOWN_STEP in kinds:
        yield _said(wording.MODEL_UNKNOWN_STEP, number=kinds.index(UNKNOWN_STEP))
    if len(layers) != len(asked):
        yield _said(
            wording.MODEL_LAYERS if layers else wording.MODEL_EMPTY,
            kinds=", ".join([*kinds[:_MOST_NAMED], *["…"] * (len(kinds) > _MOST_NAMED)]),
            asked=", ".join(layer["kind"] for layer in asked),
        )


def _wrong_layer(number: int, asked: Mapping[str, Any], layer: Layer) -> Iterator[Text]:
    for name, expected in asked.items():
        got = _fact(layer, name)
        if not _agree(got, expected):
            text = _LAYER_TEXTS.get(name, wording.LAYER_SETTING)
            if name == "activation":
                text = _ACTIVATION_TEXTS.get(layer.activation, text)
            yield _said(text, number=number, name=name, got=got, expected=expected)


def _fact(layer: Layer, name: str) -> object:
    if name in ("kind", "activation", "parameters", "output_shape"):
        return getattr(layer, name)
    return layer.settings.get(name)


_LAYER_TEXTS = {
    "kind": wording.LAYER_KIND,
    "units": wording.LAYER_UNITS,
    "filters": wording.LAYER_FILTERS,
    "parameters": wording.LAYER_PARAMETERS,
    "activation": wording.LAYER_ACTIVATION,
}
_ACTIVATION_TEXTS = {
    LINEAR: wording.LAYER_NO_ACTIVATION,
    UNKNOWN: wording.LAYER_UNKNOWN_ACTIVATION,
}


def _wrong_settings(asked: Mapping[str, Any], compiled: Compiled | None) -> Iterator[Text]:
    if compiled is None:
        yield _said(wording.NOT_COMPILED)
        return
    for name, expected in asked.items():
        if name == "loss":
            yield from _wrong_loss(compiled, expected)
        elif name == "optimizer":
            if compiled.optimizer != expected:
                yield _said(wording.WRONG_OPTIMIZER, got=compiled.optimizer, expected=expected)
            yield from _extra_settings(asked, compiled.settings)
        elif not _agree(got := compiled.settings.get(name), expected):
            text = wording.NO_OPTIMIZER_SETTING if got is None else wording.OPTIMIZER_SETTING
            yield _said(text, name=name, got=got, expected=expected)


def _wrong_loss(compiled: Compiled, expected: str) -> Iterator[Text]:
    """Class numbers instead of one-hot labels make the same loss, under another name."""
    loss = compiled.loss
    if loss is None:
        yield _said(wording.NO_LOSS, expected=expected)
    elif loss.removeprefix("sparse_") != expected.removeprefix("sparse_"):
        yield _said(wording.WRONG_LOSS, got=loss, expected=expected)
    for name, setting in compiled.loss_settings.items():
        if name in _CHANGE_THE_LOSS:
            yield _said(wording.LOSS_SETTING, name=name, got=setting)


def _extra_settings(asked: Mapping[str, Any], settings: Mapping[str, object]) -> Iterator[Text]:
    """What is off by default and was not asked for makes another method of training."""
    for name in _CHANGE_THE_STEPS:
        if name not in asked and settings.get(name):
            yield _said(wording.EXTRA_OPTIMIZER_SETTING, name=name, got=settings[name])


def _agree(got: object, expected: object) -> bool:
    """Compare settings; one number stands for a pair of it, as in Keras."""
    if isinstance(got, tuple):
        wanted = expected if isinstance(expected, list | tuple) else [expected] * len(got)
        return got == tuple(wanted)
    if isinstance(got, float) and isinstance(expected, int | float):
        return isclose(got, expected, rel_tol=_CLOSE, abs_tol=_CLOSE)
    return got == expected


def _said(text: Text, **facts: object) -> Text:
    return filled(text, **{name: _shown(fact) for name, fact in facts.items()})


def _shown(fact: object) -> str:
    fact = tuple(fact) if isinstance(fact, list) else fact
    return f"{fact:.6g}" if isinstance(fact, float) else str(fact)
