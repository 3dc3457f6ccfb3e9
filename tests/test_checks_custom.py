"""Judges, which are the course's Python: what they are given, and what becomes of what they say."""

from __future__ import annotations

import re

import numpy as np
import pytest

from autograder.checks.answers import WRONG_FORM
from autograder.checks.custom import CustomCheck
from autograder.feedback.checks import message
from autograder.models import CannotCompute, Model
from autograder.protocol.values import Opaque
from autograder.records import (
    Answer,
    CourseFunction,
    ModelRequest,
    Outcome,
    Undefined,
    Value,
    ValueRequest,
    Violation,
)
from tests.answered import judged
from tests.models import dense, layer, model_facts
from tests.said import sentences


def summed(x, y):
    return None if x + y == 3 else Violation(en="Not three.", ja="3 になりません。", fraction=0.25)


SUMMED = CustomCheck(
    id="q/1",
    judges=CourseFunction(name="sums.summed", function=summed),
    reads=(("x", ValueRequest(name="x")), ("y", ValueRequest(name="y"))),
)


def test_a_judge_of_variables():
    assert judged(SUMMED, Value(value=1), Value(value=2)).outcome is Outcome.PASSED
    result = judged(SUMMED, Value(value=1), Value(value=1))
    assert (result.outcome, result.fraction) == (Outcome.FAILED, 0.25)
    assert sentences(message(result), "ja") == ("3 になりません。",)


def test_a_judge_does_not_see_what_is_not_there():
    assert judged(SUMMED, Value(value=1), Undefined()).outcome is Outcome.FAILED


def test_a_value_that_the_judge_cannot_use_has_the_wrong_form():
    result = judged(SUMMED, Value(value=1), Value(value="a"))
    assert (result.outcome, result.finding.sentence) == (Outcome.FAILED, WRONG_FORM)


def test_a_judge_that_raises_otherwise_is_our_fault():
    check = CustomCheck(
        id="q/1",
        judges=CourseFunction(name="sums.halves", function=lambda x: half(x)),  # noqa: F821
        reads=SUMMED.reads[:1],
    )
    fault = judged(check, Value(value=1)).finding.fault
    assert re.fullmatch(
        r"sums\.halves raised NameError: name 'half' is not defined \(test_checks_custom\.py:\d+\)",
        fault.message,
    )


@pytest.mark.parametrize("judge_of_x", [lambda x: 1 / x, lambda x: float(10**400 + x)])
def test_a_number_that_cannot_be_reckoned_with_is_no_fault_of_ours(judge_of_x):
    check = CustomCheck(
        id="q/1",
        judges=CourseFunction(name="sums.halves", function=judge_of_x),
        reads=SUMMED.reads[:1],
    )
    result = judged(check, Value(value=0))
    assert (result.outcome, result.finding.sentence) == (Outcome.FAILED, WRONG_FORM)


def _sums_to_one(m: Model, p: object) -> Violation | None:
    assert isinstance(m, Model)
    return None if m.forward([[1, 1, 1, 1]]).sum() == p else Violation(en="No.", ja="違います。")


OF_MODEL = CustomCheck(
    id="q/1",
    judges=CourseFunction(name="a.b", function=_sums_to_one),
    reads=(
        ("m", ModelRequest(name="m", builder=None, input_shape=(4,))),
        ("p", ValueRequest(name="p")),
    ),
)
NETWORK = Value(value=model_facts(dense(np.ones((4, 1)), [0])))


def by_judge(model: Answer, p: Answer):
    return judged(OF_MODEL, model, p)


def test_a_judge_is_given_the_model() -> None:
    assert by_judge(NETWORK, Value(value=4)).outcome is Outcome.PASSED
    assert by_judge(NETWORK, Value(value=5)).finding.violation == Violation(
        en="No.", ja="違います。"
    )


def test_a_judge_is_not_asked_about_what_is_not_there() -> None:
    not_a_model, unfilled = (
        by_judge(Value(value=7), Value(value=4)),
        by_judge(NETWORK, Value(value=Opaque("ellipsis"))),
    )
    assert sentences(message(not_a_model), "en") == ("`m` is of type int; expected a Keras model.",)
    assert sentences(message(unfilled), "en") == (
        "`p` still holds the `...` of the handout; put your answer there.",
    )
    assert sentences(message(by_judge(NETWORK, Value(value=None))), "en") == (
        "`p` is None; give it a value.",
    )


def test_a_model_beyond_our_forward_pass_costs_the_student_and_not_the_grader() -> None:
    result = by_judge(
        Value(value=model_facts(layer("LSTM", "tanh", weights=[["k", np.ones(1)]]))), Value(value=4)
    )
    assert result.outcome is Outcome.FAILED
    assert sentences(message(result), "en") == (
        "The grader cannot work out what layer 1 (LSTM) computes; use the layers that the "
        "question asks for.",
    )
    assert sentences(message(result), "ja") == (
        "第 1 層 (LSTM) の計算を採点プログラムで再現できません。指定された層を使ってください。",
    )


def test_a_value_that_a_judge_cannot_use_has_the_wrong_form() -> None:
    result = by_judge(NETWORK, Value(value=np.zeros(3)))
    assert result.finding.sentence == WRONG_FORM
    assert not issubclass(CannotCompute, ValueError)
