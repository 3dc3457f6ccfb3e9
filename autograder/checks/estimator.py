"""`estimator`: a fitted estimator of scikit-learn is of the right class, and predicts well.

It is judged by what it predicts for inputs that come to it in the hidden phase only; the right
answers to them stay with the grader.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace

from autograder.checks import fragments
from autograder.checks.answers import failed, finding, judged, passed, unanswered
from autograder.checks.comparison import difference
from autograder.checks.kind import Kind, Schema, YamlPart
from autograder.checks.labels import Accuracy
from autograder.checks.predictions import (
    NOT_SEEN,
    Measure,
    read_not_seen,
    read_scale,
    scale_schema,
    score,
    too_low,
)
from autograder.frozen import dataclass
from autograder.models import Estimator, read_estimator
from autograder.protocol.values import Opaque
from autograder.records import (
    CellRun,
    Check,
    CheckResult,
    Difference,
    EstimatorRequest,
    Exchange,
    Finding,
    Value,
)
from autograder.records.sentences import Code, Listed, Part, Sentence, _
from autograder.values import describe, is_unfilled

_MOST_SHOWN = 60  #: characters of a parameter
_MOST_PARTS = 10  #: of a parameter that is a list, of a pipeline


@dataclass(frozen=True, kw_only=True)
class EstimatorCheck(Check):
    """A fitted estimator is of the right class, has the right parameters, predicts well."""

    request: EstimatorRequest
    kinds: tuple[str, ...] = ()  #: classes of scikit-learn, of which one is right
    steps: tuple[tuple[str, ...], ...] = ()  #: the same of each step of a pipeline
    parameters: Mapping[str, object] = field(default_factory=dict)
    features: int | None = None  #: columns that it should be fitted to
    measure: Measure | None = None
    scale: Accuracy | None = None
    right: tuple[object, ...] = ()  #: answers to the inputs of the request

    @property
    def names(self) -> tuple[str, ...]:
        return (self.request.name,)

    @property
    def hidden_sentence(self) -> Sentence:
        name = Code(self.request.name)
        if not self.scale:
            return _("{name} is not made as the question asks.", name=name)
        if not self._is_made_in_a_way:
            return _(
                "On data that it has not seen, {name} does not predict well enough for full "
                "points.",
                name=name,
            )
        return _(
            "{name} is not made as the question asks, or does not predict well enough for full "
            "points on data that it has not seen.",
            name=name,
        )

    @property
    def _is_made_in_a_way(self) -> bool:
        """Whether it asks for more than good predictions."""
        return bool(self.kinds or self.steps or self.parameters or self.features)

    @property
    def requests(self) -> tuple[EstimatorRequest]:
        return (self.request,)

    def judge(self, record: Sequence[Exchange], runs: Sequence[CellRun]) -> CheckResult:
        """Pass if it is made as asked for, and on the scale; else tell the first that is not."""
        (exchange,) = record
        if not isinstance(exchange.answer, Value):
            return unanswered(self, finding(exchange))
        estimator = read_estimator(exchange.answer.value)
        if estimator is None:
            why = _why_none(Code(self.request.name), exchange.answer.value)
            return failed(self, finding(exchange), why)
        if wrong := next(self._wrong(estimator), None):
            return failed(self, finding(exchange), wrong)
        return self._scored(estimator, finding(exchange))

    def _wrong(self, estimator: Estimator) -> Iterator[Sentence]:
        name = Code(self.request.name)
        if not estimator.kind and self._is_made_in_a_way:
            asked = _one_of(self.kinds) if self.kinds else _("an estimator of scikit-learn")
            yield _(
                "{name} is of type {got}, which is none of scikit-learn's; expected {asked}.",
                name=name,
                got=Code(estimator.type),
                asked=asked,
            )
        meant = [one for one in estimator.line if not self.kinds or one.kind in self.kinds]
        if not meant:
            got = Code(estimator.kind)
            yield _(
                "{name} is {got}; expected {asked}.", name=name, got=got, asked=_one_of(self.kinds)
            )
        yield from self._wrong_steps(name, estimator)
        for parameter, wanted in self.parameters.items():
            yield from _wrong_parameter(name, meant, parameter, wanted)
        if not estimator.fitted:
            yield _("{name} is not fitted yet: nothing has called its `fit`.", name=name)
        if self.features is not None and estimator.features != self.features:
            yield _(
                "{name} has been fitted to {got} columns; expected {expected}.",
                name=name,
                got="?" if estimator.features is None else estimator.features,
                expected=self.features,
            )

    def _wrong_steps(self, name: Code, estimator: Estimator) -> Iterator[Sentence]:
        pipeline = next((one for one in estimator.line if one.kind == "Pipeline"), None)
        got = [step.kind or step.type for step in pipeline.inner] if pipeline else []
        fits = len(got) == len(self.steps) and all(map(_is_among, got, self.steps))
        if self.steps and not fits:
            asked = Listed(tuple(map(_one_of, self.steps)))
            if not pipeline:
                yield _(
                    "{name} is not a pipeline; expected one of {asked}.", name=name, asked=asked
                )
            yield _(
                "The steps of {name} are {got}; expected {asked}.",
                name=name,
                got=Listed((*map(Code, got[:_MOST_PARTS]), *(("…",) if got[_MOST_PARTS:] else ()))),
                asked=asked,
            )

    def _scored(self, estimator: Estimator, found: Finding) -> CheckResult:
        if self.measure is None or self.scale is None:
            return passed(self)
        reached = score(self.measure, estimator.predictions, self.right)
        if isinstance(reached, Sentence):
            return judged(self, found, reached)
        if reached >= self.scale.full:
            return passed(self)
        said = too_low(self.measure, reached, self.scale.full)
        return replace(failed(self, found, said), fraction=self.scale.fraction(reached))


def _is_among(kind: str, kinds: Sequence[str]) -> bool:
    return kind in kinds


def _one_of(kinds: Sequence[str]) -> Part:
    first, *others = map(Code, kinds)
    return _("{one} or {other}", one=first, other=_one_of(kinds[1:])) if others else first


def _wrong_parameter(
    name: Code, meant: Sequence[Estimator], parameter: str, wanted: object
) -> Iterator[Sentence]:
    holding = next((one.parameters for one in meant if parameter in one.parameters), None)
    if holding is None:
        yield _("{name} has no parameter {parameter}.", name=name, parameter=Code(parameter))
    elif difference(holding[parameter], wanted) is not None:
        yield _(
            "The parameter {parameter} of {name} is {got}; expected {expected}.",
            parameter=Code(parameter),
            name=name,
            got=_shown(holding[parameter]),
            expected=_shown(wanted),
        )


def _shown(value: object) -> Code:
    """Return a parameter as it is written, or what kind of thing it is."""
    if isinstance(value, list | tuple) and len(value) <= _MOST_PARTS:
        written = f"[{', '.join(_shown(part).text for part in value)}]"
        return Code(written if len(written) <= _MOST_SHOWN else describe(value))
    if isinstance(value, str):
        return Code(repr(value[:_MOST_SHOWN]))
    if value is None or isinstance(value, bool | float):
        return Code(repr(value))
    is_short = isinstance(value, int) and value.bit_length() < _MOST_SHOWN
    return Code(str(value) if is_short else describe(value))


def _why_none(name: Code, value: object) -> Difference | Sentence:
    """Return how a value differs from an estimator, which it is not."""
    if isinstance(value, Opaque) and value.type_name == "class":
        return _("{name} is a class: make an object of it with `()`, and fit that.", name=name)
    if value is None:
        return Difference(kind="nothing", expected="estimator")
    if is_unfilled(value):
        return Difference(kind="unfilled", expected="estimator")
    return Difference(kind="kind", got=describe(value), expected="estimator")


# ------------------------------------------------------------------ in the file


def _read(part: YamlPart) -> EstimatorCheck:
    data = part.data
    check = EstimatorCheck(
        **part.common,
        request=EstimatorRequest(name=data["estimator"]),
        kinds=_kinds(data.get("class", ())),
        steps=tuple(map(_kinds, data.get("steps", ()))),
        parameters=data.get("parameters", {}),
        features=data.get("features"),
    )
    return _with_not_seen(part, check) if NOT_SEEN in data else check


def _kinds(stated: str | Sequence[str]) -> tuple[str, ...]:
    return (stated,) if isinstance(stated, str) else tuple(stated)


def _with_not_seen(part: YamlPart, check: EstimatorCheck) -> EstimatorCheck:
    """Return the check with inputs and right answers, which no student may have."""
    if not check.hidden:
        part.fault(NOT_SEEN, f"`{NOT_SEEN}` is for data that no student has; write `hidden: true`")
    measure: Measure = "accuracy" if "accuracy" in part.data else "r2"
    known = read_not_seen(part, measure)
    if known is None:
        return check
    inputs, right = known
    return replace(
        check,
        request=replace(check.request, inputs=inputs),
        measure=measure,
        scale=read_scale(part, measure, right),
        right=right,
    )


_CLASS: Schema = {
    **fragments.name("A class of scikit-learn."),
    "type": ["string", "array"],
    "minItems": 1,
    "items": fragments.name("A class of scikit-learn."),
    "expected": "the name of a class such as LogisticRegression, or a list of them",
}

ESTIMATOR = Kind(
    key="estimator",
    schema={
        "properties": {
            "estimator": fragments.name("The variable that holds a fitted estimator."),
            "class": {
                **_CLASS,
                "description": "Its class in scikit-learn, or several of which one is right. Of a "
                "pipeline, that of its last step is right too; of a search, that of what it found.",
            },
            "steps": {
                "type": "array",
                "minItems": 1,
                "items": _CLASS,
                "description": "The classes of a pipeline's steps, in order.",
                "expected": "a list of classes",
            },
            "parameters": {
                "type": "object",
                "minProperties": 1,
                "propertyNames": fragments.name("A parameter's name."),
                "description": "Parameters that it is made with, also of a pipeline's last step; "
                "of an estimator among them the name of its class.",
                "expected": "a mapping of parameters such as {C: 1.0}",
            },
            "features": {
                "type": "integer",
                "minimum": 1,
                "description": "How many columns it has been fitted to.",
                "expected": "a whole number from 1",
            },
            NOT_SEEN: fragments.function(
                "A function of reference/ that returns inputs and right answers, (X, y), to "
                "predict on.",
                "flowers.held_out",
                "reference/",
            ),
            "accuracy": scale_schema(
                "The share of right labels that earns all points, or a scale."
            ),
            "r2": scale_schema("R² of predicted numbers that earns all points, or a scale."),
        },
        "additionalProperties": False,
        "allOf": [
            fragments.at_least_one("class", "steps", "parameters", "features", NOT_SEEN),
            fragments.at_most_one("accuracy", "r2"),
            fragments.only_with("accuracy", NOT_SEEN),
            fragments.only_with("r2", NOT_SEEN),
            {
                "if": {"required": [NOT_SEEN]},
                "then": {
                    **fragments.at_least_one("accuracy", "r2"),
                    "expected": f"`accuracy` or `r2`, because of `{NOT_SEEN}`",
                },
            },
        ],
    },
    read=_read,
    records=(EstimatorCheck,),
)
