"""Variables: their values and their forms."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.value import FormCheck, ValueCheck
from autograder.protocol.values import Foreign, Opaque
from autograder.records import Difference, Outcome, Undefined, Value, ValueRequest
from tests.answered import judged


def test_a_value():
    check = ValueCheck(id="x/1", hidden=True, name="x", expected=2.9, tolerance=0.005)
    assert check.requests == (ValueRequest(name="x"),)
    assert judged(check, Value(value=2.904)).outcome is Outcome.PASSED
    assert judged(check, Value(value=15.58)).outcome is Outcome.FAILED
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
    assert [judged(check, Value(value=v)).outcome for v in right] == [Outcome.PASSED] * len(right)
    assert [judged(check, Value(value=v)).outcome for v in wrong] == [Outcome.FAILED] * len(wrong)


@pytest.mark.parametrize(
    ("value", "differs"),
    [
        (None, Difference(kind="nothing", expected="number")),
        (Opaque("builtins.ellipsis"), Difference(kind="unfilled", expected="number")),
        ("a", Difference(kind="kind", got="str", expected="number")),
    ],
)
def test_why_a_form_is_wrong(value, differs):
    check = FormCheck(id="x/1", name="x", form="number")
    assert judged(check, Value(value=value)).finding.difference == differs


@pytest.mark.parametrize(
    ("more", "value", "differs"),
    [
        ({"form": "list", "length": 10}, [1] * 9, ("length", "9", "10")),
        ({"form": "list", "length": 10}, np.ones(11), ("length", "11", "10")),
        ({"form": "list", "length": 10}, [1] * 10, None),
        ({"form": "dictionary", "keys": ("a", "b")}, {"a": 1, "B": 2}, ("key", "", "'b'")),
        ({"form": "dictionary", "keys": ("a", "b")}, {"b": 1, "a": None, "c": 2}, None),
    ],
)
def test_keys_and_length_that_the_handout_tells(more, value, differs):
    result = judged(FormCheck(id="x/1", name="x", **more), Value(value=value))
    found = result.finding and result.finding.difference
    assert (found and (found.kind, found.got, found.expected)) == differs


def test_an_undefined_variable_has_no_form():
    check = FormCheck(id="x/1", name="x", form="number")
    assert judged(check, Undefined()).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("got", "ignore_case", "outcome"),
    [
        ({"feedback": "rnn ", "n": 3}, True, Outcome.PASSED),
        ({"feedback": "ＲＮＮ", "n": 3}, True, Outcome.PASSED),
        ({"feedback": Foreign("Kind", "RNN"), "n": 3}, True, Outcome.PASSED),
        (Foreign("OrderedDict", {"feedback": "RNN", "n": 3}), False, Outcome.PASSED),
        ({"feedback": "rnn", "n": 3}, False, Outcome.FAILED),
        ({"Feedback": "RNN", "n": 3}, True, Outcome.FAILED),
        ({"feedback": None, "n": 3}, True, Outcome.FAILED),
    ],
)
def test_upper_and_lower_case(got, ignore_case, outcome):
    check = ValueCheck(
        id="k/1",
        hidden=True,
        name="k",
        expected={"feedback": "RNN", "n": 3},
        ignore_case=ignore_case,
    )
    assert judged(check, Value(value=got)).outcome is outcome
