"""A variable has the expected value."""

from __future__ import annotations

import unicodedata

from autograder.checks.answers import outcome_of
from autograder.checks.comparison import difference
from autograder.records import (
    Answer,
    CheckResult,
    Finding,
    Outcome,
    Value,
    ValueCheck,
    ValueRequest,
)
from autograder.values import unwrap


def judge_value(check: ValueCheck, answer: Answer) -> CheckResult:
    """Pass if the variable's value agrees with the expected one."""
    request = ValueRequest(check.name)
    if not isinstance(answer, Value):
        return CheckResult(check, outcome_of(answer), Finding(request, answer, check.expected))
    got, expected = answer.value, check.expected
    if check.ignore_case:
        got, expected = _lower(got), _lower(expected)
    if differs := difference(got, expected, check.tolerance):
        finding = Finding(request, answer, check.expected, differs)
        return CheckResult(check, Outcome.FAILED, finding)
    return CheckResult(check, Outcome.PASSED)


def _lower(value: object) -> object:
    """Return the value with all texts in it in lower case, but for a dictionary's keys.

    Full-width letters, which Japanese keyboards write easily, are letters too.
    """
    value = unwrap(value)
    if isinstance(value, str):
        return unicodedata.normalize("NFKC", value).strip().lower()
    if isinstance(value, dict):
        return {key: _lower(item) for key, item in value.items()}
    return [_lower(item) for item in value] if isinstance(value, list | tuple) else value
