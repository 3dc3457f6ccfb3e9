"""What a function of the course says of variables and models of a submission."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace

from autograder.checks.answers import authors_judgement, is_of_wrong_form, outcome_of
from autograder.checks.model import beyond_us, why_no_model
from autograder.checks.properties import SECONDS
from autograder.deadline import Deadline, DeadlineExceeded
from autograder.models import CannotCompute, read_model
from autograder.records import (
    Answer,
    CheckResult,
    Difference,
    Fault,
    Finding,
    JudgedCheck,
    ModelRequest,
    Outcome,
    Request,
    Value,
)
from autograder.values import is_unfilled, unwrap


def judge_judged(check: JudgedCheck, answers: Sequence[Answer]) -> CheckResult:
    """Pass if the function finds nothing wrong."""
    arguments = {}
    for (name, request), answer in zip(check.reads, answers, strict=True):
        if not isinstance(answer, Value):
            return CheckResult(check, outcome_of(answer), Finding(request, answer))
        if differs := _unusable(request, answer.value):
            return CheckResult(check, Outcome.FAILED, Finding(request, answer, difference=differs))
        arguments[name] = _argument(request, answer)
    first = Finding(check.reads[0][1], answers[0])
    try:
        violation = Deadline(SECONDS).wait_for(lambda: check.judges(**arguments))
    except CannotCompute as beyond:
        violation = beyond_us(beyond)
    except DeadlineExceeded as exceeded:
        fault = Fault(f"{check.judge} {exceeded}")
        return CheckResult(check, Outcome.NOT_GRADED, Finding(fault=fault))
    except (Exception, SystemExit) as error:
        if is_of_wrong_form(error):
            form = replace(first, difference=Difference("form"))
            return CheckResult(check, Outcome.FAILED, form)
        fault = Fault(f"{check.judge} raised {type(error).__name__}: {error}")
        return CheckResult(check, Outcome.NOT_GRADED, Finding(fault=fault))
    return authors_judgement(check, first, violation, check.judge)


def _unusable(request: Request, value: object) -> Difference | None:
    """Return why no judge is asked about a value: there is none, or no model where one must be."""
    if isinstance(request, ModelRequest):
        return why_no_model(value) if read_model(value) is None else None
    if value is None:
        return Difference("nothing")
    return Difference("unfilled") if is_unfilled(value) else None


def _argument(request: Request, answer: Value) -> object:
    if isinstance(request, ModelRequest):
        return read_model(answer.value)
    return deepcopy(unwrap(answer.value))
