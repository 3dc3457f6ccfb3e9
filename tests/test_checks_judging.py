"""The opinion on a check, whatever becomes of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.checks import judging
from autograder.checks.call import CallCheck
from autograder.checks.judging import check_question
from autograder.checks.value import ValueCheck
from autograder.records import (
    CallRequest,
    Case,
    Exchange,
    Observation,
    Outcome,
    Question,
    Text,
    Value,
    ValueRequest,
)

CALL = CallCheck(id="f/1", name="f", cases=(Case(arguments=(1,)),), expected=(2,))
VALUE = ValueCheck(id="f/2", hidden=True, name="x", expected=3)
QUESTION = Question(id="f", title=Text.of(en="f", ja="f"), points=10, checks=(CALL, VALUE))
OBSERVED = Observation(
    submission="s",
    sha256="",
    assignment="a",
    tier="none",
    versions=(),
    runs=(),
    exchanges=(
        ("f/1", (Exchange(request=CallRequest(name="f", arguments=(1,)), answer=Value(value=2)),)),
        ("f/2", (Exchange(request=ValueRequest(name="x"), answer=Value(value=4)),)),
    ),
)


def broken(*arguments: object) -> None:
    raise TypeError("what is this?")


def test_a_check_that_we_fail_to_judge_is_a_fault_of_ours_and_no_other_checks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(CallCheck, "judge", broken)
    call, value = check_question(QUESTION, OBSERVED)
    assert (call.outcome, value.outcome) == (Outcome.NOT_GRADED, Outcome.FAILED)
    assert call.finding is not None
    assert call.finding.fault is not None
    assert call.finding.fault.message.startswith(
        "a fault in autograder itself: TypeError: what is this? (test_checks_judging.py:"
    )


def test_an_explanation_that_we_fail_to_find_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "matching_mistake", broken)
    call, value = check_question(QUESTION, OBSERVED)
    assert (call.outcome, value.outcome) == (Outcome.PASSED, Outcome.FAILED)
    assert value.mistake is None


def test_no_mistake_is_looked_for_in_right_work() -> None:
    (result,) = check_question(replace(QUESTION, checks=(CALL,)), OBSERVED)
    assert (result.outcome, result.mistake) == (Outcome.PASSED, None)
