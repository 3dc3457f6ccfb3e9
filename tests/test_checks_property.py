"""Properties: asked once, recorded, replayed.

Tests of `checks/replay.py`, `checks/answers.py`.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from autograder.checks.answers import WRONG_FORM
from autograder.checks.judging import judge
from autograder.checks.property import MOST_REQUESTS, PropertyCheck
from autograder.feedback.checks import message
from autograder.protocol.values import Foreign, Opaque, decode, encode
from autograder.records import (
    CallRequest,
    CourseFunction,
    Exchange,
    Fault,
    Observation,
    Outcome,
    Raised,
    Stopped,
    Undefined,
    Value,
    Violation,
)
from tests.said import sentences

SHRINKS = Violation(en="It should shrink.", ja="小さくなるはずです。")


def shrinks(ask):
    x = np.array([8.0])
    for _ in range(3):
        y = ask("step", x)
        if not y[0] < x[0]:
            return SHRINKS
        x = np.asarray(y)
    return None


def prop(holds, name="cases.shrinks") -> PropertyCheck:
    return PropertyCheck(
        id="step/1", hidden=True, name="step", holds=CourseFunction(name=name, function=holds)
    )


def halve(request):
    return Value(value=request.arguments[0] / 2)


def observed(check, record) -> Observation:
    return Observation(
        submission="s",
        sha256="",
        assignment="a",
        tier="none",
        versions=(),
        runs=(),
        exchanges=((check.id, tuple(record)),),
    )


def run(check, answer):
    record = list(check.exchanges(answer))
    return judge(check, observed(check, record)), record


def test_a_property_that_holds():
    result, record = run(prop(shrinks), halve)
    assert result.outcome is Outcome.PASSED
    assert [exchange.answer.value[0] for exchange in record] == [4, 2, 1]


def test_a_property_that_does_not():
    result, record = run(prop(shrinks), lambda request: Value(value=request.arguments[0]))
    assert (result.outcome, result.finding.violation, len(record)) == (Outcome.FAILED, SHRINKS, 1)
    visible = PropertyCheck(
        id="step/1", name="step", holds=CourseFunction(name="x", function=shrinks)
    )
    told = judge(visible, observed(visible, record))
    assert sentences(message(told), "en") == ("It should shrink.",)
    assert sentences(message(told), "ja") == ("小さくなるはずです。",)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Raised(type="ValueError", message=""), Outcome.RAISED),
        (Stopped(reason="cpu"), Outcome.TIMED_OUT),
        (Undefined(), Outcome.FAILED),
        (Value(value=Opaque("Magic")), Outcome.FAILED),
    ],
)
def test_a_submission_that_does_not_answer_ends_the_property(answer, outcome):
    result, record = run(prop(shrinks), lambda _: answer)
    assert (result.outcome, len(record)) == (outcome, 1)


def test_the_values_of_subclasses_are_handed_on_plain():
    seen = []
    check = prop(lambda ask: seen.append(ask("f")))
    run(check, lambda _: Value(value=Foreign("Color", 3)))
    assert seen == [3, 3]


def test_a_property_may_not_ask_without_end():
    def endless(ask):
        while True:
            ask("f")

    _, record = run(prop(endless), lambda _: Value(value=1))
    assert len(record) == MOST_REQUESTS


@pytest.mark.parametrize("answer", [1, None, (1,), "ab", [[1], [2, 3]]])
def test_an_answer_that_the_property_cannot_use_has_the_wrong_form(answer):
    def unpacks(ask):
        weights, bias = ask("f")
        return None if weights.shape == (2,) and bias > 0 else SHRINKS

    result, _ = run(prop(unpacks), lambda _: Value(value=answer))
    assert (result.outcome, result.finding.sentence) == (Outcome.FAILED, WRONG_FORM)


def told_without_line(result):
    """Return the fault's message without the place in this file, which must be there."""
    told, here, line = result.finding.fault.message.rpartition(" (test_checks_property.py:")
    assert here
    assert line.rstrip(")").isdigit()
    return told


