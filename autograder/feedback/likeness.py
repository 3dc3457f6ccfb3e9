"""How wrong numbers are related to those that were expected, where that is plain.

Each rule sees both arrays, and says only what is true of all of their numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.records.sentences import Sentence, _

Numbers = NDArray[np.float64]
_FEWEST = 3  #: numbers in which a relation is no accident
_MOST = 100_000  #: numbers that are compared
_MOST_IN_A_ROW = 1_000  #: numbers that are looked for one by one


def likeness(got: Numbers, expected: Numbers) -> Sentence | None:
    """Return how the numbers are related to the expected ones, None if there is nothing to say."""
    if not 0 < max(got.size, expected.size) <= _MOST or not np.isfinite(got).all():
        return None
    if np.array_equal(got, expected):
        return None
    rules = _SAME_SHAPE if got.shape == expected.shape else _OTHER_SHAPE
    found = (rule(got.astype(float), expected.astype(float)) for rule in rules)
    return next(filter(None, found), None)


def _same(one: Numbers, other: Numbers) -> bool:
    return one.shape == other.shape and np.allclose(one, other, rtol=1e-6, atol=1e-9)


def _negated(got: Numbers, expected: Numbers) -> Sentence | None:
    if expected.any() and _same(got, np.negative(expected)):
        return _("Every number has the opposite sign of what was expected.")
    return None


def _without_sign(got: Numbers, expected: Numbers) -> Sentence | None:
    if (expected < 0).any() and (expected > 0).any() and _same(got, np.abs(expected)):
        return _("The negative numbers have lost their sign.")
    return None


def _turned(got: Numbers, expected: Numbers) -> Sentence | None:
    if expected.ndim == 2 and _same(got, expected.T):
        return _("These are the expected numbers with rows and columns exchanged.")
    return None


def _backwards(got: Numbers, expected: Numbers) -> Sentence | None:
    if expected.ndim == 1 and expected.size >= _FEWEST and _same(got, expected[::-1]):
        return _("These are the expected numbers in reverse order.")
    if expected.ndim == 2 and min(expected.shape) > 1 and _same(got, expected[:, ::-1]):
        return _("Each row holds the expected numbers in reverse order.")
    return None


def _sorted(got: Numbers, expected: Numbers) -> Sentence | None:
    if got.ndim == 1 and got.size >= _FEWEST and _same(got, np.sort(expected)):
        return _("These are the expected numbers, but sorted by size.")
    return None


def _exchanged(got: Numbers, expected: Numbers) -> Sentence | None:
    both = np.isin(expected, (0, 1)).all() and expected.any() and not expected.all()
    if both and _same(got, 1 - expected):
        return _("0 and 1 are exchanged: where a 1 was expected stands 0, and the other way round.")
    return None


def _shifted(got: Numbers, expected: Numbers) -> Sentence | None:
    by = got - expected
    if np.unique(expected).size < 2 or (by != by.flat[0]).any():
        return None
    if by.flat[0] == 1:
        return _("Every number is greater by 1 than expected.")
    return _("Every number is smaller by 1 than expected.") if by.flat[0] == -1 else None


def _multiplied(got: Numbers, expected: Numbers) -> Sentence | None:
    counted = expected != 0
    if counted.sum() < 2 or not _same(got[~counted], expected[~counted]):
        return None
    ratios = got[counted] / expected[counted]
    ratio = float(ratios.flat[0])
    if ratio in (0.0, 1.0) or not np.allclose(ratios, ratio, rtol=1e-6):
        return None
    if np.unique(np.abs(expected[counted])).size < _FEWEST:
        return None
    return _("Every number is {ratio} times what was expected.", ratio=ratio)


def _rounded(got: Numbers, expected: Numbers) -> Sentence | None:
    if (expected != np.trunc(expected)).sum() < 2:
        return None
    if _same(got, np.trunc(expected)):
        return _("The decimals are missing.")
    for places in (0, 1, 2, 3):
        if _same(got, np.round(expected, places)) and not _same(got, expected):
            return _("The numbers are rounded to {places} decimals.", places=places)
    return None


def _all_alike(got: Numbers, expected: Numbers) -> Sentence | None:
    if got.size >= _FEWEST and (got == got.flat[0]).all() and (expected != expected.flat[0]).any():
        return _("All of the returned numbers are the same: {number}.", number=float(got.flat[0]))
    return None


def _part_of_a_row(got: Numbers, expected: Numbers) -> Sentence | None:
    if got.ndim != 1 or expected.ndim != 1 or not got.size:
        return None
    missing = expected.size - got.size
    if missing > 0 and got.size > 1 and _same(got, expected[:-missing]):
        return _(
            "What is there is right, but numbers at the end are missing: {missing} of them.",
            missing=missing,
        )
    if missing > 0 and got.size > 1 and _same(got, expected[missing:]):
        return _(
            "What is there is right, but numbers at the beginning are missing: {missing} of them.",
            missing=missing,
        )
    if missing < 0 and expected.size > 1 and _same(got[:missing], expected):
        return _(
            "The expected numbers are there, but others follow them: {more} of them.", more=-missing
        )
    if missing < 0 and expected.size > 1 and _same(got[-missing:], expected):
        return _(
            "The expected numbers are there, but others stand before them: {more} of them.",
            more=-missing,
        )
    return None


def _others_between(got: Numbers, expected: Numbers) -> Sentence | None:
    """Say of a row that the expected numbers are in it, among others that should be left out."""
    if got.ndim != 1 or expected.ndim != 1 or not 1 < expected.size < got.size:
        return None
    if np.unique(expected).size < expected.size or got.size > _MOST_IN_A_ROW:
        return None
    found = np.flatnonzero(np.isclose(got[:, None], expected[None, :]).any(axis=1))
    if not _same(got[found], expected):
        return None
    return _(
        "The expected numbers are there, in their order, but others stand between them: "
        "{more} of them.",
        more=int(got.size - expected.size),
    )


def _only_one(got: Numbers, expected: Numbers) -> Sentence | None:
    if got.size != 1 or expected.ndim != 1 or expected.size < _FEWEST:
        return None
    here = np.isclose(got.flat[0], expected)
    if here.sum() != 1:
        return None
    first, last = here[0], here[-1]
    if first and not last:
        return _("Only the first of the expected numbers is there.")
    if last and not first:
        return _("Only the last of the expected numbers is there.")
    return None


def _repeated(got: Numbers, expected: Numbers) -> Sentence | None:
    if got.ndim != 1 or expected.ndim != 1 or not 1 < expected.size < got.size:
        return None
    times, rest = divmod(got.size, expected.size)
    if rest or not _same(got, np.repeat(expected, times)):
        return None
    return _("Each of the expected numbers is there {times} times in a row.", times=times)


def _border(got: Numbers, expected: Numbers) -> Sentence | None:
    if got.ndim != expected.ndim or got.ndim == 0:
        return None
    more = [g - e for g, e in zip(got.shape, expected.shape, strict=True)]
    if min(more) <= 0 or any(m % 2 for m in more):
        return None
    if expected.size < (2 if expected.ndim > 1 else _FEWEST):  # in a row, two may be by chance
        return None
    middle = tuple(slice(m // 2, m // 2 + e) for m, e in zip(more, expected.shape, strict=True))
    if _same(got[middle], expected):
        return _(
            "The expected numbers are there in the middle, with a border around them that should not be."
        )
    return None


def _not_added_up(got: Numbers, expected: Numbers) -> Sentence | None:
    if expected.shape == () and got.size > 1 and np.isclose(got.sum(), expected[()]):
        return _("Added up, the returned numbers give what was expected.")
    return None


Rule = Callable[[Numbers, Numbers], Sentence | None]

_SAME_SHAPE: tuple[Rule, ...] = (
    *(_negated, _without_sign, _exchanged, _turned, _backwards, _sorted),
    *(_shifted, _multiplied, _rounded, _all_alike),
)
_OTHER_SHAPE: tuple[Rule, ...] = (
    *(_only_one, _part_of_a_row, _repeated, _others_between, _border, _not_added_up),
)


def of_an_input(got: Numbers, expected: Numbers, given: Numbers) -> Sentence | None:
    """Say how an answer is related to an input of which positions or elements are asked for."""
    if given.ndim != 1 or not 1 <= expected.size <= given.size <= _MOST_IN_A_ROW:
        return None
    given = given.astype(float)
    if np.unique(given).size < given.size or np.array_equal(given, np.arange(given.size)):
        return None
    if _is_where(expected, given, got):
        return _(
            "These are the elements themselves. Their positions in the input are asked for, "
            "counted from 0."
        )
    if _is_where(got, given, expected):
        return _("These are the positions of the elements. The elements themselves are asked for.")
    return None


def _is_where(positions: Numbers, given: Numbers, elements: Numbers) -> bool:
    """Whether some numbers are the positions of others in what was given."""
    if positions.dtype.kind not in "iu" or positions.ndim > 1 or not positions.size:
        return False
    if positions.min() < 0 or positions.max() >= given.size or positions.size != elements.size:
        return False
    if positions.size == 1 and (given == np.trunc(given)).all():
        return False  # by chance
    return _same(np.sort(given[positions.ravel()]), np.sort(elements.ravel()))


def is_mask(got: NDArray[Any], expected: Numbers, given: Numbers) -> Sentence | None:
    """Say of True and False for each element of the input that they are no elements."""
    if got.dtype != bool or given.ndim != 1 or got.shape != given.shape:
        return None
    if not 0 < got.sum() < got.size or not _same(given[got].astype(float), expected):
        return None
    return _(
        "These are True or False, one for each element of the input. They choose the expected "
        "elements when they stand in square brackets behind it: `x[…]`."
    )


def exchanged_parts(got: object, expected: object) -> Iterator[Sentence]:
    """Say of a pair that it holds the right parts in the other order."""
    match got, expected:
        case [one, other], [first, second]:
            if _equal(one, second) and _equal(other, first) and not _equal(first, second):
                yield _("Both parts are right, but they stand in the other order.")


def _equal(one: object, other: object) -> bool:
    try:
        a, b = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    except (TypeError, ValueError):
        return False
    return _same(a, b)
