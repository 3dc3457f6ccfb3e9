"""Statistics of points, checked against scipy and against alpha's other definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from autograder.reports.statistics import (
    alpha,
    correlation,
    histogram,
    item_statistics,
    spread,
    upper_lower,
)
from autograder.texts import format_coefficient

CLASS = np.random.default_rng(7)
ABLE = CLASS.normal(size=60)
POINTS = np.clip(np.round(5 + 2 * ABLE[:, None] + CLASS.normal(0, 2, (60, 5))), 0, 10)


def test_a_correlation_is_pearsons() -> None:
    for column in range(5):
        rest = POINTS.sum(axis=1) - POINTS[:, column]
        item = item_statistics(POINTS.tolist(), [10] * 5)[column]
        expected = stats.pearsonr(POINTS[:, column], rest).statistic
        assert item.item_rest == pytest.approx(expected)


@pytest.mark.parametrize(
    ("one", "other"), [([1, 2], [2, 1]), ([3, 3, 3], [1, 2, 3]), ([1, 2, 3], [0.1 + 0.2] * 3)]
)
def test_no_correlation_where_it_means_nothing(one, other) -> None:
    assert correlation(one, other) is None


def test_a_spread_is_what_scipy_and_numpy_describe() -> None:
    totals = POINTS.sum(axis=1).tolist()
    found, described = spread(totals), stats.describe(totals)
    assert found is not None
    assert (found.count, found.least, found.greatest) == (described.nobs, *described.minmax)
    assert found.mean == pytest.approx(described.mean)
    assert found.deviation == pytest.approx(described.variance**0.5)
    assert [found.lower, found.median, found.upper] == pytest.approx(
        stats.mstats.mquantiles(totals, alphap=1, betap=1).tolist()
    )
    assert spread([]) is None
    (alone,) = [spread([3.0])]
    assert alone is not None
    assert (alone.mean, alone.deviation) == (3, None)


def test_alpha_is_the_mean_of_covariances_over_that_of_all() -> None:
    table = np.cov(POINTS, rowvar=False)
    between = (table.sum() - np.trace(table)) / (5 * 4)
    assert alpha(POINTS.tolist()) == pytest.approx(between / table.mean())


def test_alpha_of_equal_questions_is_1_and_of_opposite_ones_below_0() -> None:
    one = POINTS[:, :1]
    assert alpha(np.hstack([one, one, one]).tolist()) == pytest.approx(1)
    found = alpha(np.hstack([one, 10 - 0.5 * one]).tolist())
    assert isinstance(found, float)
    assert found < 0


@pytest.mark.parametrize(
    ("points", "why"),
    [
        (POINTS[:14], "few"),
        (POINTS[:, :1], "single"),
        (np.tile([[3, 7]], (20, 1)), "alike"),
        (np.zeros((0, 3)), "few"),
    ],
)
def test_alpha_says_why_it_means_nothing(points, why) -> None:
    assert alpha(points.tolist()) == why


def test_shares_and_counts_of_a_question() -> None:
    easy, hard = item_statistics([[10, 0], [10, 5], [8, 0]], [10, 5])
    assert (easy.share, easy.full, easy.none) == (pytest.approx(28 / 30), 2, 0)
    assert (hard.share, hard.full, hard.none) == (pytest.approx(1 / 3), 1, 2)
    assert item_statistics([], [10]) == ()
    (worthless,) = item_statistics([[0], [0], [0]], [0])
    assert (worthless.share, worthless.upper_lower) == (0, None)


def test_upper_less_lower_without_ties_is_of_the_27_per_cent() -> None:
    totals = np.arange(100)
    shares = totals / 99
    expected = shares[-27:].mean() - shares[:27].mean()
    assert upper_lower(shares, totals) == pytest.approx(expected)


@given(st.permutations(range(12)))
def test_no_order_of_names_decides_who_is_in_the_upper_part(order: list[int]) -> None:
    totals = np.array([0, 1, 1, 1, 1, 2, 3, 3, 3, 3, 3, 4])
    shares = np.array([0, 1, 0, 0, 1, 0, 1, 1, 0, 0, 1, 1])
    place = np.array(order)
    assert upper_lower(shares[place], totals[place]) == pytest.approx(upper_lower(shares, totals))


def test_upper_less_lower_where_all_are_alike() -> None:
    assert upper_lower([0, 1, 1], [5, 5, 5]) is None
    assert upper_lower([1], [5]) is None


@given(st.lists(st.floats(0, 60), min_size=1), st.floats(1, 60))
def test_everybody_is_somewhere_in_a_histogram(totals: list[float], possible: float) -> None:
    bars = histogram(totals, possible)
    assert sum(count for _start, _end, count in bars) == len(totals)
    assert (bars[0][0], bars[-1][1]) == (0, pytest.approx(possible))


def test_all_points_are_in_the_last_bar() -> None:
    assert [count for _start, _end, count in histogram([60, 59, 6, 5.9], 60)] == [
        *(1, 1, 0, 0, 0, 0, 0, 0, 0, 2)
    ]


@pytest.mark.parametrize(
    ("value", "text"), [(None, "—"), (0.456, "0.46"), (-0.2, "−0.20"), (-0.001, "0.00")]
)
def test_coefficients_as_people_read_them(value, text: str) -> None:
    assert format_coefficient(value) == text
