"""Each kind of check: what it passes, what it fails, and how."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.call import CallCheck
from autograder.checks.judging import check_question, judge
from autograder.checks.source import SourceCheck
from autograder.checks.value import FormCheck, ValueCheck
from autograder.protocol.values import Foreign, Opaque
from autograder.records import (
    Answer,
    CallRequest,
    Case,
    Check,
    Difference,
    Exchange,
    Fault,
    NotAsked,
    Observation,
    Outcome,
    Question,
    Raised,
    Stopped,
    Text,
    Undefined,
    Unsendable,
    UsesRequest,
    Value,
    ValueRequest,
)


def observed(check: Check, *answers: Answer) -> Observation:
    exchanges = tuple(Exchange(r, a) for r, a in zip(check.requests, answers, strict=True))
    return Observation("s", "", "a", "none", (), (), ((check.id, exchanges),))


def judged(check: Check, *answers: Answer):
    return judge(check, observed(check, *answers))


def calling(expected: tuple[object, ...] | Fault, cases: int) -> CallCheck:
    made = tuple(Case((number,)) for number in range(cases))
    return CallCheck(id="f/1", hidden=True, name="f", cases=made, expected=expected)


# ------------------------------------------------------------------ call


def test_a_call_passes_if_every_case_does():
    assert judged(calling((1, 2), 2), Value(1), Value([2][0])).outcome is Outcome.PASSED


def test_the_smallest_failing_case_is_told_of():
    result = judged(calling((1, 2, 3), 3), Value(1), Value(9), Value(9))
    assert result.outcome is Outcome.FAILED
    assert result.finding.request == CallRequest("f", (1,))
    assert (result.finding.expected, result.finding.failing, result.finding.asked) == (2, 2, 3)
    assert result.finding.difference == Difference("value", "9", "2", ())


def test_the_smallest_failing_case_is_told():
    inputs = (np.arange(5), [np.arange(3), {"a": 1}], (1, 2), (3, 4))
    cases = tuple(Case((one,)) for one in inputs)
    check = CallCheck(id="f/1", hidden=True, name="f", cases=cases, expected=(1, 2, 3, 4))
    answers = [Value(0)] * 4
    assert judged(check, *answers).finding.request == CallRequest("f", ((1, 2),))
    answers[2:] = [NotAsked(Stopped("cpu"))] * 2
    assert judged(check, *answers).finding.request.arguments[0][1] == {"a": 1}


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Raised("ValueError", ""), Outcome.RAISED),
        (Undefined(), Outcome.FAILED),
        (Unsendable("too large"), Outcome.FAILED),
        (Stopped("cpu"), Outcome.TIMED_OUT),
        (Stopped("wall"), Outcome.TIMED_OUT),
        (Stopped("memory"), Outcome.KILLED),
        (Stopped("output"), Outcome.KILLED),
        (Stopped("crash"), Outcome.KILLED),
        (Stopped("exit"), Outcome.KILLED),
        (Stopped("wire"), Outcome.KILLED),
        (NotAsked(Stopped("cpu")), Outcome.SKIPPED),
    ],
)
def test_outcomes_without_a_value(answer, outcome):
    assert judged(calling((1,), 1), answer).outcome is outcome


def test_a_reference_that_raised_is_not_graded():
    fault = Fault("the reference raised")
    result = judged(calling(fault, 1), Value(1))
    assert (result.outcome, result.finding.fault) == (Outcome.NOT_GRADED, fault)


def test_a_check_that_was_never_asked_is_not_graded():
    check = calling((1,), 1)
    silent = Observation("s", "", "a", "none", (), (), ())
    assert judge(check, silent).finding.fault == Fault("the check was not asked")
    broken = Observation("s", "", "a", "none", (), (), (), Fault("no worker"))
    assert judge(check, broken).finding.fault == Fault("no worker")


# ------------------------------------------------------------------ value and form


def test_a_value():
    check = ValueCheck(id="x/1", hidden=True, name="x", expected=2.9, tolerance=0.005)
    assert check.requests == (ValueRequest("x"),)
    assert judged(check, Value(2.904)).outcome is Outcome.PASSED
    assert judged(check, Value(15.58)).outcome is Outcome.FAILED
    assert judged(check, Undefined()).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("form", "right", "wrong"),
    [
        ("number", [1, 2.5, True, np.array(3)], ["1", [1], float("nan"), float("inf"), {}]),
        ("pair", [(1, 2), [0, 1], np.array([1, 0])], [1, (1, 2, 3), "ab", ((1, 2),)]),
        ("list", [[1], (), np.array([1])], [1, "a", {}, np.array(1), ["a"], [[1]], [[1], [2, 3]]]),
        ("text", ["", "a"], [1, ["a"]]),
        ("dictionary", [{}, {"a": 1}, Foreign("collections.OrderedDict", {})], [[], "a"]),
    ],
)
def test_forms(form, right, wrong):
    check = FormCheck(id="x/1", name="x", form=form)
    assert [judged(check, Value(v)).outcome for v in right] == [Outcome.PASSED] * len(right)
    assert [judged(check, Value(v)).outcome for v in wrong] == [Outcome.FAILED] * len(wrong)


@pytest.mark.parametrize(
    ("value", "differs"),
    [
        (None, Difference("nothing", expected="number")),
        (Opaque("builtins.ellipsis"), Difference("unfilled", expected="number")),
        ("a", Difference("kind", "str", "number")),
    ],
)
def test_why_a_form_is_wrong(value, differs):
    check = FormCheck(id="x/1", name="x", form="number")
    assert judged(check, Value(value)).finding.difference == differs


def test_an_undefined_variable_has_no_form():
    check = FormCheck(id="x/1", name="x", form="number")
    assert judged(check, Undefined()).outcome is Outcome.FAILED


# ------------------------------------------------------------------ source


@pytest.mark.parametrize(
    ("must", "must_not", "used", "said"),
    [
        (("for",), ("numpy.convolve",), ["for", "sum"], None),
        (
            (),
            ("numpy.convolve",),
            ["numpy.convolve"],
            "`numpy.convolve` is used; solve this question without it.",
        ),
        (
            ("for",),
            (),
            ["while"],
            "`for` is not used; solve this question with it.",
        ),
    ],
)
def test_source(must, must_not, used, said):
    check = SourceCheck(id="f/1", name="f", must_use=must, must_not_use=must_not)
    assert check.requests == (UsesRequest("f"),)
    result = judged(check, Value(used))
    assert result.outcome is (Outcome.FAILED if said else Outcome.PASSED)
    assert (str(result.finding.sentence) if result.finding else None) == said


def test_source_of_something_undefined():
    check = SourceCheck(id="f/1", name="f", must_use=("for",))
    assert judged(check, Undefined()).outcome is Outcome.FAILED


# ------------------------------------------------------------------ any


def test_no_mistake_is_looked_for_in_right_work():
    check = calling((1,), 1)
    question = Question("f", Text("f", "f"), 10, (check,))
    (result,) = check_question(question, observed(check, Value(1)))
    assert result.mistake is None
