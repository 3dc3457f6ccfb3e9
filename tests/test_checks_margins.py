"""How far numbers may be apart, each part of an answer by itself."""

from __future__ import annotations

import math

import numpy as np
import pytest

from autograder.checks.comparison import difference
from autograder.checks.margins import margins, without_rounding


def agrees(got, expected, *others, absolute=None, relative=None):
    return difference(got, expected, margins([expected, *others], absolute, relative)) is None


MEANS, VARIANCES = np.array([1.0, 1.1]), np.array([9e4, 8.9e4])


@pytest.mark.parametrize("container", [tuple, list, np.array])
def test_a_large_part_of_a_tuple_does_not_excuse_a_small_one(container):
    assert agrees(container([MEANS, VARIANCES + 1]), (MEANS, VARIANCES))
    assert not agrees(container([MEANS + 5, VARIANCES]), (MEANS, VARIANCES))
    assert not agrees(container([MEANS + 0.01, VARIANCES]), (MEANS, VARIANCES))


@pytest.mark.parametrize(
    ("expected", "right", "wrong"),
    [
        ((0.5, 1e6), (0.50001, 1e6 + 50), (0.51, 1e6)),
        ({"mean": 0.5, "var": 1e6}, {"mean": 0.5, "var": 1e6 + 50}, {"mean": 0.51, "var": 1e6}),
        ([[0.5, 0.6], [1e6]], [[0.5, 0.6], [1e6 + 50]], [[0.51, 0.6], [1e6]]),
        ({"a": (0.5, 1e6)}, {"a": [0.5, 1e6 + 50]}, {"a": [0.51, 1e6]}),
        ((("a", 0.5), 1e6), (("a", 0.5), 1e6 + 50), (("a", 0.51), 1e6)),
        ([1j, 1e6], [1j, 1e6 + 50j], [1j, 1e6 + 200]),
    ],
)
def test_each_part_has_its_own_margin(expected, right, wrong):
    assert agrees(right, expected)
    assert not agrees(wrong, expected)


@pytest.mark.parametrize("expected", [[[0.5, 1e6]], [0.5, 1e6], np.array([0.5, 1e6])])
def test_a_rectangular_list_or_an_array_is_one_part(expected):
    assert agrees(np.array(expected) + 50, expected)
    assert not agrees(np.array(expected) + 150, expected)


def test_small_answers_are_not_zero():
    gradients = np.array([2e-5, -4e-5])
    assert not agrees(np.zeros(2), gradients)
    assert agrees(gradients.astype(np.float32), gradients)
    assert not agrees(0.0, 1.38e-23)


def test_a_small_case_is_judged_by_the_largest_of_all_cases():
    assert agrees(1e-9, 0.0, 5.0)
    assert agrees(0.5001, 0.5, 5.0)
    assert not agrees(0.5001, 0.5)
    assert agrees((1e-9, 1.0), (0.0, 1.0), (5.0, 1.0))
    assert not agrees((1e-4, 1.0), (0.0, 1.0), (0.5, 9e9))


def test_where_nothing_but_0_is_expected_the_margin_is_absolute():
    assert agrees(1e-17, 0)
    assert agrees([1e-17, 0], [0, 0])
    assert not agrees(1e-8, 0)


def test_a_mixture_of_forms_is_judged_by_part():
    assert agrees([0.5, 0.6], [0.5, 0.6], [[1], [2, 3]])
    assert not agrees([0.5, 0.7], [0.5, 0.6], [[1], [2, 3]])


def test_a_stated_tolerance_is_absolute():
    assert agrees(2.904, 2.90, absolute=0.005)
    assert not agrees(2.906, 2.90, absolute=0.005)
    assert not agrees(1e6 + 1, 1e6, absolute=0.005)
    assert not agrees(1e6 + 1, 1e6, absolute=0)


def test_a_relative_one_is_a_share_of_the_largest_magnitude():
    assert agrees([101, 1], [100, 0], relative=0.01)
    assert not agrees([102, 0], [100, 0], relative=0.01)
    assert not agrees(1 + 1e-9, 1, relative=0)
    assert agrees([102, 0], [100, 0], relative=0.01, absolute=5)


@pytest.mark.parametrize(
    "stated", [{"absolute": [0.1, 50]}, {"relative": [0.2, 1e-3]}, {"absolute": (0.1, 50)}]
)
def test_both_are_stated_by_part(stated):
    for expected in ((0.5, 9e4), [0.5, 9e4], np.array([0.5, 9e4])):
        assert agrees([0.59, 9e4 + 49], expected, **stated)
        assert not agrees([0.65, 9e4], expected, **stated)
        assert not agrees([0.5, 9e4 + 99], expected, **stated)


def test_a_part_of_which_nothing_is_stated_has_the_usual_margin():
    expected = {"mean": 0.5, "var": 9e4}
    assert agrees({"mean": 0.59, "var": 9e4 + 5}, expected, absolute={"mean": 0.1})
    assert not agrees({"mean": 0.5, "var": 9e4 + 50}, expected, absolute={"mean": 0.1})
    assert agrees((0.59, 9e4 + 5, 1), (0.5, 9e4, 1), absolute=[0.1])


def test_infinity_and_nan_are_no_magnitudes():
    assert agrees([math.inf, 1.00001], [math.inf, 1.0])
    assert not agrees([math.inf, 1.1], [math.inf, 1.0])
    assert not agrees((math.nan, 1.0), (math.nan, 1.0))


def test_complex_numbers_have_one_margin_together():
    spectrum = np.fft.fft([1.0, -1.0, 1.0, -1.0])
    assert agrees(spectrum + 1e-16j, spectrum)
    assert agrees((spectrum + 1e-16j).tolist(), spectrum)
    assert not agrees(spectrum + 0.1, spectrum)


def test_what_is_computed_and_nothing_but_rounding_is_0():
    (mean, spread), *others = without_rounding([(1e-17, 1.0), (-3e-16, 2.0)])
    assert (mean, spread) == (0.0, 1.0)
    assert others == [(0.0, 2.0)]
    assert without_rounding([{"a": [1e-17, 0.0]}])[0]["a"].tolist() == [0.0, 0.0]
    assert without_rounding([1e-17, 0.5, "text"]) == (1e-17, 0.5, "text")
    assert without_rounding([2e-5]) == (2e-5,)


def test_a_part_without_numbers_agrees_with_another():
    assert agrees(((), 0), ((), 0), ((5,), 1))
    assert agrees(np.zeros((0, 2)), ((),), ((1, 2),)) is False
    assert agrees([[], []], ([], ()), ([1], (2,)))
