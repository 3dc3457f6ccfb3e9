"""Worker: Objects of the submission that are kept, found again where arguments name them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from autograder.protocol.parts import with_parts
from autograder.protocol.values import Held


class NotHeld(LookupError):
    """Nothing is kept under this name."""


def found(value: Any, objects: Mapping[str, Any]) -> Any:
    """Return arguments with the very objects in place of their names; raises `NotHeld`."""

    def kept(part: Any) -> Any:
        if type(part) is not Held:
            return part
        if part.name not in objects:
            raise NotHeld(part.name)
        return objects[part.name]

    return with_parts(value, kept)
