"""Grader: A lock that many hold together, or one alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class SharedLock:
    """Held by many threads at a time; one of them can have it alone for a while.

    Who wants it alone is let in as soon as the others who hold it leave, or want it alone too;
    nobody else comes in meanwhile.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._holders = 0
        self._wanted_alone = 0  #: by how many, the one who has it among them

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Hold it together with others."""
        with self._changed:
            self._changed.wait_for(lambda: not self._wanted_alone)
            self._holders += 1
        try:
            yield
        finally:
            with self._changed:
                self._holders -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only holder; to be entered by one who holds it together with others."""
        with self._changed:
            self._wanted_alone += 1
        try:
            self._wait_for_the_others()
            yield
        finally:
            with self._changed:
                self._wanted_alone -= 1
                self._changed.notify_all()

    def _wait_for_the_others(self) -> None:
        with self._changed:
            self._holders -= 1
            self._changed.notify_all()
            try:
                self._changed.wait_for(lambda: not self._holders)
            finally:
                self._holders += 1
