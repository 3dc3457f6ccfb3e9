"""What was found out about pieces of code, for others who write the very same.

A key holds everything that is looked at: whoever hands in something else is told something else,
and what has been remembered of anybody changes nothing but how long it takes.
"""

from __future__ import annotations

from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

MOST_CHARACTERS = 2_000  #: of code that is remembered

T = TypeVar("T")


class Remembered(Generic[T]):
    """The last of what was found out; threads may share it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found = dict[Hashable, T]()  # the one that was wanted last stands at the end
        self._lock = Lock()

    def get(self, key: Hashable) -> T | None:
        """Return what was found out, None if that is not known."""
        with self._lock:
            found = self._found.pop(key, None)
            if found is not None:
                self._found[key] = found
            return found

    def keep(self, key: Hashable, found: T) -> None:
        """Remember something, and forget what nobody has wanted for longest."""
        with self._lock:
            self._found[key] = found
            while len(self._found) > self._most:
                del self._found[next(iter(self._found))]
