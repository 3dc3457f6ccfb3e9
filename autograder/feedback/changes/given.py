"""What a function is given, anew for each time that it is worked out: it may change it."""

from __future__ import annotations

from copy import deepcopy
from types import NoneType
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")
_PLAIN = (int, float, str, bool, NoneType)


def given_anew(given: T) -> T:
    """Return a deep copy, for what is mostly small: `deepcopy` is there for anything."""
    copied: T = _copied(given, {})
    return copied


def _copied(value: Any, made: dict[int, Any]) -> Any:
    """Return a copy; `made` holds those of parts, of which each is copied once, as `deepcopy` does."""
    kind = value.__class__
    if kind in _PLAIN:
        return value
    if id(value) in made:
        return made[id(value)]
    copy: Any
    if kind is list:
        copy = [_copied(part, made) for part in value]
    elif kind is tuple:
        copy = tuple([_copied(part, made) for part in value])
    elif kind is np.ndarray and not value.dtype.hasobject:
        copy = value.copy("K")
    else:
        return deepcopy(value, made)
    made[id(value)] = copy
    return copy
