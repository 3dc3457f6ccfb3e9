"""Whether answers agree: with what is expected, within its margin; with what was observed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.values import numbers, unwrap

_RELATIVE = 1e-5  #: to an observed answer
_OF_LARGEST = 1e-7  #: of an observed answer's largest number


def agrees(got: object, expected: object, margin: object, *, equal_nan: bool) -> bool:
    """Whether an answer is what is expected, within the margin of each part, as checks have it."""
    got, expected = unwrap(got), unwrap(expected)
    due = numbers(expected)
    if due is not None:
        found = numbers(got)
        return (
            found is not None
            and found.shape == due.shape
            and _is_close(found, due, _spread(margin, due.shape), equal_nan)
        )
    match got, expected:
        case (list() | tuple(), list() | tuple()):
            pairs = enumerate(zip(got, expected, strict=False))
            return len(got) == len(expected) and all(
                agrees(one, other, _of_part(margin, n), equal_nan=equal_nan)
                for n, (one, other) in pairs
            )
        case (dict(), dict()):
            return got.keys() == expected.keys() and all(
                agrees(got[key], expected[key], _of_part(margin, key), equal_nan=equal_nan)
                for key in expected
            )
    return _is_equal(got, expected)


def same_as(expected: Any, relative: float) -> Callable[[Any], bool]:
    """Return what tells of one answer after the other whether it is the expected one, rounded."""
    due = numbers(unwrap(expected))
    if due is None:
        return lambda got: is_same(got, expected, relative)
    is_near = _near(due, relative)

    def is_expected(got: Any) -> bool:
        found = numbers(unwrap(got))
        return is_same(got, expected, relative) if found is None else is_near(found)

    return is_expected


def is_same(one: Any, other: Any, relative: float = _RELATIVE) -> bool:
    """Whether two answers are the same but for how they were worked out, or are rounded."""
    one, other = unwrap(one), unwrap(other)
    got, due = numbers(one), numbers(other)
    if got is not None and due is not None:
        return _near(due, relative)(got)
    match one, other:
        case (list() | tuple(), list() | tuple()):
            return len(one) == len(other) and all(
                is_same(a, b, relative) for a, b in zip(one, other, strict=True)
            )
        case (dict(), dict()):
            return one.keys() == other.keys() and all(
                is_same(one[k], other[k], relative) for k in one
            )
    return _is_equal(one, other)


def _near(due: NDArray[Any], relative: float) -> Callable[[NDArray[Any]], bool]:
    """Return what `np.allclose` says of one array after the other, also of another shape.

    NaN is near to NaN. What depends on `due` alone is worked out once.
    """
    inexact, finite = due.astype(np.result_type(due, 1.0)), np.isfinite(due)
    allowed = _OF_LARGEST * _largest(due) + relative * np.abs(inexact)

    def is_near(found: NDArray[Any]) -> bool:
        if found.shape != due.shape:
            return False
        with np.errstate(invalid="ignore"):
            close = (np.abs(found - inexact) <= allowed) & finite | (found == inexact)
        return bool((close | np.isnan(found) & np.isnan(inexact)).all())

    return is_near


def _is_equal(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return False  # of no numbers: `==` of arrays is no yes or no
    return type(one) is type(other) and bool(one == other)


def _is_close(
    found: NDArray[Any], due: NDArray[Any], allowed: NDArray[np.float64], equal_nan: bool
) -> bool:
    found, due = found.astype(float), due.astype(float)
    with np.errstate(all="ignore"):
        close = (np.abs(found - due) <= allowed) | (found == due)
    if equal_nan:
        close |= np.isnan(found) & np.isnan(due)
    return bool(close.all())


def _largest(array: NDArray[Any]) -> float:
    """Return the largest size of a number that is one, 0 if there is none."""
    return float(np.abs(array[np.isfinite(array)]).max(initial=0))


def _of_part(margin: object, part: object) -> object:
    return margin.get(part, 0.0) if isinstance(margin, Mapping) else margin


def _spread(margin: object, shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Return the allowed difference of each number in an array of that shape."""
    if not isinstance(margin, Mapping):
        return np.full(shape, margin, dtype=float)
    if not shape or 0 in shape:
        return np.zeros(shape)
    return np.stack([_spread(_of_part(margin, n), shape[1:]) for n in range(shape[0])])
