"""Comparing an answer with what was expected: kind first, then shape, then values."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from autograder.records import Difference
from autograder.values import describe, is_unfilled, numbers, unwrap

RELATIVE = 1e-4  #: of the largest expected magnitude, at least of 1


def difference(
    got: object, expected: object, tolerance: float | None = None, *, equal_nan: bool = False
) -> Difference | None:
    """Return how `got` differs from `expected`, None if it does not.

    Lists, tuples, arrays and numpy scalars of the same shape and values are the same answer, and
    so are True/False and 1/0. Numbers agree within `tolerance`, by default `RELATIVE` of the
    largest expected magnitude, at least of 1; complex ones in both of their parts. NaN agrees with
    nothing, with `equal_nan` with NaN.
    """
    got, expected = unwrap(got), _comparable(expected)
    if isinstance(expected, dict):
        return _dictionary(got, expected, tolerance)
    wanted = numbers(expected)
    if wanted is None and isinstance(expected, list | tuple):
        return _parts(got, expected, tolerance, equal_nan)
    if isinstance(expected, complex):
        return _complex(_comparable(got), expected, tolerance, equal_nan)
    if wanted is None:
        got = _comparable(got)
        return None if type(got) is type(expected) and got == expected else _other(got, expected)
    return _numeric(got, wanted, tolerance, equal_nan)


def _comparable(value: object) -> object:
    """Return the plain value, an array of no numbers as lists: `==` of arrays is no yes or no."""
    value = unwrap(value)
    if isinstance(value, np.ndarray) and numbers(value) is None:
        return value.tolist()
    return value


def _parts(
    got: object, expected: Sequence[object], tolerance: float | None, equal_nan: bool
) -> Difference | None:
    """Compare one by one what does not fit into one array, as (weights, bias)."""
    parts = list(got) if isinstance(got, np.ndarray) and got.ndim else got
    if not isinstance(parts, list | tuple):
        return _other(got, expected)
    if len(parts) != len(expected):
        return Difference(kind="length", got=str(len(parts)), expected=str(len(expected)))
    pairs = zip(parts, expected, strict=True)
    found = (difference(g, e, tolerance, equal_nan=equal_nan) for g, e in pairs)
    return next(filter(None, found), None)


def _numeric(
    got: object, wanted: NDArray[Any], tolerance: float | None, equal_nan: bool
) -> Difference | None:
    if got is None:
        return Difference(kind="nothing")
    if is_unfilled(got):
        return Difference(kind="unfilled")
    found = numbers(got)
    if found is None:
        return Difference(kind="kind", got=describe(got), expected=_kind_of(wanted))
    if found.shape != wanted.shape:
        return Difference(kind="shape", got=found.shape, expected=wanted.shape)
    return _values(found.astype(float), wanted.astype(float), tolerance, equal_nan)


def _values(
    found: NDArray[np.float64],
    wanted: NDArray[np.float64],
    tolerance: float | None,
    equal_nan: bool,
) -> Difference | None:
    allowed = tolerance if tolerance is not None else RELATIVE * _magnitude(wanted)
    with np.errstate(invalid="ignore"):
        close = (np.abs(found - wanted) <= allowed) | (found == wanted)
    if equal_nan:
        close |= np.isnan(found) & np.isnan(wanted)
    if close.all():
        return None
    index = tuple(int(i) for i in np.argwhere(~close)[0])
    got, due = _told_apart(found[index], wanted[index])
    kind: Literal["nan", "value"] = "nan" if math.isnan(found[index]) else "value"
    return Difference(kind=kind, got=got, expected=due, index=index)


def _magnitude(wanted: NDArray[np.float64]) -> float:
    finite = np.abs(wanted[np.isfinite(wanted)])
    return max(1.0, float(finite.max(initial=0.0)))


def _complex(
    got: object, wanted: complex, tolerance: float | None, equal_nan: bool
) -> Difference | None:
    """Compare the real and the imaginary part, which Python's other numbers have too."""
    if isinstance(got, bool | int | float | complex):
        parts = [got.real, got.imag], [wanted.real, wanted.imag]
        if difference(*parts, tolerance, equal_nan=equal_nan) is None:
            return None
    return _other(got, wanted)


def _dictionary(
    got: object, expected: dict[Any, Any], tolerance: float | None
) -> Difference | None:
    if not isinstance(got, dict):
        return _other(got, expected)
    for key, wanted in expected.items():
        if key not in got:
            return Difference(kind="key", expected=repr(key))
        if inner := difference(got[key], wanted, tolerance):
            return Difference(kind="key", got=inner.got, expected=repr(key))
    return (
        None
        if len(got) == len(expected)
        else Difference(kind="length", got=str(len(got)), expected=str(len(expected)))
    )


def _other(got: object, expected: object) -> Difference:
    if got is None:
        return Difference(kind="nothing")
    if is_unfilled(got):
        return Difference(kind="unfilled")
    if type(got) is not type(expected):
        return Difference(kind="kind", got=describe(got), expected=describe(expected))
    return Difference(kind="value")


def _kind_of(wanted: NDArray[Any]) -> str:
    return "number" if wanted.ndim == 0 else "numbers"


def _told_apart(found: np.float64, wanted: np.float64) -> tuple[str, str]:
    """Return both numbers with six digits, with all of them where six are the same."""
    one, other = f"{float(found):.6g}", f"{float(wanted):.6g}"
    return (one, other) if one != other else (repr(float(found)), repr(float(wanted)))
