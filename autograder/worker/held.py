"""Worker: Objects of the submission that are kept, found again where arguments name them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.protocol.values import Held


class NotHeld(LookupError):
    """Nothing is kept under this name."""


def found(value: Any, objects: Mapping[str, Any]) -> Any:
    """Return arguments with the very objects in place of their names; raises `NotHeld`."""
    if type(value) is Held:
        if value.name not in objects:
            raise NotHeld(value.name)
        return objects[value.name]
    if type(value) in (list, tuple):
        return type(value)([found(part, objects) for part in value])
    if type(value) is dict:
        return {key: found(part, objects) for key, part in value.items()}
    if isinstance(value, np.ndarray) and value.dtype.hasobject:
        parts = np.empty(value.size, dtype=object)
        for place, part in enumerate(value.flat):
            parts[place] = found(part, objects)
        return parts.reshape(value.shape)
    return value
