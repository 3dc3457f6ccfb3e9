"""Grader: Replies of workers, read once a class where they are the same byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

from autograder.protocol.frames import unpack

T = TypeVar("T")

_MOST_KNOWN = 1000  #: replies that are kept, those that came last
_MOST_BYTES = 1 << 10  #: of one that is kept


class Reply(dict[str, Any]):
    """A message of a worker, which nobody changes, with what has been made of it."""

    def once(self, what: object, make: Callable[[], T]) -> T:
        """Return what `make` makes of it, which is told by a name."""
        made: dict[object, Any] = vars(self).setdefault("made", {})
        if what not in made:
            made[what] = make()
        found: T = made[what]
        return found


def read_reply(body: bytes) -> Reply:
    """Return the message of a frame's body; raises what `frames.unpack` raises."""
    return _read_once(body) if len(body) <= _MOST_BYTES else Reply(unpack(body))


@lru_cache(_MOST_KNOWN)
def _read_once(body: bytes) -> Reply:
    return Reply(unpack(body))
