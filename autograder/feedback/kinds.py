"""Answers of another kind: what in them is no number, or does not fit."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autograder.feedback.words import foreign
from autograder.records.sentences import Listed, Part, _
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


def alien(value: object) -> Part | None:
    """Return what is in a list, tuple or array that is no number, None if all are numbers."""
    for leaf in _leaves(unwrap(value)):
        if isinstance(leaf, str):
            return _("text (str)")
        if leaf is None:
            return "None"
        if not isinstance(leaf, int | float):
            return _("a value of type {kind}", kind=foreign(describe(leaf)))
    return None


def shapes(value: object) -> Listed | None:
    """Return the different shapes of a list's or tuple's parts, None if all have the same."""
    value = unwrap(value)
    if not isinstance(value, list | tuple):
        return None
    arrays = [numbers(part) for part in value]
    for part, array in zip(value, arrays, strict=True):
        if array is None:
            return shapes(part)
    found = list(dict.fromkeys(array.shape for array in arrays if array is not None))
    more = ("…",) if len(found) > _MOST_SHAPES else ()
    return Listed((*found[:_MOST_SHAPES], *more)) if len(found) > 1 else None


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
