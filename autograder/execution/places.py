"""Grader: Places where submissions run: threads of this process; a cluster later."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Protocol, TypeVar

from autograder.execution.observe import Alone
from autograder.execution.shared_lock import SharedLock
from autograder.execution.worker import WorkerPool
from autograder.records import Submission

T = TypeVar("T")

Work = Callable[[Submission, WorkerPool, Alone], T]
"""What is done with one submission, its workers, and a way to have the machine for it alone."""


class Place(Protocol):
    """Somewhere that submissions can be run, several at a time."""

    @property
    def workers(self) -> WorkerPool: ...

    def map(self, work: Work[T], submissions: Iterable[Submission]) -> Iterator[T]:
        """Yield what comes of each submission, in the order in which it comes."""


class ClosablePool(WorkerPool, Protocol):
    def close(self) -> None: ...


class Threads:
    """Threads of this process, with workers of one sandbox for all of them."""

    def __init__(self, workers: ClosablePool, jobs: int = 1) -> None:
        self.workers = workers
        self._jobs = jobs

    def map(self, work: Work[T], submissions: Iterable[Submission]) -> Iterator[T]:
        """Yield what comes of each submission, in the order in which it comes."""
        lock = SharedLock()

        def one(submission: Submission) -> T:
            with lock.shared():
                return work(submission, self.workers, lock.alone)

        pool = ThreadPoolExecutor(self._jobs)
        try:
            # In no list, which would keep everything until the end.
            for future in as_completed(pool.submit(one, each) for each in submissions):
                yield future.result()
        except BaseException:
            self.workers.close()  # or the threads would wait for their workers to come to an end
            raise
        finally:
            pool.shutdown(cancel_futures=True)
