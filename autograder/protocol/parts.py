"""Grader and worker: Something else in place of parts of a value, however deep they lie."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def with_parts(value: Any, change: Callable[[Any], Any]) -> Any:
    """Return the value with what `change` returns in place of each part that holds no others.

    Parts are looked for in lists, tuples, sets, dictionaries (keys, too) and arrays of objects; a
    subclass of one of them is a part itself. Raises what `change` raises.
    """
    if type(value) in (list, tuple, set):
        return type(value)([with_parts(part, change) for part in value])
    if type(value) is dict:
        return {with_parts(key, change): with_parts(part, change) for key, part in value.items()}
    if isinstance(value, np.ndarray) and value.dtype == object:
        parts = np.empty(value.size, dtype=object)
        for place, part in enumerate(value.flat):
            parts[place] = with_parts(part, change)
        return parts.reshape(value.shape)
    return change(value)
