"""Differences of a Keras model from the one asked for, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isclose
from typing import Any

from autograder.models import CannotCompute, Compiled, Layer, Model
from autograder.models.activations import LINEAR, UNKNOWN
from autograder.models.network import UNKNOWN_STEP
from autograder.records import Difference
from autograder.records.sentences import Code, Listed, Part, Sentence, _, filled
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
) -> Iterator[Sentence]:
    """Yield what is not as asked for; None asks for nothing."""
    if layers is not None:
        if model.input_shape != input_shape:
            yield _(
                "The model takes inputs of shape {got}; expected {expected}.",
                got=model.input_shape,
                expected=input_shape,
            )
        yield from _wrong_depth(layers, model.layers)
        for number, (asked, layer) in enumerate(zip(layers, model.layers, strict=True), 1):
            yield from _wrong_layer(number, asked, layer)
    if compiled is not None:
        yield from _wrong_settings(compiled, model.compiled)


def beyond_us(reason: CannotCompute) -> Sentence:
    """Return what is said of a model that our own forward pass has no answer for."""
    return _(
        "The grader cannot work out what layer {number} ({kind}) computes; use the layers that "
        "the question asks for.",
        number=reason.number,
        kind=reason.kind,
    )


def why_no_model(value: object) -> Difference:
    """Return how a value differs from a Keras model, which it is not."""
    if value is None:
        return Difference(kind="nothing", expected="model")
    if is_unfilled(value):
        return Difference(kind="unfilled", expected="model")
    return Difference(kind="kind", got=describe(value), expected="model")


def _wrong_depth(asked: Sequence[Mapping[str, Any]], layers: Sequence[Layer]) -> Iterator[Sentence]:
    kinds = [layer.kind for layer in layers]
    if UNKNOWN_STEP in kinds:
        yield _(
            "After layer {number}, the model does something that is neither a layer nor an "
            "activation function known to the grader.",
            number=kinds.index(UNKNOWN_STEP),
        )
    if len(layers) == len(asked):
        return
    wanted = Listed(tuple(layer["kind"] for layer in asked))
    if not layers:
        yield _("The model has no layers; it should have {asked}.", asked=wanted)
    more = ["…"] if len(kinds) > _MOST_NAMED else []
    yield _(
        "The layers of the model are {kinds}; they should be {asked}.",
        kinds=Listed((*kinds[:_MOST_NAMED], *more)),
        asked=wanted,
    )


def _wrong_layer(number: int, asked: Mapping[str, Any], layer: Layer) -> Iterator[Sentence]:
    for name, expected in asked.items():
        got = _fact(layer, name)
        if not _agree(got, expected):
            sentence = _LAYER.get(name, _LAYER_SETTING)
            if name == "activation":
                sentence = _ACTIVATION.get(layer.activation, sentence)
            yield filled(
                sentence, number=number, name=Code(name), got=_part(got), expected=_part(expected)
            )


def _fact(layer: Layer, name: str) -> object:
    if name in ("kind", "activation", "parameters", "output_shape"):
        return getattr(layer, name)
    return layer.settings.get(name)


_LAYER = {
    "kind": _("Layer {number} is {got}; expected {expected}."),
    "units": _("The number of units in layer {number} is {got}; expected {expected}."),
    "filters": _("The number of filters in layer {number} is {got}; expected {expected}."),
    "parameters": _("The number of parameters in layer {number} is {got}; expected {expected}."),
    "activation": _("The activation function of layer {number} is {got}; expected {expected}."),
}
_LAYER_SETTING = _("In layer {number}, {name} is {got}; expected {expected}.")
_ACTIVATION = {
    LINEAR: _("Layer {number} has no activation function; expected {expected}."),
    UNKNOWN: _(
        "The grader does not know the activation function of layer {number}; expected {expected}."
    ),
}


def _wrong_settings(asked: Mapping[str, Any], compiled: Compiled | None) -> Iterator[Sentence]:
    if compiled is None:
        yield _("The model is not compiled. Is there a `compile`, and does it run without errors?")
        return
    for name, expected in asked.items():
        if name == "loss":
            yield from _wrong_loss(compiled, expected)
        elif name == "optimizer":
            yield from _wrong_optimizer(compiled, expected)
            yield from _extra_settings(asked, compiled.settings)
        elif not _agree(got := compiled.settings.get(name), expected):
            yield _wrong_setting(name, got, expected)


def _wrong_loss(compiled: Compiled, expected: str) -> Iterator[Sentence]:
    """Class numbers instead of one-hot labels make the same loss, under another name."""
    loss = compiled.loss
    if loss is None:
        yield _("The model is compiled without a loss; expected {expected}.", expected=expected)
    elif loss.removeprefix("sparse_") != expected.removeprefix("sparse_"):
        yield _("The loss is {got}; expected {expected}.", got=loss, expected=expected)
    for name, setting in compiled.loss_settings.items():
        if name in _CHANGE_THE_LOSS:
            yield _(
                "{name} of the loss is set to {got}; leave it at the default of Keras.",
                name=Code(name),
                got=_part(setting),
            )


def _wrong_optimizer(compiled: Compiled, expected: str) -> Iterator[Sentence]:
    if compiled.optimizer != expected:
        yield _(
            "The optimizer is {got}; expected {expected}.",
            got=_part(compiled.optimizer),
            expected=expected,
        )


def _wrong_setting(name: str, got: object, expected: object) -> Sentence:
    if got is None:
        return _(
            "{name} of the optimizer is not a fixed value; expected {expected}.",
            name=Code(name),
            expected=_part(expected),
        )
    return _(
        "{name} of the optimizer is {got}; expected {expected}.",
        name=Code(name),
        got=_part(got),
        expected=_part(expected),
    )


def _extra_settings(asked: Mapping[str, Any], settings: Mapping[str, object]) -> Iterator[Sentence]:
    """Yield settings that are off by default and were not asked for: another method of training."""
    for name in _CHANGE_THE_STEPS:
        if name not in asked and settings.get(name):
            yield _(
                "{name} of the optimizer is set to {got}; leave it at the default of Keras.",
                name=Code(name),
                got=_part(settings[name]),
            )


def _agree(got: object, expected: object) -> bool:
    """Compare settings; one number stands for a pair of it, as in Keras."""
    if isinstance(got, tuple):
        wanted = expected if isinstance(expected, list | tuple) else [expected] * len(got)
        return got == tuple(wanted)
    if isinstance(got, float) and isinstance(expected, int | float):
        return isclose(got, expected, rel_tol=_CLOSE, abs_tol=_CLOSE)
    return got == expected


def _part(fact: Any) -> Part:
    """Return a setting as a part of a sentence: a number, a shape or a word."""
    fact = tuple(fact) if isinstance(fact, list) else fact
    is_shape = isinstance(fact, tuple) and all(type(length) is int for length in fact)
    part: Part = fact if is_shape or type(fact) in (int, float) else str(fact)
    return part
