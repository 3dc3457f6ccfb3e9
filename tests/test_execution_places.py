"""As many submissions run at a time as there are jobs; what is told of one waits for no other."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from autograder.execution.places import Threads, Turn
from autograder.execution.worker import Worker, WorkerPool
from autograder.records import Limits, Submission

SECONDS = 60.0  #: until something that never comes is given up


class Workers:
    """A pool of which nobody wants a worker."""

    tier = "none"
    versions: tuple[tuple[str, str], ...] = ()
    trainer = None
    closed = False

    def worker(self, limits: Limits) -> Worker:
        raise NotImplementedError

    def close(self) -> None:
        self.closed = True


@dataclass
class Counted:
    """How many are somewhere, and the most that ever were."""

    now: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def one_more(self) -> Iterator[None]:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        try:
            yield
        finally:
            with self.lock:
                self.now -= 1


def submissions(number: int) -> list[Submission]:
    return [Submission(name=f"s{n}", path=Path(f"s{n}.py")) for n in range(number)]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_as_many_run_as_there_are_jobs(jobs: int) -> None:
    running, all_there = Counted(), threading.Barrier(jobs)

    def work(submission: Submission, _: WorkerPool, turn: Turn) -> str:
        with turn.running(), running.one_more():
            all_there.wait(SECONDS)
        return submission.name

    names = sorted(Threads(Workers(), jobs).map(work, submissions(4 * jobs)))
    assert names == sorted(s.name for s in submissions(4 * jobs))
    assert running.most == jobs


def test_one_is_told_of_while_the_next_runs() -> None:
    second_runs, order = threading.Event(), list[str]()

    def work(submission: Submission, _: WorkerPool, turn: Turn) -> bool:
        with turn.running():
            order.append(submission.name)
            if submission.name == "s1":
                second_runs.set()
        return second_runs.wait(SECONDS)

    assert list(Threads(Workers()).map(work, submissions(2))) == [True, True]
    assert order == ["s0", "s1"]


def test_one_alone_runs_while_no_other_does() -> None:
    running, both_there, told = Counted(), threading.Barrier(2), list[int]()

    def work(submission: Submission, _: WorkerPool, turn: Turn) -> None:
        with turn.running(), running.one_more():
            if submission.name in ("s0", "s1"):
                both_there.wait(SECONDS)
            if submission.name != "s0":
                return
            with turn.alone():
                told.append(running.now)
                threading.Event().wait(0.05)  # others would come in meanwhile
                told.append(running.now)

    list(Threads(Workers(), 2).map(work, submissions(6)))
    assert told == [1, 1]
    assert running.most == 2


def test_what_goes_wrong_ends_the_workers_and_is_raised() -> None:
    workers = Workers()

    def work(submission: Submission, _: WorkerPool, turn: Turn) -> None:
        with turn.running():
            raise OSError("so it goes")

    with pytest.raises(OSError, match="so it goes"):
        list(Threads(workers, 2).map(work, submissions(3)))
    assert workers.closed


def test_none_that_has_not_begun_is_begun_once_something_went_wrong() -> None:
    begun, closing = list[str](), threading.Event()

    class Slow(Workers):
        def close(self) -> None:
            closing.set()
            threading.Event().wait(0.2)  # others would be begun meanwhile

    def work(submission: Submission, _: WorkerPool, turn: Turn) -> None:
        begun.append(submission.name)
        if submission.name == "s0":
            raise KeyboardInterrupt
        assert closing.wait(SECONDS)

    with pytest.raises(KeyboardInterrupt):
        list(Threads(Slow()).map(work, submissions(9)))
    assert set(begun) <= {"s0", "s1", "s2"}


def test_nobody_does_the_rest_while_one_has_the_machine_alone() -> None:
    alone, order = threading.Event(), list[str]()

    def work(submission: Submission, _: WorkerPool, turn: Turn) -> None:
        if submission.name == "s0":
            with turn.running(), turn.alone():
                alone.set()
                threading.Event().wait(0.05)  # the other would go on meanwhile
                order.append("alone")
            return
        assert alone.wait(SECONDS)
        with turn.beside():
            order.append("beside")

    list(Threads(Workers()).map(work, submissions(2)))
    assert order == ["alone", "beside"]
