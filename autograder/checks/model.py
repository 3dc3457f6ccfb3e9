"""`model`: a Keras model is built, and compiled, as asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from autograder.checks import fragments
from autograder.checks.answers import failed, finding, judged, unanswered
from autograder.checks.kind import Kind, Schema, YamlPart
from autograder.checks.model_differences import differences, why_no_model
from autograder.frozen import dataclass
from autograder.models import Model, read_model
from autograder.records import (
    CellRun,
    Check,
    CheckResult,
    Exchange,
    ModelRequest,
    Value,
)
from autograder.records.sentences import Sentence, _


@dataclass(frozen=True, kw_only=True)
class ModelCheck(Check):
    """A Keras model is built, and compiled, as asked for."""

    request: ModelRequest
    layers: tuple[Mapping[str, Any], ...] | None = None  #: {"kind": "Dense", "units": 64, …} each
    compiled: Mapping[str, Any] | None = None  #: {"loss": …, "optimizer": "SGD", …}

    @property
    def names(self) -> tuple[str, ...]:
        return (self.request.name,)

    @property
    def hidden_sentence(self) -> Sentence:
        if self.layers is None:
            return _("The model is not compiled as the question asks.")
        if self.compiled is None:
            return _("The model is not built as the question asks.")
        return _("The model is not built, or not compiled, as the question asks.")

    @property
    def requests(self) -> tuple[ModelRequest]:
        return (self.request,)

    def judge(self, record: Sequence[Exchange], runs: Sequence[CellRun]) -> CheckResult:
        """Pass if layers and settings are those asked for; else tell the first that is not."""
        (exchange,) = record
        if not isinstance(exchange.answer, Value):
            return unanswered(self, finding(exchange))
        model = read_model(exchange.answer.value)
        if model is None:
            return failed(self, finding(exchange), why_no_model(exchange.answer.value))
        return judged(self, finding(exchange), self._wrong(model))

    def _wrong(self, model: Model) -> Sentence | None:
        shape = self.request.input_shape
        return next(differences(model, shape, self.layers, self.compiled), None)


# ------------------------------------------------------------------ in the file


def read_request(name: str, part: YamlPart, *, weights: bool = True) -> ModelRequest:
    """Return the request for a model that a part of the file describes."""
    inputs = part.made("predict") if "predict" in part.data else None
    return ModelRequest(
        name=name,
        builder=part.data.get("builder"),
        input_shape=tuple(part.data["input"]),
        predict=inputs,
        weights=weights,
    )


def _read(part: YamlPart) -> ModelCheck:
    data = part.data
    return ModelCheck(
        **part.common,
        request=read_request(data["model"], part, weights=False),
        layers=tuple(data["layers"]) if "layers" in data else None,
        compiled=data.get("compiled"),
    )


_BUILT: dict[str, Schema] = {
    "builder": fragments.name(
        "The function that returns the model where the variable is not bound."
    ),
    "input": {
        "type": "array",
        "items": {
            "type": "integer",
            "exclusiveMinimum": 0,
            "expected": "a whole number above 0",
        },
        "expected": "a shape such as [28, 28, 1]",
        "description": "The shape of one example.",
    },
}
MODEL_SOURCE: Schema = {
    "type": "object",
    "properties": {
        **_BUILT,
        "predict": fragments.function(
            "A function of reference/cases/ that returns the inputs to predict on.",
            "training.patterns",
        ),
    },
    "required": ["input"],
    "additionalProperties": False,
    "expected": "a mapping with `input`",
}
_NUMBER = {"type": "number", "expected": "a number"}

MODEL = Kind(
    key="model",
    schema={
        "properties": {
            "model": fragments.name("The variable that holds a Keras model."),
            **_BUILT,
            "layers": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "required": ["kind"],
                    "expected": "a mapping with `kind`",
                    "properties": {
                        "kind": {"type": "string", "expected": "a Keras layer such as Dense"}
                    },
                },
                "description": "The layers in order; separate activations are joined to their "
                "layer.",
                "expected": "a list of layers",
            },
            "compiled": {
                "type": "object",
                "properties": {
                    "loss": fragments.TEXT,
                    "optimizer": fragments.TEXT,
                    "learning_rate": _NUMBER,
                    "momentum": _NUMBER,
                    "nesterov": fragments.TRUE_OR_FALSE,
                },
                "additionalProperties": False,
                "expected": "a mapping of settings",
            },
        },
        "required": ["input"],
        "additionalProperties": False,
        **fragments.at_least_one("layers", "compiled"),
    },
    read=_read,
    records=(ModelCheck,),
)
