"""Comparing an answer with what was expected: kind first, then shape, then values."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from autograder.checks.folding import look_alike
from autograder.checks.margins import Margin, margins
from autograder.checks.tables import Ignored, table_difference
from autograder.frozen import dataclass
from autograder.protocol.table_cells import is_numeric, simple
from autograder.protocol.tables import FrameTable, Labels, SeriesTable
from autograder.records import Difference
from autograder.values import describe, is_unfilled, numbers, unwrap


def difference(
    got: object,
    expected: object,
    margin: Margin | None = None,
    *,
    equal_nan: bool = False,
    ignored: Collection[Ignored] = (),
) -> Difference | None:
    """Return how `got` differs from `expected`, None if it does not.

    Lists, tuples, arrays and numpy scalars of the same shape and values are the same answer, and
    so are True/False and 1/0. Numbers agree within `margin`, by default that of a check with this
    one case. NaN agrees with nothing, with `equal_nan` with NaN. Data frames are compared as
    `tables` says, but for what is `ignored`.
    """
    rules = _Rules(equal_nan, tuple(ignored))
    return _difference(got, expected, margin or margins([expected]), rules)


@dataclass(frozen=True)
class _Rules:
    """What counts in one comparison."""

    equal_nan: bool
    ignored: tuple[Ignored, ...]


def _difference(got: object, expected: object, margin: Margin, rules: _Rules) -> Difference | None:
    got, expected = unwrap(got), _comparable(expected)
    if isinstance(expected, FrameTable | SeriesTable | Labels):
        if not isinstance(got, FrameTable | SeriesTable | Labels):
            return _other(got, expected)
        return table_difference(
            got,
            expected,
            margin,
            rules.ignored,
            lambda one, other, margin: _difference(one, other, margin, rules),
        )
    if wrong := _of_other_length(got, expected):
        return wrong
    got = simple(got)
    if isinstance(expected, dict):
        return _dictionary(got, expected, margin, rules)
    wanted = numbers(expected, also_complex=True)
    if wanted is not None:
        return _numeric(got, wanted, margin, rules)
    if isinstance(expected, list | tuple):
        return _parts(got, expected, margin, rules)
    got = _comparable(got)
    if isinstance(got, str) and isinstance(expected, str) and look_alike(got, expected):
        return _character(got, expected)
    return None if type(got) is type(expected) and got == expected else _other(got, expected)


def _of_other_length(got: object, expected: object) -> Difference | None:
    """Return that a column of no numbers is no list of as many cells as there should be.

    Its cells are not made one by one to find that out: there may be a million.
    """
    if not isinstance(got, SeriesTable | Labels) or is_numeric(got):
        return None
    wanted = numbers(expected, also_complex=True)
    if wanted is not None and wanted.ndim == 0:
        return Difference(kind="kind", got=describe(got), expected=_kind_of(wanted))
    if wanted is None and not isinstance(expected, list | tuple):
        return _other(got, expected)
    due = len(wanted if wanted is not None else expected)  # type: ignore[arg-type]
    if len(got) == due:
        return None
    return Difference(kind="length", got=str(len(got)), expected=str(due))


def _character(got: str, expected: str) -> Difference:
    """Return the first character in which texts differ that look alike; "" is the end of one."""
    pairs = enumerate(zip_longest(got, expected, fillvalue=""))
    place, (found, wanted) = next((n, pair) for n, pair in pairs if pair[0] != pair[1])
    return Difference(kind="text", got=found, expected=wanted, index=(place,))


def _comparable(value: object) -> object:
    """Return the plain value, an array of no numbers as lists: `==` of arrays is no yes or no."""
    value = unwrap(value)
    if isinstance(value, np.ndarray) and numbers(value, also_complex=True) is None:
        return value.tolist()
    return value


def _parts(
    got: object, expected: Sequence[object], margin: Margin, rules: _Rules
) -> Difference | None:
    """Compare one by one what does not fit into one array, as (weights, bias).

    The first index of a number that differs is that of its part, as where all fit into one.
    """
    parts = list(got) if isinstance(got, np.ndarray) and got.ndim else got
    if not isinstance(parts, list | tuple):
        return _other(got, expected)
    if len(parts) != len(expected):
        return Difference(kind="length", got=str(len(parts)), expected=str(len(expected)))
    pairs = enumerate(zip(parts, expected, strict=True))
    for n, (g, e) in pairs:
        if found := _difference(g, e, margin.parts.get(n, margin), rules):
            if found.kind not in ("value", "nan") or found.index is None:
                return found
            return replace(found, index=(n, *found.index))
    return None


def _numeric(got: object, wanted: NDArray[Any], margin: Margin, rules: _Rules) -> Difference | None:
    if got is None:
        return Difference(kind="nothing")
    if is_unfilled(got):
        return Difference(kind="unfilled")
    found = numbers(got, also_complex=wanted.dtype.kind == "c")
    if found is None:
        return Difference(kind="kind", got=describe(got), expected=_kind_of(wanted))
    if found.shape != wanted.shape:
        return Difference(kind="shape", got=found.shape, expected=wanted.shape)
    return _values(_precise(found), _precise(wanted), margin.spread(wanted.shape), rules.equal_nan)


def _precise(array: NDArray[Any]) -> NDArray[Any]:
    return array.astype(complex if array.dtype.kind == "c" else float)


def _values(
    found: NDArray[Any], wanted: NDArray[Any], allowed: NDArray[np.float64], equal_nan: bool
) -> Difference | None:
    with np.errstate(invalid="ignore", over="ignore"):
        close = (np.abs(found - wanted) <= allowed) | (found == wanted)
    if equal_nan:
        close |= np.isnan(found) & np.isnan(wanted)
    if close.all():
        return None
    index = tuple(int(i) for i in np.argwhere(~close)[0])
    got, due = _told_apart(found[index].item(), wanted[index].item())
    kind: Literal["nan", "value"] = "nan" if np.isnan(found[index]) else "value"
    return Difference(kind=kind, got=got, expected=due, index=index)


def _dictionary(
    got: object, expected: dict[Any, Any], margin: Margin, rules: _Rules
) -> Difference | None:
    if not isinstance(got, dict):
        return _other(got, expected)
    for key, wanted in expected.items():
        if key not in got:
            return Difference(kind="key", expected=repr(key))
        if inner := _difference(got[key], wanted, margin.parts.get(key, margin), rules):
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
    if wanted.dtype.kind == "c":
        return "complex" if wanted.ndim == 0 else "complex numbers"
    return "number" if wanted.ndim == 0 else "numbers"


def _told_apart(found: complex, wanted: complex) -> tuple[str, str]:
    """Return both numbers with six digits, with all of them where six are the same."""
    one, other = f"{found:.6g}", f"{wanted:.6g}"
    return (one, other) if one != other else (repr(found), repr(wanted))
