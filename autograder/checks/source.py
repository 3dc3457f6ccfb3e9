"""The source of a function, or of the whole submission, uses or avoids something."""

from __future__ import annotations

from autograder.checks.answers import outcome_of
from autograder.records import (
    Answer,
    CheckResult,
    Difference,
    Finding,
    Outcome,
    SourceCheck,
    UsesRequest,
    Value,
)


def judge_source(check: SourceCheck, answer: Answer) -> CheckResult:
    """Pass if everything that must be used is, and nothing that must not be."""
    request = UsesRequest(check.name)
    if not isinstance(answer, Value) or not isinstance(answer.value, list):
        return CheckResult(check, outcome_of(answer), Finding(request, answer))
    used = {name for name in answer.value if isinstance(name, str)}
    if differs := _differs(check, used):
        return CheckResult(check, Outcome.FAILED, Finding(request, answer, difference=differs))
    return CheckResult(check, Outcome.PASSED)


def _differs(check: SourceCheck, used: set[str]) -> Difference | None:
    for word in check.must_not_use:
        if word in used:
            return Difference("used", got=word)
    for word in check.must_use:
        if word not in used:
            return Difference("missing", expected=word)
    return None
