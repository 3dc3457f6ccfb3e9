"""Grader: The next worker made ready, and the last one buried, while others are at work.

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


class Attendant(Closing):
    """One thread that has the next worker ready, and ends those that are no longer wanted."""

    def __init__(self, make: Callable[[Limits], SandboxedWorker]) -> None:
        """`make` returns a worker that has locked itself in; any thread may call it."""
        self._make = make
        self._lock = threading.Lock()
        self._thread = ThreadPoolExecutor(1, "attendant")
        self._next: tuple[Limits, Future[SandboxedWorker]] | None = None
        self._burial: Future[None] | None = None  #: the last one
        self._wrong: BaseException | None = None  #: what went wrong first with one
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

    def bury(self, worker: SandboxedWorker) -> None:
        """Close a worker that has been killed, a little later."""
        with self._lock:
            is_closed, before = self._closed, self._burial
            self._burial = None if is_closed else self._thread.submit(worker.close)
        if is_closed:
            worker.close()
        if before:
            self._wait_for(before)  # so that no more than one still holds its memory

    def close(self) -> None:
        """End all that is left, and raise what has gone wrong with a burial: it is nobody's fault.

        Nothing is done for anybody from then on.
        """
        with self._lock:
            self._closed = True
        self._thread.shutdown()
        with self._lock:
            kept, self._next = self._next, None
            burial, self._burial = self._burial, None
        if kept:
            _end(kept[1])
        if burial:
            self._wait_for(burial)
        wrong, self._wrong = self._wrong, None
        if wrong:
            raise wrong

    def _wait_for(self, burial: Future[None]) -> None:
        """Keep what has gone wrong for the end, or another submission would suffer from it."""
        self._wrong = self._wrong or burial.exception()

    def _usable(
        self, kept: tuple[Limits, Future[SandboxedWorker]] | None, limits: Limits
    ) -> SandboxedWorker | None:
        """Return the one that is ready, None if it could not be made, has died or is of others."""
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
