"""Calls: what passes, what fails, and which case is told."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.call import CallCheck
from autograder.checks.judging import judge
from autograder.records import (
    CallRequest,
    Case,
    Difference,
    Fault,
    NotAsked,
    Observation,
    Outcome,
    Raised,
    Stopped,
    Undefined,
    Unsendable,
    Value,
)
from tests.answered import judged


def calling(expected: tuple[object, ...] | Fault, cases: int) -> CallCheck:
    made = tuple(Case(arguments=(number,)) for number in range(cases))
    return CallCheck(id="f/1", hidden=True, name="f", cases=made, expected=expected)


def test_a_call_passes_if_every_case_does():
    assert judged(calling((1, 2), 2), Value(value=1), Value(value=[2][0])).outcome is Outcome.PASSED


def test_the_smallest_failing_case_is_told_of():
    result = judged(calling((1, 2, 3), 3), Value(value=1), Value(value=9), Value(value=9))
    assert result.outcome is Outcome.FAILED
    assert result.finding.request == CallRequest(name="f", arguments=(1,))
    assert (result.finding.expected, result.finding.failing, result.finding.asked) == (2, 2, 3)
    assert result.finding.difference == Difference(kind="value", got="9", expected="2", index=())


def test_the_smallest_failing_case_is_told():
    inputs = (np.arange(5), [np.arange(3), {"a": 1}], (1, 2), (3, 4))
    cases = tuple(Case(arguments=(one,)) for one in inputs)
    check = CallCheck(id="f/1", hidden=True, name="f", cases=cases, expected=(1, 2, 3, 4))
    answers = [Value(value=0)] * 4
    assert judged(check, *answers).finding.request == CallRequest(name="f", arguments=((1, 2),))
    answers[2:] = [NotAsked(because=Stopped(reason="cpu"))] * 2
    assert judged(check, *answers).finding.request.arguments[0][1] == {"a": 1}


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Raised(type="ValueError", message=""), Outcome.RAISED),
        (Undefined(), Outcome.FAILED),
        (Unsendable(kind="other"), Outcome.FAILED),
        (Stopped(reason="cpu"), Outcome.TIMED_OUT),
        (Stopped(reason="wall"), Outcome.TIMED_OUT),
        (Stopped(reason="memory"), Outcome.KILLED),
        (Stopped(reason="output"), Outcome.KILLED),
        (Stopped(reason="crash"), Outcome.KILLED),
        (Stopped(reason="exit"), Outcome.KILLED),
        (Stopped(reason="wire"), Outcome.KILLED),
        (NotAsked(because=Stopped(reason="cpu")), Outcome.SKIPPED),
    ],
)
def test_outcomes_without_a_value(answer, outcome):
    assert judged(calling((1,), 1), answer).outcome is outcome


def test_a_reference_that_raised_is_not_graded():
    fault = Fault(message="the reference raised")
    result = judged(calling(fault, 1), Value(value=1))
    assert (result.outcome, result.finding.fault) == (Outcome.NOT_GRADED, fault)


def test_a_check_that_was_never_asked_is_not_graded():
    check = calling((1,), 1)
    silent = Observation(
        submission="s", sha256="", assignment="a", tier="none", versions=(), runs=(), exchanges=()
    )
    assert judge(check, silent).finding.fault == Fault(message="the check was not asked")
    broken = Observation(
        submission="s",
        sha256="",
        assignment="a",
        tier="none",
        versions=(),
        runs=(),
        exchanges=(),
        fault=Fault(message="no worker"),
    )
    assert judge(check, broken).finding.fault == Fault(message="no worker")
