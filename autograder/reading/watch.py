"""Grader: An eye on readers at work: one that takes too long by the wall clock is killed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from autograder.reading.starting import Process

_LOOKS = 1.0  #: seconds until it looks again; sooner where less is allowed


class Watch:
    """One thread for all readers, from the first request on: one a request would cost more."""

    def __init__(self) -> None:
        self._until: dict[Process, float] = {}
        self._lock = threading.Lock()
        self._over: threading.Event | None = None

    @contextmanager
    def over(self, process: Process, seconds: float) -> Iterator[None]:
        """Kill the process if the block takes longer than so many seconds."""
        with self._lock:
            self._until[process] = time.monotonic() + seconds
            if self._over is None:
                self._over = threading.Event()
                looks = min(_LOOKS, seconds / 4)
                threading.Thread(target=self._look, args=(self._over, looks), daemon=True).start()
        try:
            yield
        finally:
            with self._lock:
                del self._until[process]

    def end(self) -> None:
        """Look no more, until there is another request."""
        with self._lock:
            if self._over:
                self._over.set()
            self._over = None

    def _look(self, over: threading.Event, looks: float) -> None:
        while not over.wait(looks):
            with self._lock:
                for process, until in self._until.items():
                    if time.monotonic() > until:
                        process.kill()
