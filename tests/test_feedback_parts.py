"""Tuples of arrays as a student reads them: as a pair, and where they first differ."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.comparison import difference
from autograder.feedback.parts import parts_side_by_side
from autograder.feedback.show.arrays import Shown, joined

PAIR = (np.array([0.5, 1.5]), np.array([[1.0, 2.0], [3.0, 4.0]]))


def marked(shown: Shown) -> list[str]:
    return [shown.text[start:end] for start, end in shown.marks]


def test_each_part_stands_by_itself_and_the_difference_is_marked() -> None:
    got = (np.array([0.5, 1.5]), np.array([[1.0, 2.0], [7.25, 4.0]]))
    found = parts_side_by_side(PAIR, got, (1, 1, 0))
    assert found is not None
    assert found[0].text == "([0.5, 1.5],\n [[   1, 2],\n  [   3, 4]])"
    assert found[1].text == "([0.5, 1.5],\n [[   1, 2],\n  [7.25, 4]])"
    assert [marked(one) for one in found] == [["3"], ["7.25"]]


@pytest.mark.parametrize(
    ("got", "marks"),
    [
        ((PAIR[0], np.array([[1.0, 2.0], [7.25, 4.0]])), ["3", "7.25"]),
        ((np.array([0.5, 9.0]), PAIR[1]), ["1.5", "9"]),
    ],
)
def test_the_first_difference_of_parts_of_different_shapes_is_marked_where_it_is(
    got: tuple[object, ...], marks: list[str]
) -> None:
    differs = difference(got, PAIR)
    assert differs is not None
    found = parts_side_by_side(PAIR, got, differs.index)
    assert found is not None
    assert [text for one in found for text in marked(one)] == marks


def test_parts_that_have_parts_themselves_are_shown_otherwise() -> None:
    nested, other = ((PAIR, 1.0), ((PAIR[0], PAIR[1] + 1), 1.0))
    differs = difference(other, nested)
    assert differs is not None
    assert differs.index == (0, 1, 0, 0)
    assert parts_side_by_side(nested, other, differs.index) is None


@pytest.mark.parametrize("expected", [([1.0], [2.0]), [[1.0], [2.0]]])
def test_lists_are_parts_as_arrays_are(expected: object) -> None:
    found = parts_side_by_side(expected, ([1.0], [0.0]), (1, 0))
    assert found is not None
    assert [one.text for one in found] == ["([1],\n [2])", "([1],\n [0])"]
    assert [marked(one) for one in found] == [["2"], ["0"]]


@pytest.mark.parametrize(
    ("expected", "got", "index"),
    [
        (list(PAIR), list(PAIR), (0, 0)),
        (PAIR, np.zeros((2, 2)), (0, 0)),
        (PAIR, PAIR[:1], (0, 0)),
        (PAIR, (PAIR[0], PAIR[1][:1]), (1, 0, 0)),
        ((1.0, 2.0), (1.0, 3.0), (1,)),
        (PAIR, PAIR, None),
        (([0.0],) * 7, ([1.0],) * 7, (0, 0)),
    ],
)
def test_others_are_shown_otherwise(expected: object, got: object, index: tuple[int, ...]) -> None:
    assert parts_side_by_side(expected, got, index) is None


def test_marks_move_with_what_is_put_before_them() -> None:
    shown = joined([Shown("a\nb", ((2, 3),)), Shown("c", ((0, 1),), whole=False)])
    assert shown.text == "(a\n b,\n c)"
    assert (marked(shown), shown.whole) == (["b", "c"], False)
