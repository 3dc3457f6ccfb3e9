"""Grader: The time of a submission: what it may still use, what running again is charged to."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from autograder.execution.worker import Worker
from autograder.records import Limits, Stopped, StopReason
from autograder.sandbox.fixed_limits import MOST_PRINTED, most_written

MOST_PIECES = 600_000  #: of JSON; three to five for a number, whatever the size of an array
LEAST_PIECES = 2_000
_LEAST = 0.05  #: seconds; with less left, nothing more is begun
_FOR_A_WORKER = 0.03  #: CPU seconds that it takes, and the template, before it is asked anything
_MOST_OF_OURS = 1.0  #: CPU seconds of our own for running again


Meter = Callable[[int | str, float], None]
"""Is told of CPU seconds, and for which cell (its number) or question (its id) they were used."""


def _note_nothing(what: int | str, seconds: float) -> None:
    """Nobody wants to know."""


class Charge:
    """CPU seconds that were charged, once they have been."""

    used = 0.0


class Budget:
    """What one submission may use in all of its workers: CPU and wall-clock seconds, our reading.

    What runs for the first time draws on `limits.seconds`, what runs again on as much once more:
    so a submission costs at most twice its limit, and running it again for one question's fault
    takes nothing from the other questions. Every worker but the first is charged there, and what
    it costs ourselves to run again is bounded beside it. For waiting there is one allowance, and
    one more when something is repeated alone, because a busy machine may have used up the first.
    To read what it answers and shows costs us time and memory for each piece: who has used up
    `MOST_PIECES` can still answer with `LEAST_PIECES`, so that one question takes little from the
    others.
    """

    def __init__(self, limits: Limits, meter: Meter = _note_nothing) -> None:
        self._limits = limits
        self._meter = meter
        self._used = {False: 0.0, True: 0.0}  #: CPU seconds: for the first time, again
        self._ours = {False: 0.0, True: 0.0}  #: of our own, while `renewed` or `charged`
        self._pieces = 0
        self._waited = 0.0
        self._charged: tuple[Worker, float] | None = None  #: one at work on the next, up to when
        self._may_wait = wall_limit(limits.seconds)

    def left(self, *, again: bool) -> tuple[float, float]:
        """Return the CPU and wall-clock seconds that the next cell or request may take."""
        each = self._limits.question_seconds
        seconds, wall = self.left_together(again=again)
        return min(each, seconds), min(wall_limit(each), wall)

    def left_together(self, *, again: bool) -> tuple[float, float]:
        """Return the CPU and wall-clock seconds that all that comes may take."""
        return self._limits.seconds - self._used[again], self._may_wait - self._waited

    def spent(self, *, again: bool) -> Stopped | None:
        """Return which limit of the whole submission has been reached, if one has."""
        seconds = self._limits.seconds
        if again and self._ours[again] > _MOST_OF_OURS:
            return Stopped(reason="again", limit=seconds)
        if seconds - self._used[again] < _LEAST:
            return Stopped(reason="again" if again else "total", limit=seconds)
        if self._waiting_is_over:
            return Stopped(reason="wall", limit=wall_limit(seconds))
        return None

    @contextmanager
    def charged(self, worker: Worker, what: int | str | None, *, again: bool) -> Iterator[Charge]:
        """Charge what the worker uses meanwhile for a cell (its number) or a question (its id).

        None: for getting ready, which no meter is told.
        """
        before, start, ours = self._charged_to(worker), time.monotonic(), time.thread_time()
        charge = Charge()
        yield charge
        now = worker.cpu_seconds
        self._charged = (worker, now) if worker.is_ahead else None
        charge.used = used = now - before
        self._used[again] += used
        self._ours[again] += time.thread_time() - ours
        if what is not None:
            self._meter(what, used)
        self._waited += time.monotonic() - start

    def _charged_to(self, worker: Worker) -> float:
        """Return what a worker had used when it was charged last, if it has not waited since."""
        if self._charged and self._charged[0] is worker:
            return self._charged[1]
        return worker.cpu_seconds

    def begin_anew(self) -> None:
        """Charge all that has run to what runs again: it does not count as the first time."""
        self._used = {False: 0.0, True: sum(self._used.values())}

    @contextmanager
    def renewed(self) -> Iterator[None]:
        """Charge a worker that takes the place of another; what it runs first is charged apart."""
        apart = sum(self._ours.values())
        ours = time.thread_time() - apart
        yield
        self._used[True] += _FOR_A_WORKER
        apart = sum(self._ours.values())
        self._ours[True] += time.thread_time() - apart - ours

    @contextmanager
    def read(self, worker: Worker) -> Iterator[None]:
        """Let the worker answer with as many pieces as are left, and count those it does."""
        before = worker.pieces
        worker.let_answer(max(MOST_PIECES - self._pieces, LEAST_PIECES))
        yield
        self._pieces += worker.pieces - before

    def use_up(self, *, again: bool) -> None:
        """Leave nothing, where a timer has gone off a little before all was used."""
        self._used[again] = max(self._used[again], self._limits.seconds)

    def wait_anew(self) -> None:
        """Do not hold against what is repeated alone how long it was waited for before."""
        whole = wall_limit(self._limits.seconds)
        self._may_wait = min(self._waited + whole, 2 * whole)

    def with_limit(self, stopped: Stopped) -> Stopped:
        """Return `stopped` with the limit that the assignment sets, not what was left of it."""
        seconds = self._limits.question_seconds
        waited_for = self._limits.seconds if self._waiting_is_over else seconds
        limits: dict[StopReason, float] = {
            "cpu": seconds,
            "wall": wall_limit(waited_for),
            "memory": self._limits.memory,
            "output": MOST_PRINTED,
            "files": most_written(self._limits),
        }
        return replace(stopped, limit=limits.get(stopped.reason, stopped.limit))

    @property
    def _waiting_is_over(self) -> bool:
        return self._may_wait - self._waited < _LEAST


def wall_limit(seconds: float) -> float:
    """Return the wall-clock limit behind a CPU limit: wide, for a machine that is busy."""
    return 3 * seconds + 5
