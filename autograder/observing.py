"""Running a submission and asking it everything its assignment wants to know.

The cells are run in order, then the questions are asked in the assignment's order: what is visible
of all of them, then what is hidden. What stops the worker costs the cell or the question it
happened in: a fresh worker runs the submission again without that cell, or asks what is left.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from autograder.checks.requests import exchanges
from autograder.errors import SandboxError
from autograder.records import (
    Answer,
    Assignment,
    CallRequest,
    Cell,
    CellRun,
    Check,
    Exchange,
    Fault,
    FigureRequest,
    Limits,
    ModelRequest,
    NotAsked,
    Observation,
    Request,
    Stopped,
    Submission,
    UsesRequest,
    ValueRequest,
)
from autograder.sandbox.client import Sandbox
from autograder.sandbox.workers import Worker


def observe(assignment: Assignment, submission: Submission, sandbox: Sandbox) -> Observation:
    """Return what happened; what kept us from finding out becomes the observation's `fault`."""
    observing = _Observing(assignment, submission, sandbox)
    fault = None
    try:
        observing.run_and_ask()
    except SandboxError as error:
        fault = Fault(str(error))
    return Observation(
        submission=submission.name,
        sha256=submission.sha256,
        assignment=assignment.name,
        tier=sandbox.tier,
        versions=sandbox.versions,
        runs=observing.sealed or (),
        exchanges=tuple(observing.exchanges.items()),
        fault=fault,
    )


@dataclass(frozen=True)
class _Turn:
    """The checks of a question that are asked together: the visible ones, or the hidden ones."""

    question: str
    checks: tuple[Check, ...]


def _turns(assignment: Assignment) -> list[_Turn]:
    """Return all turns, the visible ones first.

    What a hidden check asks could otherwise be kept by the submission, and told to the student in
    an answer to a visible one.
    """
    return [
        _Turn(question.id, checks)
        for hidden in (False, True)
        for question in assignment.questions
        if (checks := tuple(c for c in question.checks if c.hidden is hidden))
    ]


class _Observing:
    """One submission on its way through as many workers as it takes."""

    def __init__(self, assignment: Assignment, submission: Submission, sandbox: Sandbox) -> None:
        self.limits = assignment.limits
        self.sandbox = sandbox
        code = [cell for cell in submission.cells if cell.kind == "code"]
        self.cells = list(enumerate(code, 1))
        self.turns = _turns(assignment)
        self.runs: dict[int, CellRun] = {}  #: of each cell, the first
        self.lethal: set[int] = set()  #: cells that took their worker with them
        self.sealed: tuple[CellRun, ...] | None = None  #: fixed before the first request is made
        self.exchanges: dict[str, tuple[Exchange, ...]] = {}
        self.stopped: dict[str, Stopped] = {}  #: questions that were stopped
        self.used = _Used(self.limits)
        self.watches_threads = "tensorflow" not in assignment.imports  #: which has some of its own

    def run_and_ask(self) -> None:
        while self.sealed is None or self.turns:
            with self.sandbox.worker(self.limits) as worker:
                if self._run_cells(worker):
                    self._ask_turns(worker)

    def _run_cells(self, worker: Worker) -> bool:
        """Run all cells but the lethal ones; False if one took the worker with it."""
        for number, cell in self.cells:
            if number in self.lethal:
                continue
            self._run_cell(worker, number, cell)
            if not worker.alive:
                self.lethal.add(number)
                return False
        if self.sealed is None:
            self.sealed = tuple(self.runs[number] for number, _ in self.cells)
        return True

    def _run_cell(self, worker: Worker, number: int, cell: Cell) -> None:
        """Run a cell; running it once more, in another worker, is not charged to the submission."""
        before = self.runs.get(number)
        seconds, wall = self.used.left(worker, repeated=before is not None)
        if before and before.stopped:
            seconds = min(seconds, _SECONDS_FOR_WHAT_WAS_STOPPED)
        if seconds <= 0 or wall <= 0:
            self.runs.setdefault(number, CellRun(number, (), stopped=self.used.up()))
            return
        with self.used.charged(worker, free=before is not None):
            run = worker.run_cell(number, cell.source, seconds=seconds, wall=wall)
        stopped = run.stopped and self._stopped_at_limit(run.stopped)
        self.runs.setdefault(number, replace(run, stopped=stopped))

    def _ask_turns(self, worker: Worker) -> None:
        """Ask as long as the worker lives, and nothing that one question leaves stops the next."""
        threads = worker.threads
        while self.turns and worker.alive:
            self._take_turn(worker, self.turns.pop(0))
            if self.watches_threads and worker.threads > threads:
                return
            if worker.alive and worker.has_too_much:
                return

    def _take_turn(self, worker: Worker, turn: _Turn) -> None:
        until = worker.cpu_seconds + self.limits.question_seconds

        def ask(request: Request) -> Answer:
            if before := self.stopped.get(turn.question):
                return NotAsked(before)
            answer = self._ask(worker, request, until)
            if isinstance(answer, Stopped):
                self.stopped[turn.question] = answer
            return answer

        for check in turn.checks:
            self.exchanges[check.id] = tuple(exchanges(check, ask))

    def _ask(self, worker: Worker, request: Request, until: float) -> Answer:
        """Return the answer of the worker, which has until it has used `until` CPU seconds."""
        if isinstance(request, UsesRequest):
            return self._read(request)
        seconds, wall = self.used.left(worker)
        if seconds <= 0 or wall <= 0:
            return self.used.up()
        seconds = min(seconds, max(until - worker.cpu_seconds, 0.05))
        with self.used.charged(worker):
            answer = _ask(worker, request, seconds, min(wall, wall_limit(seconds)))
        return self._stopped_at_limit(answer) if isinstance(answer, Stopped) else answer

    def _read(self, request: UsesRequest) -> Answer:
        """Ask about the source in a worker that has run none of it, so that it cannot lie."""
        sources = [cell.source for _, cell in self.cells]
        seconds = self.limits.question_seconds
        with self.sandbox.worker(self.limits) as reader:
            return reader.uses(sources, request.name, seconds=seconds, wall=wall_limit(seconds))

    def _stopped_at_limit(self, stopped: Stopped) -> Stopped:
        """Return `stopped` with the limit that the assignment sets, not what was left of it."""
        seconds = self.limits.question_seconds
        limits = {
            "cpu": f"{seconds:g}",
            "wall": f"{wall_limit(seconds):g}",
            "memory": size(self.limits.memory),
        }
        return replace(stopped, detail=limits.get(stopped.reason, stopped.detail))


