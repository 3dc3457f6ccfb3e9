"""A variable exists and has the right form; its value is not judged."""

from __future__ import annotations

import math

from autograder.checks.answers import outcome_of
from autograder.records import (
    Answer,
    CheckResult,
    Difference,
    Finding,
    Form,
    FormCheck,
    Outcome,
    Value,
    ValueRequest,
)
from autograder.values import describe, is_unfilled, numbers, unwrap


def judge_form(check: FormCheck, answer: Answer) -> CheckResult:
    """Pass if the variable's value has the form asked for."""
    request = ValueRequest(check.name)
    if not isinstance(answer, Value):
        return CheckResult(check, outcome_of(answer), Finding(request, answer))
    if differs := _differs(answer.value, check.form):
        return CheckResult(check, Outcome.FAILED, Finding(request, answer, difference=differs))
    return CheckResult(check, Outcome.PASSED)


def _differs(value: object, form: Form) -> Difference | None:
    if value is None:
        return Difference("nothing", expected=form)
    if is_unfilled(value):
        return Difference("unfilled", expected=form)
    if _has_form(value, form):
        return None
    array = numbers(value) if form == "number" else None
    if array is not None and array.shape == ():
        return Difference("nan", str(array.item()), form)
    return Difference("kind", describe(value), form)


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
