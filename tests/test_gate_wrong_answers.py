"""Answers that are wrong by construction: which of them a check takes for right."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.authoring import Violation
from autograder.checks.call import CallCheck
from autograder.checks.labels import Accuracy
from autograder.checks.property import PropertyCheck
from autograder.checks.value import ValueCheck
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.gate.wrong_answers import planted_answers, unearned
from autograder.records import Assignment, Case, CourseFunction, Fault, Limits, Question, Text
from tests.paths import ROOT

TEXT = Text(by_language=(("en", "Q"),))


def assignment(*checks):
    question = Question(id="q", title=TEXT, points=10, checks=checks)
    return Assignment(
        name="a",
        title=TEXT,
        lecture="",
        imports=("numpy",),
        limits=Limits(),
        questions=(question,),
        language="en",
        languages=("en",),
        folder=ROOT,
        files=(),
    )


def calling(number, expected, arguments=((2.0,), (3.0,)), **settings):
    cases = tuple(Case(arguments=one) for one in arguments)
    return CallCheck(id=f"q/{number}", name="f", cases=cases, expected=expected, **settings)


def told(*checks):
    return [str(one) for one in unearned(assignment(*checks))]


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ((0, 0), ["`return 0` passes q/2", "returning zeros of the right shape passes q/2"]),
        ((1, 1), ["`return 1` passes q/2"]),
        ((2.0, 3.0), ["returning the first argument passes q/2"]),
        (([0, 0], [0]), ["returning zeros of the right shape passes q/2"]),
        (((0, [0, 0]), (0, [0])), ["returning zeros of the right shape passes q/2"]),
        (({"a": 0}, {"a": 0}), ["returning zeros of the right shape passes q/2"]),
        ((7, 7), ["returning the visible answer passes q/2"]),
        ((0, 1), []),
        ((Fault(message="no reference")), []),
    ],
)
def test_what_a_hidden_check_takes_for_right(expected, said):
    assert told(calling(1, (7,), ((1.0,),)), calling(2, expected, hidden=True)) == said


def test_a_visible_check_earns_nothing_alone_if_there_is_a_hidden_one():
    assert told(calling(1, (0,), ((1.0,),)), calling(2, (4, 5), hidden=True)) == []
    assert "`return 0` passes q/1" in told(calling(1, (0,), ((1.0,),)))


def test_labels_earn_a_fraction_already():
    labels = calling(1, ([1, 1, 1, 0],), ((2.0,),), accuracy=Accuracy(full=0.9, none=0.5))
    assert told(labels) == []
    labels = calling(1, ([0, 0, 0, 1],), ((2.0,),), accuracy=Accuracy(full=0.9, none=0.5))
    assert told(labels) == ["returning zeros of the right shape passes q/1"]


def test_a_property_is_asked_too():
    def is_a_number(ask):
        return None if isinstance(ask("f", 3.0), int | float) else Violation(en="No.", ja="不可。")

    holds = CourseFunction(name="m.p", function=is_a_number)
    check = PropertyCheck(id="q/1", holds=holds, name="f", hidden=True)
    assert told(check)[:2] == ["`return 0` passes q/1", "`return 1` passes q/1"]


def test_it_gets_all_points_where_nothing_else_earns_any():
    assert [one.is_whole for one in unearned(assignment(calling(1, (0, 0))))] == [False, False]
    whole, partly = (calling(2, (0, 0), hidden=True), calling(3, (0, 5), hidden=True))
    assert [one.is_whole for one in unearned(assignment(whole))] == [True, True]
    assert [one.is_whole for one in unearned(assignment(whole, partly))] == [False, False]


MEANS = (np.array([1.0, 1.1]), np.array([9e4, 8e4]))


@pytest.mark.parametrize(
    ("check", "passing"),
    [
        (calling(1, (MEANS,), ((2.0,),)), []),
        (calling(1, (MEANS,), ((2.0,),), tolerance=9.0), ["0 in [0]", "10% more in [0]"]),
        (calling(1, (2e-5, -4e-5)), []),
        (calling(1, (2e-5, -4e-5), tolerance=1e-4), ["0", "10% more"]),
        (calling(1, (2e-5, -4e-5), relative=0.2), ["10% more"]),
        (calling(1, ({"a": 0.01, "b": 5},), ((2.0,),), tolerance=0.005), ["10% more in ['a']"]),
        (calling(1, (0, 0)), []),
        (calling(1, ("text", "more"), tolerance=5), []),
        (ValueCheck(id="q/1", name="x", expected=2.9, tolerance=0.005), []),
        (ValueCheck(id="q/1", name="x", expected=0.001, tolerance=0.005), ["0", "10% more"]),
    ],
)
def test_which_wrong_answers_a_tolerance_lets_pass(check, passing):
    planted = list(planted_answers(assignment(check)))
    assert [one.now for one in planted if one.passes] == passing


def test_to_each_check_of_numbers_two_wrong_answers():
    planted = list(planted_answers(assignment(calling(1, (MEANS,), ((2.0,),)))))
    assert [(one.check, one.now) for one in planted] == [
        ("q/1", "0 in [0]"),
        ("q/1", "10% more in [0]"),
    ]


@pytest.mark.process
@pytest.mark.parametrize("name", ["units", "convolution", "arrays-and-images", "dense-networks"])
def test_the_bundled_checks_take_nothing_of_it(name):
    bundled = load_assignment(find_course(ROOT), name)
    assert list(unearned(bundled)) == []
    assert [one for one in planted_answers(bundled) if one.passes] == []
