"""Grader: A standby worker, and the end of the last one, while others are at work.

Nobody waits for a fork, for locking in, or for the kernel to take a process apart.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from autograder.closing import Closing
from autograder.errors import SandboxError
from autograder.execution.sandboxed_worker import SandboxedWorker
from autograder.records import Limits
from autograder.sandbox.launch import IsolationRefused


class Standby(Closing):
    """One thread that keeps a worker ready, and closes those that have been killed."""

    def __init__(self, make: Callable[[Limits], SandboxedWorker]) -> None:
        """`make` returns a worker that has locked itself in; any thread may call it."""
        self._make = make
        self._lock = threading.Lock()
        self._thread = ThreadPoolExecutor(1, "standby")
        self._next: tuple[Limits, Future[SandboxedWorker]] | None = None
        self._reaping: Future[None] | None = None  #: of the last one killed
        self._wrong: BaseException | None = None  #: what went wrong first in the background
        self._closed = False

    def keep(self, limits: Limits, worker: SandboxedWorker) -> None:
        """Have a worker that is there already be the next."""
        ready = Future[SandboxedWorker]()
        ready.set_result(worker)
        self._next = limits, ready

    def worker(self, limits: Limits) -> SandboxedWorker:
        """Return a worker that nobody has had; raises what making one raises."""
        with self._lock:
            kept, self._next = self._next, None
        worker = self._usable(kept, limits) or self._make(limits)
        with self._lock:
            if self._next is None and not self._closed:
                self._next = limits, self._thread.submit(self._make, limits)
        return worker

    def reap(self, worker: SandboxedWorker) -> None:
        """Close a killed worker in the background."""
        with self._lock:
            is_closed, before = self._closed, self._reaping
            self._reaping = None if is_closed else self._thread.submit(worker.close)
        if is_closed:
            worker.close()
        if before:
            self._wait_for(before)  # so that no more than one still holds its memory

    def close(self) -> None:
        """End all that is left, and raise what went wrong in the background: it is nobody's fault.

        Nothing is done for anybody from then on.
        """
        with self._lock:
            self._closed = True
        self._thread.shutdown()
        with self._lock:
            kept, self._next = self._next, None
            reaping, self._reaping = self._reaping, None
        if kept:
            _end(kept[1])
        if reaping:
            self._wait_for(reaping)
        wrong, self._wrong = self._wrong, None
        if wrong:
            raise wrong

    def _wait_for(self, reaping: Future[None]) -> None:
        """Keep what has gone wrong for the end, or another submission would suffer from it."""
        self._wrong = self._wrong or reaping.exception()

    def _usable(
        self, kept: tuple[Limits, Future[SandboxedWorker]] | None, limits: Limits
    ) -> SandboxedWorker | None:
        """Return the standby, None if it could not be made, has died or has other limits."""
        if kept is None:
            return None
        made_for, ready = kept
        if made_for != limits:
            ready.add_done_callback(_end)
            return None
        try:
            worker = ready.result()
        except IsolationRefused:
            raise
        except SandboxError:  # which whoever makes another is told, if it is still so
            return None
        worker.begin()
        if worker.is_there:
            return worker
        worker.close()
        return None


def _end(made: Future[SandboxedWorker]) -> None:
    if made.exception() is None:
        made.result().close()
