"""A variable has the expected value."""

from __future__ import annotations

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


def judge_value(check: ValueCheck, answer: Answer) -> CheckResult:
    """Pass if the variable's value agrees with the expected one."""
    request = ValueRequest(check.name)
    if not isinstance(answer, Value):
        return CheckResult(check, outcome_of(answer), Finding(request, answer, check.expected))
    if differs := difference(answer.value, check.expected, check.tolerance):
        finding = Finding(request, answer, check.expected, differs)
        return CheckResult(check, Outcome.FAILED, finding)
    return CheckResult(check, Outcome.PASSED)
