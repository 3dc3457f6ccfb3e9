"""A function gives the expected answer in every case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from autograder.checks.answers import outcome_of
from autograder.checks.comparison import difference
from autograder.checks.labels import judge_labels
from autograder.records import (
    Answer,
    CallCheck,
    CallRequest,
    Case,
    CheckResult,
    Fault,
    Finding,
    NotAsked,
    Outcome,
    Value,
)
from autograder.values import describe


def judge_call(check: CallCheck, answers: Sequence[Answer]) -> CheckResult:
    """Pass if every answer agrees with what is expected; else tell of the smallest failing case."""
    if isinstance(check.expected, Fault):
        return CheckResult(check, Outcome.NOT_GRADED, Finding(fault=check.expected))
    if fault := _unusable(check.expected):
        return CheckResult(check, Outcome.NOT_GRADED, Finding(fault=fault))
    if check.accuracy:
        return judge_labels(check, check.accuracy, answers[0], check.expected[0])
    failing = [
        finding
        for case, answer, expected in zip(check.cases, answers, check.expected, strict=True)
        if (finding := _finding(check, case, answer, expected))
    ]
    if not failing:
        return CheckResult(check, Outcome.PASSED)
    smallest = replace(min(failing, key=_effort), failing=len(failing), asked=len(answers))
    return CheckResult(check, outcome_of(smallest.answer), smallest)


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
            return Fault(f"the reference gives {describe(answer)} in case {number}: no answer")
    return None


def _finding(check: CallCheck, case: Case, answer: Answer, expected: object) -> Finding | None:
    request = CallRequest(check.name, case.arguments)
    if not isinstance(answer, Value):
        return Finding(request, answer, expected)
    differs = difference(answer.value, expected, check.tolerance)
    return Finding(request, answer, expected, differs) if differs else None
