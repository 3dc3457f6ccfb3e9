"""Exchanges that several submissions have alike, with what has been found of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from autograder.records.observations import Exchange

T = TypeVar("T")

_MOST_FOUND = 50  #: things, which keep alive what they are found of


class SharedExchanges(tuple[Exchange, ...]):
    """All that a check has asked of some submission, and that others have answered alike.

    What is found of it is kept with it, so that it is found once a class, and goes with it.
    """

    def once(
        self,
        of: Sequence[object],
        find: Callable[[], T],
        lasts: Callable[[T], bool] = lambda found: True,
    ) -> T:
        """Return what `find` finds of it and some other things, which are told by identity.

        What does not last is found anew the next time.
        """
        kept: dict[tuple[int, ...], tuple[object, Any]] = self.__dict__.setdefault("kept", {})
        key = tuple(map(id, of))
        if key in kept:
            known: T = kept[key][1]
            return known
        found = find()
        if lasts(found):
            if len(kept) >= _MOST_FOUND:
                kept.pop(next(iter(kept)), None)
            kept[key] = of, found  # `of` lives as long, so that nothing else has its identity
        return found
