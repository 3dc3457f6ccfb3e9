"""Grader: An eye on processes at work: one that takes too long by the wall clock is killed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from autograder.limited.starting import Process

_LOOKS = 1.0  #: seconds until it looks again; sooner where less is allowed


@dataclass
class Watched:
    """A process at work, until when it may be, and whether it was killed then."""

    process: Process
    until: float  #: reading of the monotonic clock
    is_late: bool = False


class Watch:
    """One thread for all processes, from the first request on: one a request would cost more."""

    def __init__(self) -> None:
        self._watched: dict[int, Watched] = {}
        self._lock = threading.Lock()
        self._over: threading.Event | None = None

    @contextmanager
    def over(self, process: Process, seconds: float) -> Iterator[Watched]:
        """Kill the process if the block takes longer than so many seconds."""
        watched = Watched(process, time.monotonic() + seconds)
        with self._lock:
            self._watched[process.pid] = watched
            if self._over is None:
                self._over = threading.Event()
                looks = min(_LOOKS, seconds / 4)
                threading.Thread(target=self._look, args=(self._over, looks), daemon=True).start()
        try:
            yield watched
        finally:
            with self._lock:
                del self._watched[process.pid]

    def end(self) -> None:
        """Look no more, until there is another request."""
        with self._lock:
            if self._over:
                self._over.set()
            self._over = None

    def _look(self, over: threading.Event, looks: float) -> None:
        while not over.wait(looks):
            with self._lock:
                for watched in self._watched.values():
                    if time.monotonic() > watched.until:
                        watched.is_late = True
                        watched.process.kill()
