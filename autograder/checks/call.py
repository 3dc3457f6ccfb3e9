"""`call`: a function gives the expected answer in every case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from autograder.checks import fragments
from autograder.checks.answers import finding, not_graded, passed, unanswered
from autograder.checks.comparison import difference
from autograder.checks.folding import FOLD, Fold, folded
from autograder.checks.kind import Kind, YamlPart
from autograder.checks.labels import ACCURACY, TOO_FEW_LABELS, Accuracy, judge_labels
from autograder.checks.margins import Margin, margins, require_known_parts, without_rounding
from autograder.records import (
    CallRequest,
    Case,
    CellRun,
    Check,
    CheckResult,
    Exchange,
    Fault,
    Finding,
    NotAsked,
    Value,
)
from autograder.records.sentences import Code, Sentence, _
from autograder.values import describe


@dataclass(frozen=True, kw_only=True)
class CallCheck(Check):
    """A function gives the expected answer in every case."""

    name: str
    cases: tuple[Case, ...]
    expected: tuple[object, ...] | Fault  #: one a case, or why there are none
    tolerance: object = None  #: the largest allowed difference; by part in a list or dictionary
    relative: object = None  #: the same as a share of what is expected
    fold: tuple[Fold, ...] = ()  #: what of a text does not count
    arrays_only: bool = False  #: an answer that only lists can get is no answer
    accuracy: Accuracy | None = None  #: labels instead of numbers: the share of right ones counts

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name,)

    @property
    def fault(self) -> Fault | None:
        return self.expected if isinstance(self.expected, Fault) else None

    @property
    def has_inputs(self) -> bool:
        return any(case.arguments for case in self.cases)

    @property
    def hidden_sentence(self) -> Sentence:
        if self.accuracy:
            return TOO_FEW_LABELS
        if self.has_inputs:
            return _("With inputs other than the example, some answers are wrong.")
        return _("The value that {name} returns is wrong.", name=Code(self.name))

    @cached_property
    def requests(self) -> tuple[CallRequest, ...]:
        return tuple(
            CallRequest(name=self.name, arguments=case.arguments, arrays_only=self.arrays_only)
            for case in self.cases
        )

    @cached_property
    def _margin(self) -> Margin:
        assert not isinstance(self.expected, Fault)
        return margins(self.expected, self.tolerance, self.relative)

    def judge(self, record: Sequence[Exchange], runs: Sequence[CellRun]) -> CheckResult:
        """Pass if all answers agree with what is expected; else tell the smallest failing case."""
        assert not isinstance(self.expected, Fault)
        if fault := _unusable(self.expected):
            return not_graded(self, fault)
        if self.accuracy:
            return judge_labels(self, self.accuracy, record[0], self.expected[0])
        failing = [found for found in self.findings(record) if found]
        if not failing:
            return passed(self, _saved_by_lists(record))
        smallest = min(failing, key=_effort)
        return unanswered(self, replace(smallest, failing=len(failing), asked=len(record)))

    def findings(self, record: Sequence[Exchange]) -> list[Finding | None]:
        """Return what is wrong with each answer by itself, None of one that agrees."""
        assert not isinstance(self.expected, Fault)
        return [self._finding(*pair) for pair in zip(record, self.expected, strict=True)]

    def _finding(self, exchange: Exchange, expected: object) -> Finding | None:
        found = finding(exchange, expected)
        if not isinstance(exchange.answer, Value):
            return found
        got, wanted = (folded(one, self.fold) for one in (exchange.answer.value, expected))
        differs = difference(got, wanted, self._margin)
        return replace(found, difference=differs) if differs else None


def _saved_by_lists(record: Sequence[Exchange]) -> Finding | None:
    """Return the first call that got its answer with lists only, which is worth telling."""
    for exchange in record:
        if isinstance(exchange.answer, Value) and exchange.answer.with_lists:
            return replace(finding(exchange), failing=0, asked=len(record))
    return None


def _effort(finding: Finding) -> tuple[bool, int]:
    """Return how much a reader has to look at; of equals, `min` takes the first."""
    assert isinstance(finding.request, CallRequest)
    return isinstance(finding.answer, NotAsked), sum(map(_size, finding.request.arguments))


def _size(argument: object) -> int:
    """Return how many numbers, texts and functions an argument holds."""
    if isinstance(argument, np.ndarray):
        return argument.size
    if isinstance(argument, dict):
        return sum(map(_size, argument.values()))
    return sum(map(_size, argument)) if isinstance(argument, list | tuple) else 1


def _unusable(expected: Sequence[object]) -> Fault | None:
    """Return the fault if an expected answer is none: with nothing or NaN no answer can agree."""
    for number, answer in enumerate(expected, 1):
        if answer is None or difference(answer, answer) is not None:
            return Fault(
                message=f"the reference gives {describe(answer)} in case {number}: no answer"
            )
    return None


def _read(part: YamlPart) -> CallCheck:
    data, cases = part.data, _cases(part)
    for key in ("gives", "accuracy"):
        if key in data and len(cases) > 1:
            part.fault(key, f"`{key}` fits one case, but there are {len(cases)}")
    given = "gives" in data
    expected = (data["gives"],) if given else part.reference_answers("agrees_with", cases)
    if not (given or isinstance(expected, Fault) or {"tolerance", "relative"} & data.keys()):
        expected = without_rounding(expected)
    if not isinstance(expected, Fault):
        require_known_parts(part, expected)
    return CallCheck(
        **part.common,
        name=data["call"],
        cases=cases,
        expected=expected,
        tolerance=data.get("tolerance"),
        relative=data.get("relative"),
        fold=tuple(data.get("fold", ())),
        arrays_only="arguments" in data,
        accuracy=Accuracy(**data["accuracy"]) if "accuracy" in data else None,
    )


def _cases(part: YamlPart) -> tuple[Case, ...]:
    if "with" in part.data:
        return (Case(arguments=tuple(map(as_argument, part.data["with"]))),)
    return part.cases("cases")


def as_argument(literal: Any) -> Any:
    """Return an argument as it is passed: lists of numbers as arrays, everything else as it is."""
    if not isinstance(literal, list):
        return literal
    try:
        array = np.array(literal)
    except ValueError:
        return literal
    return array if array.dtype.kind in "biuf" else literal


CALL = Kind(
    key="call",
    schema={
        "properties": {
            "call": fragments.name("The function to call."),
            "with": {
                "type": "array",
                "description": "The arguments, by position; lists of numbers are passed as arrays.",
                "expected": "a list of arguments",
            },
            "cases": fragments.function(
                "A function of reference/cases/ that returns a list of argument tuples.",
                "convolution.signals",
            ),
            "gives": {"description": "The expected answer."},
            "agrees_with": fragments.function(
                "A function of reference/ that gives the expected answers.",
                "convolution.conv1d",
                "reference/",
            ),
            **fragments.TOLERANCES,
            "fold": FOLD,
            "arguments": {
                "enum": ["arrays"],
                "description": "Arrays are demanded: where the call raises, it is not made again "
                "with lists.",
                "expected": "arrays",
            },
            "accuracy": ACCURACY,
        },
        "additionalProperties": False,
        "allOf": [fragments.either("with", "cases"), fragments.either("gives", "agrees_with")],
    },
    read=_read,
    records=(CallCheck,),
)
