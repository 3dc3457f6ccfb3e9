"""What a function of the course says of variables and models of a submission."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace

from autograder.checks.answers import judgement, outcome_of
from autograder.checks.comparison import plain
from autograder.checks.properties import WRONG_FORM
from autograder.records import (
    Answer,
    CheckResult,
    Difference,
    Fault,
    Finding,
    JudgedCheck,
    Outcome,
    Value,
)


def judge_judged(check: JudgedCheck, answers: Sequence[Answer]) -> CheckResult:
    """Pass if the function finds nothing wrong."""
    arguments = {}
    for (name, request), answer in zip(check.reads, answers, strict=True):
        if not isinstance(answer, Value):
            return CheckResult(check, outcome_of(answer), Finding(request, answer))
        arguments[name] = deepcopy(plain(answer.value))
    first = Finding(check.reads[0][1], answers[0])
    try:
        broken = check.judges(**arguments)
    except WRONG_FORM:
        return CheckResult(check, Outcome.FAILED, replace(first, difference=Difference("form")))
    except Exception as error:
        fault = Fault(f"{check.judge} raised {type(error).__name__}: {error}")
        return CheckResult(check, Outcome.NOT_GRADED, Finding(fault=fault))
    return judgement(check, first, broken)
