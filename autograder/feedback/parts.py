"""Two tuples of arrays as text, part below part, the first difference marked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.feedback.show.arrays import Shown, joined, side_by_side
from autograder.feedback.show.values import format_value
from autograder.texts import sanitize
from autograder.values import numbers

_MOST_PARTS = 6


def parts_side_by_side(
    expected: object, got: object, index: tuple[int, ...] | None
) -> tuple[Shown, Shown] | None:
    """Return both tuples; None where neither is one, or their parts are not alike.

    In YAML, a list is all that an author can write for a tuple.
    """
    if not (isinstance(expected, tuple | list) and isinstance(got, tuple | list)):
        return None
    if not (index and index[1:] and tuple in (type(expected), type(got))):
        return None
    shapes = _shapes(expected)
    if len(expected) > _MOST_PARTS or shapes != _shapes(got):
        return None
    if len(shapes[index[0]] or ()) != len(index[1:]):  # of a part that has parts itself
        return None
    pairs = [
        side_by_side(np.asarray(one), np.asarray(other), index[1:])
        if place == index[0]
        else (Shown(format_value(one)), Shown(sanitize(format_value(other))))
        for place, (one, other) in enumerate(zip(expected, got, strict=True))
    ]
    return joined([one for one, _ in pairs]), joined([other for _, other in pairs])


def _shapes(parts: Sequence[object]) -> list[tuple[int, ...] | None]:
    arrays = [numbers(part) for part in parts[: _MOST_PARTS + 1]]
    return [None if array is None else array.shape for array in arrays]
