"""Grader: Places where submissions run: threads of this process; a cluster later."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol, TypeVar

from autograder.execution.shared_lock import SharedLock
from autograder.execution.worker import WorkerPool
from autograder.records import Submission

T = TypeVar("T")


class Turn(Protocol):
    """A submission's turn."""

    def running(self) -> AbstractContextManager[None]:
        """Wait to be one of those that run, as many as may."""

    def alone(self) -> AbstractContextManager[None]:
        """Have the machine alone, while running."""

    def beside(self) -> AbstractContextManager[None]:
        """Do what is left when it has run, beside others, while none has the machine alone."""


Work = Callable[[Submission, WorkerPool, Turn], T]
"""What is done with one submission, its workers, and its turn."""


class Place(Protocol):
    """Somewhere that submissions can be run, several at a time."""

    @property
    def workers(self) -> WorkerPool: ...

    def map(self, work: Work[T], submissions: Iterable[Submission]) -> Iterator[T]:
        """Yield what comes of each submission, in the order in which it comes."""


class ClosablePool(WorkerPool, Protocol):
    def close(self) -> None: ...


class Threads:
    """Threads of this process, with workers of one sandbox for all of them.

    There is one more of them than may run: while others run, one is told of.
    """

    def __init__(self, workers: ClosablePool, jobs: int = 1) -> None:
        self.workers = workers
        self._jobs = jobs

    def map(self, work: Work[T], submissions: Iterable[Submission]) -> Iterator[T]:
        """Yield what comes of each submission, in the order in which it comes."""
        turn = _Turn(self._jobs)
        pool = ThreadPoolExecutor(self._jobs + 1)
        try:
            # In no list, which would keep everything until the end.
            for future in as_completed(
                pool.submit(work, each, self.workers, turn) for each in submissions
            ):
                yield future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)  # first, or the next would find none
            self.workers.close()  # or the threads would wait for their workers to come to an end
            raise
        finally:
            pool.shutdown(cancel_futures=True)


class _Turn:
    """The turn of each, as many at a time as there are jobs."""

    def __init__(self, jobs: int) -> None:
        self._slots = threading.Semaphore(jobs)
        self._lock = SharedLock()

    @contextmanager
    def running(self) -> Iterator[None]:
        with self._slots, self._lock.shared():
            yield

    def alone(self) -> AbstractContextManager[None]:
        return self._lock.alone()

    def beside(self) -> AbstractContextManager[None]:
        return self._lock.shared()
