"""`value`: a variable has the expected value, or at least the right form."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Literal, get_args

from autograder.checks import fragments
from autograder.checks.answers import finding, judged, unanswered
from autograder.checks.comparison import difference
from autograder.checks.folding import FOLD, Fold, folded
from autograder.checks.kind import Kind, YamlPart
from autograder.checks.margins import margins, require_known_parts
from autograder.checks.tables import IGNORE, Ignored
from autograder.frozen import dataclass
from autograder.records import (
    CellRun,
    Check,
    CheckResult,
    Difference,
    Exchange,
    Value,
    ValueRequest,
)
from autograder.records.sentences import _
from autograder.values import describe, is_unfilled, numbers, unwrap


@dataclass(frozen=True, kw_only=True)
class ValueCheck(Check):
    """A variable has the expected value."""

    name: str
    expected: object
    tolerance: object = None  #: the largest allowed difference; by part in a list or dictionary
    relative: object = None  #: the same as a share of what is expected
    ignore_case: bool = False  #: of text, also inside a list or dictionary; nor width, nor blanks
    fold: tuple[Fold, ...] = ()  #: what else of a text does not count
    ignore: tuple[Ignored, ...] = ()  #: what of a table does not count

    hidden_sentence = _("The value is wrong.")

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name,)

    @property
    def secrets(self) -> tuple[object]:
        return (self.expected,)

    @cached_property
    def requests(self) -> tuple[ValueRequest]:
        return (ValueRequest(name=self.name),)

    @property
    def _folds(self) -> tuple[Fold, ...]:
        return ("case", "blanks", "width") if self.ignore_case else self.fold

    def judge(self, record: Sequence[Exchange], runs: Sequence[CellRun]) -> CheckResult:
        """Pass if the variable's value agrees with the expected one."""
        (exchange,) = record
        answer, found = exchange.answer, finding(exchange, self.expected)
        if not isinstance(answer, Value):
            return unanswered(self, found)
        got, expected = (folded(one, self._folds) for one in (answer.value, self.expected))
        margin = margins([expected], self.tolerance, self.relative)
        return judged(
            self, found, difference(got, expected, margin, equal_nan=True, ignored=self.ignore)
        )


# ------------------------------------------------------------------ the form alone

Form = Literal["number", "pair", "list", "text", "dictionary"]


@dataclass(frozen=True, kw_only=True)
class FormCheck(Check):
    """A variable exists and has the right form; its value is not looked at."""

    name: str
    form: Form
    keys: tuple[str, ...] = ()  #: that a dictionary has, as the handout tells
    length: int | None = None  #: of a list, as the handout tells

    hidden_sentence = _("The value is not of the expected kind.")

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name,)

    @property
    def is_of_form_only(self) -> bool:
        return True

    @cached_property
    def requests(self) -> tuple[ValueRequest]:
        return (ValueRequest(name=self.name),)

    def judge(self, record: Sequence[Exchange], runs: Sequence[CellRun]) -> CheckResult:
        """Pass if the variable's value has the form asked for."""
        (exchange,) = record
        if not isinstance(exchange.answer, Value):
            return unanswered(self, finding(exchange))
        value = exchange.answer.value
        differs = _form_differs(value, self.form) or self._lacks(unwrap(value))
        return judged(self, finding(exchange), differs)

    def _lacks(self, value: Any) -> Difference | None:
        """Return the first key that a dictionary lacks, or how many entries a list has instead."""
        for key in self.keys:
            if key not in value:
                return Difference(kind="key", expected=repr(key))
        if self.length is None or len(value) == self.length:
            return None
        return Difference(kind="length", got=str(len(value)), expected=str(self.length))


def _form_differs(value: object, form: Form) -> Difference | None:
    if value is None:
        return Difference(kind="nothing", expected=form)
    if is_unfilled(value):
        return Difference(kind="unfilled", expected=form)
    if _has_form(value, form):
        return None
    array = numbers(value) if form == "number" else None
    if array is not None and array.shape == ():
        return Difference(kind="nan", got=str(array.item()), expected=form)
    return Difference(kind="kind", got=describe(value), expected=form)


def _has_form(value: object, form: Form) -> bool:
    array, value = numbers(value), unwrap(value)
    match form:
        case "number":
            return array is not None and array.shape == () and math.isfinite(array.item())
        case "pair":
            return array is not None and array.shape == (2,)
        case "list":
            return array is not None and array.ndim == 1
        case "text":
            return isinstance(value, str)
        case "dictionary":
            return isinstance(value, dict)


# ------------------------------------------------------------------ in the file


def _read(part: YamlPart) -> ValueCheck | FormCheck:
    data = part.data
    if "form" in data:
        return FormCheck(
            **part.common,
            name=data["value"],
            form=data["form"],
            keys=tuple(data.get("keys", ())),
            length=data.get("length"),
        )
    require_known_parts(part, [data["equals"]])
    return ValueCheck(
        **part.common,
        name=data["value"],
        expected=data["equals"],
        tolerance=data.get("tolerance"),
        relative=data.get("relative"),
        ignore_case=data.get("ignore_case", False),
        fold=tuple(data.get("fold", ())),
        ignore=tuple(data.get("ignore", ())),
    )


def _only_with(option: str, form: Form) -> dict[str, object]:
    wanted = {"const": form, "expected": f"{form}, because of {option}"}
    return {
        "if": {"required": [option]},
        "then": {"required": ["form"], "properties": {"form": wanted}},
    }


VALUE = Kind(
    key="value",
    schema={
        "properties": {
            "value": fragments.name("The variable to look at."),
            "equals": {"description": "The expected value."},
            "form": {
                "enum": list(get_args(Form)),
                "description": "What sort of value it is; the value itself is not judged.",
                "expected": f"one of {', '.join(get_args(Form))}",
            },
            "keys": {
                "type": "array",
                "items": {"type": "string"},
                "description": "Keys that a dictionary must have; the handout names them.",
                "expected": "a list of texts",
            },
            "length": {
                "type": "integer",
                "minimum": 0,
                "description": "How many entries a list must have; the handout says so.",
                "expected": "a whole number",
            },
            **fragments.TOLERANCES,
            "ignore_case": {
                "type": "boolean",
                "description": "Whether upper and lower case are alike.",
                "expected": "true or false",
            },
            "fold": FOLD,
            "ignore": IGNORE,
        },
        "additionalProperties": False,
        "allOf": [
            fragments.either("equals", "form"),
            _only_with("keys", "dictionary"),
            _only_with("length", "list"),
        ],
    },
    read=_read,
    records=(ValueCheck, FormCheck),
)
