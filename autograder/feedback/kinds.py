"""What we say about an answer of another kind: what in it is no number, or does not fit."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autograder import wording
from autograder.feedback.words import foreign
from autograder.records import Text
from autograder.values import describe, numbers, unwrap

_MOST_SHAPES = 3
_GONE_THROUGH = frozenset(
    {
        *("generator", "map", "filter", "zip", "range", "enumerate", "reversed"),
        *("set", "frozenset", "dict_keys", "dict_values", "list_iterator"),
    }
)


def is_gone_through(kind: str) -> bool:
    """Tell whether a value of the kind holds elements, which `list(…)` would make a list of."""
    return kind in _GONE_THROUGH


def alien(value: object) -> Text | None:
    """Return what is in a list, tuple or array that is no number, None if all are numbers."""
    for leaf in _leaves(unwrap(value)):
        if isinstance(leaf, str):
            return wording.TEXT_INSIDE
        if leaf is None:
            return wording.NONE_INSIDE
        if not isinstance(leaf, int | float):
            kind, text = foreign(describe(leaf)), wording.KIND_INSIDE
            return Text(text.en.format(kind=kind), text.ja.format(kind=kind))
    return None


def shapes(value: object) -> str | None:
    """Return the different shapes of a list's or tuple's parts, as "(1,), (1, 1)"."""
    value = unwrap(value)
    if not isinstance(value, list | tuple):
        return None
    arrays = [numbers(part) for part in value]
    for part, array in zip(value, arrays, strict=True):
        if array is None:
            return shapes(part)
    found = dict.fromkeys(str(array.shape) for array in arrays if array is not None)
    told = list(found)[:_MOST_SHAPES]
    more = ["…"] if len(told) < len(found) else []
    return ", ".join([*told, *more]) if len(found) > 1 else None


def _leaves(value: object) -> Iterator[object]:
    """Yield what stands inside the nested lists, tuples and arrays."""
    if isinstance(value, np.ndarray):
        yield from map(unwrap, value.flat)
    elif isinstance(value, list | tuple):
        for part in value:
            inner = unwrap(part)
            if isinstance(inner, list | tuple | np.ndarray):
                yield from _leaves(inner)
            else:
                yield inner