def helper(answer, other):
    return None


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        (lambda ask: "text".uper() and ask("f"), "'str' object has no attribute 'uper'"),
        (lambda ask: ask("f") and "text".uper(), "'str' object has no attribute 'uper'"),
        (lambda ask: ask("f").uper(), "'str' object has no attribute 'uper'"),
        (lambda ask: ask("f") and Violation("No."), "takes 1 positional argument but 2 were given"),
        (lambda ask: ask("f") and Violation(english="No."), "unexpected keyword argument"),
        (lambda ask: ask("f") and helper(1), "missing 1 required positional argument: 'other'"),
        (lambda ask: ask("f") and ask(), "ask() missing 1 required positional argument: 'name'"),
        (lambda ask: ask("f") and undefined, "name 'undefined' is not defined"),  # noqa: F821
        (lambda ask: ask("f") and SHRINKS.sad, "'Violation' object has no attribute 'sad'"),
    ],
)
def test_a_slip_of_the_authors_is_never_charged_to_a_student(slip, told):
    result, _ = run(prop(slip), lambda _: Value(value="a"))
    assert result.outcome is Outcome.NOT_GRADED
    assert told_without_line(result).endswith(told) or told in told_without_line(result)


@pytest.mark.parametrize(
    "uses",
    [
        lambda ask: ask("f").shape == (2,),
        lambda ask: ask("f")[0] > 1,
        lambda ask: ask("f")["key"],
        lambda ask: 1 / ask("f"),
        lambda ask: ask("f").items(),
        lambda ask: [helper(*part) for part in ask("f")[0]],
    ],
)
def test_what_an_answer_of_another_form_makes_raise_is_not_the_authors(uses):
    result, _ = run(prop(uses), lambda _: Value(value=0))
    assert (result.outcome, result.finding.sentence) == (Outcome.FAILED, WRONG_FORM)


TABLE = pd.DataFrame({"k": [1, 2]})


@pytest.mark.parametrize(
    ("uses", "answer"),
    [
        (lambda ask: ask("f").columns, []),
        (lambda ask: ask("f").columns, TABLE["k"]),
        (lambda ask: ask("f").iloc[0, 0] > 1, [1]),
        (lambda ask: pd.concat([ask("f"), TABLE], axis=1), TABLE.set_axis([0, 0]).iloc[:2]),
        (lambda ask: ask("f").index.isna(), TABLE.set_index([[1, 2], [3, 4]])),
        (lambda ask: _asserted(ask("f")), 3),
        (lambda ask: ask("f")[0].get("name"), [Opaque("object")]),
    ],
)
def test_tables_of_another_form_are_not_the_authors_either(uses, answer):
    sent = answer if isinstance(answer, list) else decode(encode(answer))
    result, _ = run(prop(uses), lambda _: Value(value=sent))
    assert (result.outcome, result.finding.sentence) == (Outcome.FAILED, WRONG_FORM)


def _asserted(value):
    assert value == 4


def test_a_name_that_no_table_has_is_the_authors_slip():
    result, _ = run(prop(lambda ask: ask("f").colums), lambda _: Value(value=decode(encode(TABLE))))
    assert result.outcome is Outcome.NOT_GRADED
    assert told_without_line(result).endswith("'DataFrame' object has no attribute 'colums'")


def needs_arrays(ask):
    return None if ask("step", np.array([1.0, 2.0])).shape == (2,) else SHRINKS


@pytest.mark.parametrize(
    ("right", "answer", "outcome"),
    [
        (lambda x: x, [1.0, 2.0], Outcome.NOT_GRADED),  # a right answer in a list would fail too
        (lambda x: x, 3.0, Outcome.FAILED),
        (lambda x: x, None, Outcome.FAILED),
        (lambda x: float(x[0]), 3.0, Outcome.NOT_GRADED),
        (lambda x: x.uper(), [1.0, 2.0], Outcome.FAILED),
        (None, [1.0, 2.0], Outcome.FAILED),
    ],
)
def test_where_the_references_answer_raises_too_it_is_the_authors(right, answer, outcome):
    result, _ = run(replace(prop(needs_arrays), right=right), lambda _: Value(value=answer))
    assert result.outcome is outcome


def test_a_property_that_raises_before_it_has_an_answer_is_our_fault():
    def broken(ask):
        return {}["key"]

    result, _ = run(prop(broken), lambda _: Value(value=1))
    assert result.outcome is Outcome.NOT_GRADED
    assert told_without_line(result) == "cases.shrinks raised KeyError: 'key'"