_SECONDS_FOR_WHAT_WAS_STOPPED = 1.0  #: CPU; enough to define again what a cell defines first


class _Used:
    """The time that a submission has used in all of its workers."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._cpu = 0.0
        self._until = time.monotonic() + wall_limit(limits.seconds)

    def left(self, worker: Worker, *, repeated: bool = False) -> tuple[float, float]:
        """Return the CPU and wall-clock seconds that the next cell or request may take."""
        each = self._limits.question_seconds
        seconds = each if repeated else min(each, self._limits.seconds - self._cpu)
        return seconds, min(wall_limit(each), self._until - time.monotonic())

    @contextmanager
    def charged(self, worker: Worker, *, free: bool = False) -> Iterator[None]:
        before = worker.cpu_seconds
        yield
        self._cpu += 0.0 if free else worker.cpu_seconds - before

    def up(self) -> Stopped:
        return Stopped("total", f"{self._limits.seconds:g}")


def _ask(worker: Worker, request: Request, seconds: float, wall: float) -> Answer:
    match request:
        case CallRequest():
            return worker.call(request.name, request.arguments, seconds=seconds, wall=wall)
        case ValueRequest():
            return worker.value(request.name, seconds=seconds, wall=wall)
        case FigureRequest():
            return worker.figures(seconds=seconds, wall=wall)
        case ModelRequest():
            return worker.model(request, seconds=seconds, wall=wall)
    raise TypeError(f"no such kind of request: {type(request).__name__}")


def size(count: int) -> str:
    """Return a number of bytes as people write it, as "1 GiB"."""
    unit = "GiB" if count >= 1 << 30 else "MiB"
    return f"{count / (1 << 30 if unit == 'GiB' else 1 << 20):.3g} {unit}"


def wall_limit(seconds: float) -> float:
    """Return the wall-clock limit behind a CPU limit: wide, for a machine that is busy."""
    return 3 * seconds + 5


def may_be_our_fault(observation: Observation) -> bool:
    """Tell whether running again may end otherwise: a fault of ours, or a busy machine."""
    if observation.fault:
        return True
    answers = [e.answer for _, exchanges in observation.exchanges for e in exchanges]
    stops = [run.stopped for run in observation.runs]
    stops += [answer for answer in answers if isinstance(answer, Stopped)]
    return any(stop is not None and stop.reason == "wall" for stop in stops)
