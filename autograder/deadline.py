"""A time limit for the Python that a course's author has written, in whatever thread it runs.

No signal, which only the main thread could be sent: CPython is asked to raise in the thread. That
ends a loop that never ends; what waits inside of one call of the system, as `sleep`, it does not.
Seconds are those of the thread on a processor, so that a busy machine exhausts nobody's time.
"""

from __future__ import annotations

import math
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from autograder.interruption import interrupt, meet

T = TypeVar("T")

_AGAIN = 0.2  #: seconds on a processor until what has caught the first interruption gets another


class DeadlineExceeded(Exception):
    """Work that was interrupted: how long it was waited for, and the line where it stood."""

    def __init__(self, seconds: float, where: str) -> None:
        super().__init__(
            f"has not ended after {seconds:g} s of computing ({where}); is there an endless loop?"
        )


class _Interrupted(BaseException):
    """Raised inside the work, past any `except Exception`."""


class Deadline:
    """Time limit of each of some pieces of work; waiting for others is not counted."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._until = math.inf  #: reading of the thread's clock
        self._thread = 0
        self._clock: Callable[[], float] = time.monotonic
        self._lock = threading.Lock()
        self._struck = False
        # Held while the work is done. A bare lock: nothing in it can be interrupted half done.
        self._working = threading.Lock()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watch over all work that is waited for in the block, with one thread for all of it."""
        self._here()
        with self._watching():
            yield

    def wait_for(self, work: Callable[[], T]) -> T:
        """Return what the work returns; `DeadlineExceeded` when its time is up."""
        if self._working.locked():
            self._until = self._clock() + self._seconds
            return self._timed(work)
        self._here()
        self._until = self._clock() + self._seconds
        with self._watching():
            return self._timed(work)

    def _here(self) -> None:
        self._thread = threading.get_ident()
        self._clock = _clock(self._thread)

    @contextmanager
    def _watching(self) -> Iterator[None]:
        self._working.acquire()
        threading.Thread(target=self._watch, daemon=True).start()
        try:
            yield
        finally:
            self._working.release()

    def _timed(self, work: Callable[[], T]) -> T:
        try:
            try:
                return work()
            finally:
                self._spare()
        except _Interrupted as interrupted:  # perhaps only after the work was done
            self._spare()
            raise DeadlineExceeded(self._seconds, _place(interrupted)) from None

    @contextmanager
    def elsewhere(self) -> Iterator[None]:
        """Do not count what is done inside, and do not interrupt it."""
        left = self._until - self._clock()
        self._spare()
        try:
            yield
        finally:
            self._until = self._clock() + left

    def _spare(self) -> None:
        """Do not interrupt from here on, not even belatedly."""
        with self._lock:
            self._until = math.inf
            struck, self._struck = self._struck, False
        if struck:
            meet(_Interrupted)

    def _watch(self) -> None:
        with suppress(OSError):  # the thread has just ended
            while not self._working.acquire(timeout=min(max(self._left(), 0.01), 1.0)):
                with self._lock:
                    if self._left() <= 0:
                        self._struck = True
                        self._until = self._clock() + _AGAIN
                        interrupt(self._thread, _Interrupted)

    def _left(self) -> float:
        return self._until - self._clock()


def _clock(thread: int) -> Callable[[], float]:
    """Return the thread's clock of CPU time; macOS shows it to nobody else, so there the wall's."""
    if not hasattr(time, "pthread_getcpuclockid"):
        return time.monotonic
    number = time.pthread_getcpuclockid(thread)
    return lambda: time.clock_gettime(number)


def _place(error: BaseException) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"