def test_a_name_that_a_module_does_not_have_is_the_authors_slip():
    result, _ = run(prop(lambda ask: np.sm(ask("f"))), lambda _: Value(value=1))
    assert result.outcome is Outcome.NOT_GRADED
    assert told_without_line(result) == (
        "cases.shrinks raised AttributeError: module 'numpy' has no attribute 'sm'"
    )


@pytest.mark.parametrize(
    ("returned", "kind"), [(False, "bool"), (Violation(), "Violation that says nothing")]
)
def test_a_property_that_returns_something_else_is_told_what_to_return(returned, kind):
    result, _ = run(prop(lambda ask: ask("f") and returned), lambda _: Value(value=1))
    assert result.outcome is Outcome.NOT_GRADED
    assert result.finding.fault == Fault(
        message=f"cases.shrinks returned a {kind}; return None or Violation(en=…, ja=…)"
    )


def test_a_property_may_change_what_it_sends_and_gets():
    def changes(ask):
        x = np.array([8.0])
        y = ask("step", x)
        y -= 1
        x += 1
        return None if ask("step", x)[0] == 4.5 else SHRINKS

    result, record = run(prop(changes), halve)
    assert result.outcome is Outcome.PASSED
    assert [exchange.answer.value[0] for exchange in record] == [4, 4.5]


def test_what_goes_wrong_while_asking_is_nobodys_answer():
    def ask(_):
        raise OSError("no worker")

    with pytest.raises(OSError, match="no worker"):
        list(prop(shrinks).exchanges(ask))


def test_a_property_that_asks_otherwise_needs_another_run():
    _, record = run(prop(shrinks), halve)
    changed = prop(lambda ask: ask("step", np.array([9.0])))
    result = judge(changed, observed(changed, record))
    assert result.finding.fault == Fault(
        message="cases.shrinks asks what was not recorded; run again"
    )


def asked_for(argument):
    return prop(lambda ask: ask("f", argument) and None)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (np.array([1, 2]), np.array([1.0, 2.0])),
        ([1, 2], np.array([1, 2])),
        ([1, 2], (1, 2)),
        (1, True),
        (0.0, -0.0),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (np.array(["a"]), np.array(["b"])),
    ],
)
def test_a_question_of_another_kind_is_another_question(before, now):
    _, record = run(asked_for(before), lambda _: Value(value=1))
    result = judge(asked_for(now), observed(asked_for(now), record))
    assert result.finding.fault == Fault(
        message="cases.shrinks asks what was not recorded; run again"
    )


@pytest.mark.parametrize(
    "argument",
    [
        {"a": math.nan},
        np.array([math.nan, 1.0]),
        np.array(["a", "bc"]),
        np.array([1 + 2j]),
        [np.array([1, "a"], object), np.float32(0.1)],
        {3, 1, 2},
        len,
    ],
)
def test_the_same_question_is_known_again(argument):
    check = asked_for(argument)
    _, record = run(check, lambda _: Value(value=1))
    for asked in (
        record,
        [Exchange(request=_read_back(e.request), answer=e.answer) for e in record],
    ):
        assert judge(check, observed(check, asked)).outcome is Outcome.PASSED


def _read_back(request):
    return CallRequest(
        name=request.name, arguments=tuple(decode(encode(a)) for a in request.arguments)
    )


@pytest.mark.parametrize(
    ("recorded", "asked", "same"),
    [
        (np.array([1, 2]), np.array([1, 2]), True),
        (np.array([1, 2]), np.array([1.0, 2.0]), False),
        (np.array([1, 2]), [1, 2], False),
        ({"x": float("nan")}, {"x": float("nan")}, True),
        (np.array(["a", "b"]), np.array(["a", "b"]), True),
        (np.array(["a", "b"]), np.array(["a", "c"]), False),
    ],
)
def test_a_record_answers_only_what_it_was_asked(recorded, asked, same):
    def holds(ask):
        ask("f", asked)

    check = PropertyCheck(
        id="f/1", name="f", holds=CourseFunction(name="cases.holds", function=holds)
    )
    result = check.judge(
        (Exchange(request=CallRequest(name="f", arguments=(recorded,)), answer=Value(value=1)),), ()
    )
    assert result.outcome is (Outcome.PASSED if same else Outcome.NOT_GRADED)
