"""Statistics of points, as classical test theory has them: pure functions of numbers.

A row is a submission, a column a question. What a number cannot tell is None, or says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from autograder.frozen import dataclass

LEAST = 15  #: submissions; of fewer, alpha and discrimination are chance
OUTER = 0.27  #: of a class: its upper and its lower part

Array = NDArray[np.float64]

NoAlpha = Literal["few", "single", "alike"]
"""Reasons why there is no alpha: few submissions, a single question, totals that are all alike."""


@dataclass(frozen=True, kw_only=True)
class Spread:
    """Where numbers lie."""

    count: int
    mean: float
    deviation: float | None  #: of a sample; None of a single number
    least: float
    lower: float  #: quartile
    median: float
    upper: float  #: quartile
    greatest: float


def spread(values: Sequence[float]) -> Spread | None:
    """Return where numbers lie, None if there are none."""
    if not values:
        return None
    numbers = np.asarray(values, float)
    least, lower, median, upper, greatest = map(
        float, np.quantile(numbers, (0, 0.25, 0.5, 0.75, 1))
    )
    return Spread(
        count=len(values),
        mean=float(numbers.mean()),
        deviation=float(numbers.std(ddof=1)) if len(values) > 1 else None,
        least=least,
        lower=lower,
        median=median,
        upper=upper,
        greatest=greatest,
    )


@dataclass(frozen=True, kw_only=True)
class ItemStatistics:
    """How a question, or a check, went in a class."""

    share: float  #: of its points that were earned; 0.9 is easy, 0.3 hard
    full: int  #: how many have all of its points
    none: int  #: how many have none
    item_rest: float | None  #: correlation with the sum of the others
    upper_lower: float | None  #: share in the upper part of the class, less that in the lower


def item_statistics(
    points: Sequence[Sequence[float]], possible: Sequence[float]
) -> tuple[ItemStatistics, ...]:
    """Return the statistics of each column; none where there are no rows."""
    table = np.asarray(points, float)
    if not table.size:
        return ()
    totals = table.sum(axis=1)
    return tuple(
        ItemStatistics(
            share=float(earned.mean() / most) if most else 0.0,
            full=int((earned >= most - 1e-9).sum()),
            none=int((earned <= 1e-9).sum()),
            item_rest=correlation(earned, totals - earned),
            upper_lower=upper_lower(earned / most, totals) if most else None,
        )
        for earned, most in zip(table.T, possible, strict=True)
    )


def correlation(one: ArrayLike, other: ArrayLike) -> float | None:
    """Return Pearson's correlation, None of fewer than 3 pairs or where one side is all alike."""
    x, y = np.asarray(one, float), np.asarray(other, float)
    if len(x) < 3 or _is_alike(x) or _is_alike(y):
        return None
    return float(np.clip(np.corrcoef(x, y)[0, 1], -1, 1))


def upper_lower(shares: ArrayLike, totals: ArrayLike) -> float | None:
    """Return the mean share in the best 27 % of the class, less that in the last 27 %.

    Who ties at the border counts in part, so that no order of names decides. None where all totals
    are alike.
    """
    values, ranked = np.asarray(shares, float), np.asarray(totals, float)
    if len(ranked) < 2 or _is_alike(ranked):
        return None
    size = max(1, round(OUTER * len(ranked)))
    upper, lower = _weights(ranked, size), _weights(-ranked, size)
    return float((upper @ values - lower @ values) / size)


def _weights(ranked: Array, size: int) -> Array:
    """Return how far each counts among the `size` highest."""
    border = np.sort(ranked)[-size]
    above, at = ranked > border, ranked == border
    weights: Array = above + at * (size - above.sum()) / at.sum()
    return weights


def alpha(points: Sequence[Sequence[float]]) -> float | NoAlpha:
    """Return Cronbach's alpha of the columns, or why there is none."""
    table = np.asarray(points, float)
    if len(table) < LEAST:
        return "few"
    questions = table.shape[1]
    if questions < 2:
        return "single"
    totals = table.sum(axis=1)
    if _is_alike(totals):
        return "alike"
    within = table.var(axis=0, ddof=1).sum() / totals.var(ddof=1)
    return float(questions / (questions - 1) * (1 - within))


def histogram(totals: Sequence[float], possible: float) -> tuple[tuple[float, float, int], ...]:
    """Return (from, to, how many) in ten equal parts; who has all points is in the last one.

    What a bonus brings beyond it is in the last one too.
    """
    edges = np.linspace(0, possible or 1, 11)
    inside = np.clip(np.asarray(totals, float), edges[0], edges[-1])
    counts, _edges = np.histogram(inside, edges)
    return tuple(
        (float(start), float(end), int(count))
        for start, end, count in zip(edges, edges[1:], counts, strict=False)
    )


def _is_alike(values: NDArray[Any]) -> bool:
    return bool(np.ptp(values) <= 1e-9 * max(1.0, float(np.abs(values).max(initial=0))))
