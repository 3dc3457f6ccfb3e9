"""Running a submission and asking it everything its assignment wants to know.

The cells are run in order, then the questions are asked in the assignment's order. What stops the
worker costs the cell or the question it happened in: a fresh worker runs the submission again
without that cell, or asks the questions that are left.
"""

from __future__ import annotations

from dataclasses import replace

from autograder.checks.requests import exchanges
from autograder.errors import SandboxError
from autograder.records import (
    Answer,
    Assignment,
    CallRequest,
    Cell,
    CellRun,
    Exchange,
    Fault,
    ModelRequest,
    NotAsked,
    Observation,
    Question,
    Request,
    Stopped,
    Submission,
    UsesRequest,
    ValueRequest,
)
from autograder.sandbox.client import Sandbox
from autograder.sandbox.workers import Worker


def observe(assignment: Assignment, submission: Submission, sandbox: Sandbox) -> Observation:
    """Return what happened; a worker that cannot be had becomes the observation's `fault`."""
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


class _Observing:
    """One submission on its way through as many workers as it takes."""

    def __init__(self, assignment: Assignment, submission: Submission, sandbox: Sandbox) -> None:
        self.limits = assignment.limits
        self.sandbox = sandbox
        code = [cell for cell in submission.cells if cell.kind == "code"]
        self.cells = list(enumerate(code, 1))
        self.pending = list(assignment.questions)
        self.left_out: dict[int, CellRun] = {}
        self.sealed: tuple[CellRun, ...] | None = None  #: fixed before the first request is made
        self.exchanges: dict[str, tuple[Exchange, ...]] = {}
        self.cpu_seconds = 0.0

    def run_and_ask(self) -> None:
        while self.sealed is None or self.pending:
            with self.sandbox.worker(self.limits) as worker:
                try:
                    if self._run_cells(worker):
                        self._ask_questions(worker)
                finally:
                    self.cpu_seconds += worker.cpu_seconds

    def _run_cells(self, worker: Worker) -> bool:
        """Run all cells but those left out; False if one took the worker with it."""
        runs = []
        for number, cell in self.cells:
            run = self.left_out.get(number) or self._run_cell(worker, number, cell)
            if not worker.alive:
                self.left_out[number] = run
                return False
            runs.append(run)
        if self.sealed is None:
            self.sealed = tuple(runs)
        return True

    def _run_cell(self, worker: Worker, number: int, cell: Cell) -> CellRun:
        seconds = min(self.limits.question_seconds, self._seconds_left(worker))
        if seconds <= 0:
            return CellRun(number, (), stopped=self._used_up())
        run = worker.run_cell(number, cell.source, seconds=seconds, wall=wall_limit(seconds))
        return replace(run, stopped=self._stopped_at_limit(run.stopped)) if run.stopped else run

    def _ask_questions(self, worker: Worker) -> None:
        while self.pending and worker.alive:
            self._ask_question(worker, self.pending.pop(0))

    def _ask_question(self, worker: Worker, question: Question) -> None:
        until = worker.cpu_seconds + self.limits.question_seconds
        stopped: Stopped | None = None

        def ask(request: Request) -> Answer:
            nonlocal stopped
            answer = NotAsked(stopped) if stopped else self._ask(worker, request, until)
            stopped = answer if isinstance(answer, Stopped) else stopped
            return answer

        for check in question.checks:
            self.exchanges[check.id] = tuple(exchanges(check, ask))

    def _ask(self, worker: Worker, request: Request, until: float) -> Answer:
        """Return the answer of the worker, which has until it has used `until` CPU seconds."""
        if isinstance(request, UsesRequest):
            return self._read(request)
        left = self._seconds_left(worker)
        if left <= 0:
            return self._used_up()
        seconds = min(max(until - worker.cpu_seconds, 0.05), left)
        answer = _ask(worker, request, seconds)
        return self._stopped_at_limit(answer) if isinstance(answer, Stopped) else answer

    def _read(self, request: UsesRequest) -> Answer:
        """Ask about the source in a worker that has run none of it, so that it cannot lie."""
        sources = [cell.source for _, cell in self.cells]
        seconds = self.limits.question_seconds
        with self.sandbox.worker(self.limits) as reader:
            return reader.uses(sources, request.name, seconds=seconds, wall=wall_limit(seconds))

    def _seconds_left(self, worker: Worker) -> float:
        return self.limits.seconds - self.cpu_seconds - worker.cpu_seconds

    def _stopped_at_limit(self, stopped: Stopped) -> Stopped:
        """Return `stopped` with the limit that the assignment sets, not what was left of it."""
        seconds = self.limits.question_seconds
        limits = {
            "cpu": f"{seconds:g}",
            "wall": f"{wall_limit(seconds):g}",
            "memory": size(self.limits.memory),
        }
        return replace(stopped, detail=limits.get(stopped.reason, stopped.detail))

    def _used_up(self) -> Stopped:
        return Stopped("cpu", f"{self.limits.seconds:g}")


def _ask(worker: Worker, request: Request, seconds: float) -> Answer:
    wall = wall_limit(seconds)
    match request:
        case CallRequest():
            return worker.call(request.name, request.arguments, seconds=seconds, wall=wall)
        case ValueRequest():
            return worker.value(request.name, seconds=seconds, wall=wall)
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
