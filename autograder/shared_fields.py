"""Fields of a JSON object that several have alike, with what has been made of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class SharedFields(dict[str, Any]):
    """Fields that several documents or replies have alike; never changed."""

    def once(self, what: object, make: Callable[[], T]) -> T:
        """Return what `make` makes of them, which is told by a name or by its identity."""
        made: dict[object, Any] = vars(self).setdefault("made", {})
        if what not in made:
            made[what] = make()
        found: T = made[what]
        return found
