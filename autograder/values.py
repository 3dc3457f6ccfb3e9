"""Values as the grader sees them: unwrapped, as numbers, by kind; the same for every stage."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.protocol.table_cells import simple
from autograder.protocol.tables import FrameTable, Labels, Missing, Scalar, SeriesTable, kind_of
from autograder.protocol.values import Foreign, Opaque


def numbers(value: object, *, also_complex: bool = False) -> NDArray[Any] | None:
    """Return the value as an array of numbers, None if it is none (ragged, text, …)."""
    value, kinds = simple(unwrap(value)), "biufc" if also_complex else "biuf"
    if isinstance(value, np.ndarray) and not value.dtype.hasobject:
        return _array(value, kinds)
    try:
        return _array(_nested(value), kinds)
    except _NotNumbers:
        return None


def describe(value: object) -> str:
    """Return the kind of a value in a word or two, as "list" or "object of type Foo"."""
    if isinstance(value, Opaque | Foreign):
        return value.type_name.removeprefix("builtins.")
    if isinstance(value, FrameTable | SeriesTable | Labels | Scalar | Missing):
        return kind_of(value)
    if callable(value):
        return "function"
    return "None" if value is None else type(value).__name__


def is_unfilled(value: object) -> bool:
    """Tell whether the value is the `...` that a handout leaves for an answer."""
    return isinstance(value, Opaque) and describe(value) == "ellipsis"


def unwrap(value: object) -> object:
    """Return the value without its wrapping: a subclass (but a mask counts), a numpy scalar."""
    if isinstance(value, Foreign) and not value.type_name.startswith("numpy.ma."):
        return value.value
    if isinstance(value, Scalar):
        return simple(value)
    return value.item() if isinstance(value, np.generic) else value


_PLAIN = (int, float, bool)


class _NotNumbers(Exception):
    """There is something else among them."""


def _nested(value: object) -> object:
    """Return a number, or nested lists of numbers.

    numpy is never given text: it would make every element as large as the longest one.
    """
    if type(value) in _PLAIN:
        return value
    value = unwrap(value)
    if isinstance(value, np.ndarray):
        return _nested(value.tolist()) if value.dtype.hasobject else value.tolist()
    if isinstance(value, list | tuple):
        return [_nested(item) for item in value]
    if isinstance(value, bool | int | float | complex):
        return value
    if isinstance(value, Decimal):
        return math.nan if value.is_nan() else float(value)
    if isinstance(value, Fraction):
        return _ratio(value)
    raise _NotNumbers


def _ratio(value: Fraction) -> float:
    try:
        return value.numerator / value.denominator
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _array(value: Any, kinds: str) -> NDArray[Any] | None:
    try:
        array = np.asarray(value)
    except (ValueError, OverflowError):
        return None
    if array.dtype.kind == "O":
        return _large_integers(array)
    if not array.size:
        return np.zeros(array.shape)
    if array.dtype.kind not in kinds:
        return None
    return array.astype(float) if array.dtype.kind == "b" else array


def _large_integers(array: NDArray[Any]) -> NDArray[Any] | None:
    """Return integers beyond 64 bits as floats; None if anything else is among the objects."""
    if not all(type(item) in (int, float, bool) for item in array.ravel()):
        return None
    try:
        return array.astype(float)
    except OverflowError:
        return None
