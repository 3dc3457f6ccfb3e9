"""Running a submission and asking it everything its assignment wants to know.

The cells are run in order, then the questions are asked in the assignment's order: what is visible
of all of them, then what is hidden. What stops the worker costs the cell or the question it
happened in: a fresh worker runs the submission again without that cell, or asks what is left.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Protocol

from autograder.checks.groups import CheckGroup, check_groups
from autograder.errors import SandboxError
from autograder.execution.worker import Worker, pieces
from autograder.records import (
    Answer,
    Assignment,
    Cell,
    CellRequest,
    CellRun,
    Exchange,
    Fault,
    Limits,
    NotAsked,
    Observation,
    Output,
    Request,
    Stopped,
    Submission,
    Unsendable,
    UsesRequest,
    Value,
)
from autograder.sandbox.endings import CLOSED_ITS_PIPES
from autograder.sandbox.fixed_limits import MOST_PRINTED, most_written
from autograder.sandbox.shortage import as_sandbox_errors


class Source(Protocol):
    """Where fresh workers come from: a sandbox, or what stands in for one."""

    @property
    def tier(self) -> str: ...
    @property
    def versions(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def trainer(self) -> str | None: ...
    def worker(self, limits: Limits) -> Worker: ...


def observe(assignment: Assignment, submission: Submission, sandbox: Source) -> Observation:
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
        trainer=sandbox.trainer,
        disturbed=observing.disturbed,
    )


class _Observing:
    """One submission on its way through as many workers as it takes."""

    def __init__(self, assignment: Assignment, submission: Submission, sandbox: Source) -> None:
        self.limits = assignment.limits
        self.sandbox = sandbox
        code = [cell for cell in submission.cells if cell.kind == "code"]
        self.cells = list(enumerate(code, 1))
        self.groups = check_groups(assignment)
        self.files = assignment.files
        self.runs: dict[int, CellRun] = {}  #: of each cell, the first
        self.lethal: set[int] = set()  #: cells that took their worker with them
        self.disturbed = False  #: as in the observation
        self.sealed: tuple[CellRun, ...] | None = None  #: fixed before the first request is made
        self.exchanges: dict[str, tuple[Exchange, ...]] = {}
        self.stopped: dict[str, Stopped] = {}  #: questions that were stopped
        self.used = _Used(self.limits)
        self.shown = 0  #: characters in the outputs of all cells
        self.answered = 0  #: bytes of all answers to one group, on their way here
        self.kept = 0  #: bytes of the answers to all groups before
        self.watches_threads = "tensorflow" not in assignment.imports  #: which has some of its own

    def run_and_ask(self) -> None:
        while self.sealed is None or self.groups:
            with self.sandbox.worker(self.limits) as worker:
                self._give_files(worker)
                if self._run_cells(worker):
                    self._ask_groups(worker)

    def _give_files(self, worker: Worker) -> None:
        seconds = self.limits.question_seconds
        for name, path in self.files:
            with as_sandbox_errors():
                content = path.read_bytes()
            for piece in pieces(name, content):
                given = worker.ask(piece, seconds=seconds, wall=wall_limit(seconds))
                if given != Value(None):
                    raise SandboxError(f"the data file {name} cannot be given to a submission")

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
            request = CellRequest(cell=number, source=cell.source)
            run = worker.ask(request, seconds=seconds, wall=wall)
        stopped = run.stopped and self._stopped_at_limit(run.stopped)
        if before is None:
            self.runs[number] = self._kept(replace(run, stopped=stopped))
        elif stopped and _may_have_come_from_outside(stopped):
            self.disturbed = True

    def _kept(self, run: CellRun) -> CellRun:
        """Return the run, without its outputs once there are more than anybody will look at."""
        self.shown += sum(len(text) for output in run.outputs for _, text in output.content)
        return run if self.shown <= MOST_SHOWN else replace(run, outputs=(_NOT_KEPT,))

    def _ask_groups(self, worker: Worker) -> None:
        """Ask as long as the worker lives, and nothing that one question leaves stops the next."""
        threads = worker.threads
        while self.groups and worker.alive:
            self._ask_group(worker, self.groups.pop(0))
            if self.watches_threads and worker.threads > threads:
                return
            if worker.alive and worker.has_too_much:
                return

    def _ask_group(self, worker: Worker, group: CheckGroup) -> None:
        until = worker.cpu_seconds + self.limits.question_seconds
        self.answered = 0

        def ask(request: Request) -> Answer:
            if before := self.stopped.get(group.question):
                return NotAsked(before)
            answer = self._ask(worker, request, until)
            if isinstance(answer, Stopped):
                self.stopped[group.question] = answer
            return answer

        for check in group.checks:
            self.exchanges[check.id] = tuple(check.exchanges(ask))
        self.kept += min(self.answered, self._most_answered)

    @property
    def _most_answered(self) -> int:
        """How many bytes of answers are looked at in one group."""
        return MOST_ANSWERED if self.kept < MOST_KEPT else MOST_ANSWERED_THEN

    def _ask(self, worker: Worker, request: Request, until: float) -> Answer:
        """Return the answer of the worker, which has until it has used `until` CPU seconds."""
        if isinstance(request, UsesRequest):
            return self._read(request)
        seconds, wall = self.used.left(worker)
        if seconds <= 0 or wall <= 0:
            return self.used.up()
        seconds = min(seconds, max(until - worker.cpu_seconds, 0.05))
        before = worker.received
        with self.used.charged(worker):
            answer = worker.ask(request, seconds=seconds, wall=min(wall, wall_limit(seconds)))
        self.answered += worker.received - before
        most = self._most_answered
        if isinstance(answer, Value) and self.answered > most:
            return Unsendable(f"more than {most >> 20} MiB in all answers together")
        return self._stopped_at_limit(answer) if isinstance(answer, Stopped) else answer

    def _read(self, request: UsesRequest) -> Answer:
        """Ask about the source in a worker that has run none of it, so that it cannot lie."""
        sources = tuple(cell.source for _, cell in self.cells)
        seconds = self.limits.question_seconds
        with self.sandbox.worker(self.limits) as reader:
            asked = replace(request, sources=sources)
            return reader.ask(asked, seconds=seconds, wall=wall_limit(seconds))

    def _stopped_at_limit(self, stopped: Stopped) -> Stopped:
        """Return `stopped` with the limit that the assignment sets, not what was left of it."""
        seconds = self.limits.question_seconds
        waited_for = self.limits.seconds if self.used.waiting_is_over else seconds
        limits = {
            "cpu": f"{seconds:g}",
            "wall": f"{wall_limit(waited_for):g}",
            "memory": size(self.limits.memory),
            "output": size(MOST_PRINTED),
            "files": size(most_written(self.limits)),
        }
        return replace(stopped, detail=limits.get(stopped.reason, stopped.detail))


MOST_SHOWN = 64 << 20  #: characters in the outputs of all cells together
MOST_ANSWERED = 32 << 20  #: bytes of all answers to one group of checks together
MOST_KEPT = 128 << 20  #: bytes of answers to all groups, from which on a group is left little
MOST_ANSWERED_THEN = 1 << 20  #: bytes, as `MOST_ANSWERED`
_NOT_KEPT = Output(
    "stream",
    (
        ("name", "stdout"),
        ("text", f"(left out: the cells show more than {MOST_SHOWN >> 20} MiB)\n"),
    ),
)
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

    @property
    def waiting_is_over(self) -> bool:
        return time.monotonic() >= self._until

    def up(self) -> Stopped:
        """Return which limit of the whole submission has been reached."""
        seconds = self._limits.seconds
        if self._cpu < seconds:
            return Stopped("wall", f"{wall_limit(seconds):g}")
        return Stopped("total", f"{seconds:g}")


def size(count: int) -> str:
    """Return a number of bytes as people write it, as "1 GiB"."""
    unit = "GiB" if count >= 1 << 30 else "MiB"
    return f"{count / (1 << 30 if unit == 'GiB' else 1 << 20):.3g} {unit}"


def wall_limit(seconds: float) -> float:
    """Return the wall-clock limit behind a CPU limit: wide, for a machine that is busy."""
    return 3 * seconds + 5


def may_be_our_fault(observation: Observation) -> bool:
    """Tell whether running again may end otherwise: a fault of ours, or a busy machine."""
    if observation.fault or observation.disturbed:
        return True
    answers = [e.answer for _, exchanges in observation.exchanges for e in exchanges]
    stops = [run.stopped for run in observation.runs]
    stops += [answer for answer in answers if isinstance(answer, Stopped)]
    return any(stop is not None and _may_have_come_from_outside(stop) for stop in stops)


def _may_have_come_from_outside(stop: Stopped) -> bool:
    """Whether a busy machine, or somebody who kills processes on it, may have stopped the code."""
    return stop.reason == "wall" or stop in (
        Stopped("crash", "SIGKILL"),
        Stopped("wire", CLOSED_ITS_PIPES),  # as one does that is slow to die of being killed
    )
