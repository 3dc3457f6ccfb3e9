"""Grader: The cells of one submission, run in as many workers as it takes.

What stops a worker costs the step it happened in, a cell of a notebook or a statement of a module:
a fresh worker runs the others again without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import replace
from itertools import zip_longest

from autograder.digests import digest_of
from autograder.errors import SandboxError
from autograder.execution.budget import Budget, wall_limit
from autograder.execution.disturbance import may_come_from_outside
from autograder.execution.kept import KeptOutputs
from autograder.execution.worker import Worker, WorkerPool, file_requests
from autograder.records import (
    Assignment,
    CellRequest,
    CellRun,
    ModuleRequest,
    OwnFile,
    ProgramRequest,
    Stopped,
    StopReason,
    Submission,
    Value,
)
from autograder.sandbox.shortage import as_sandbox_errors

_SECONDS_FOR_WHAT_WAS_STOPPED = 1.0  #: CPU; enough to define again what a cell defines first


_OF_ANY_CELL: tuple[StopReason, ...] = ("threads", "files")
"""Things that are looked at after a cell, when the next may be at work already."""

_Key = tuple[int, int | None]
"""The numbers of a cell and of a step in it."""


class Runner:
    """A worker in which the cells have been run, and what they showed."""

    def __init__(
        self, assignment: Assignment, submission: Submission, workers: WorkerPool, budget: Budget
    ) -> None:
        self._assignment = assignment
        self._module = submission.module
        self._own_files = submission.files
        self._cells = list(enumerate((c for c in submission.cells if c.kind == "code"), 1))
        self._in_turn = sorted(self._cells, key=lambda numbered: numbered[1].turn)
        self._whole = tuple(CellRequest(cell=n, source=cell.source) for n, cell in self._in_turn)
        self._steps: tuple[CellRequest, ...] = ()  #: what is run, in order, once a worker is there
        self._workers = workers
        self._budget = budget
        self._ran: set[_Key] = set()  #: to run one again is charged as such
        self._is_unclear = False  #: which cell something was of, when all were sent at once
        self._worker: Worker | None = None
        self._threads = 0  #: of the worker when it had run the cells
        self.forget()

    def forget(self) -> None:
        """Begin as if nothing had been run; that something has still counts for the budget."""
        self.end_worker()
        self._runs: dict[_Key, CellRun] = {}  #: of each step, the first
        self._lethal: set[_Key] = set()  #: steps that took their worker with them
        self._disturbed: set[_Key] = set()  #: steps that were stopped when they ran again, alone
        self._kept = KeptOutputs()

    def resume(self, runs: Iterable[CellRun]) -> None:
        """Take over what the cells have shown before; what they show from now on is not kept."""
        self._runs = {(run.cell, run.step): run for run in runs}

    def run_again(self) -> None:
        """Let the next worker be a fresh one; what may have been disturbed is run in it again."""
        self.end_worker()
        self._lethal -= self._disturbed
        self._disturbed.clear()

    @property
    def runs(self) -> tuple[CellRun, ...]:
        """First run of each cell or step; empty as long as one has not been run."""
        has_all = len({cell for cell, _ in self._runs}) == len(self._cells)
        if has_all and all(_key(step) in self._runs for step in self._steps):
            return tuple(self._runs.values())
        return ()

    @property
    def is_disturbed(self) -> bool:
        """Whether a cell that ran before was stopped this time, perhaps from outside."""
        return bool(self._disturbed)

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(cell.source for _, cell in self._cells)

    def program(self, request: ProgramRequest) -> ProgramRequest:
        """Return the request with the program that a worker is to run."""
        if self._module:
            cells = tuple((cell.above, cell.source) for _, cell in self._cells)
        else:
            cells = tuple((number, cell.source) for number, cell in self._in_turn)
        handed_in = {file.name for file in self._own_files} - self._file_names
        stale = tuple(name for name in request.writes if name in handed_in)
        return replace(request, file=self._module, cells=cells, stale=stale)

    def fresh_worker(self) -> Worker:
        """Return a worker that has the files, and has run nothing."""
        worker = self._workers.worker(self._assignment.limits)
        try:
            self._give_files(worker)
        except SandboxError:
            worker.close()
            raise
        return worker

    def worker(self) -> Worker | Stopped:
        """Return a worker that has run the cells, or why there can be no more of them."""
        while self._worker is None or not self._worker.alive:
            self.end_worker()
            if self._ran and (spent := self._budget.spent(again=True)):
                return self._without_worker(spent)
            with self._budget.renewed() if self._ran else nullcontext():
                spent = self._begin()
            if spent:
                return self._without_worker(spent)
        return self._worker

    def _begin(self) -> Stopped | None:
        """Run the cells in a fresh worker, unless one ends it; return why one cannot run again."""
        worker = self._worker = self._workers.worker(self._assignment.limits)
        with self._budget.charged(worker, None, again=bool(self._ran)):
            self._give_files(worker)
            self._steps = self._read_cells(worker)
        if not self._ran and not self._is_unclear:
            self._work_ahead(worker)
        spent = self._run_cells(worker)
        if worker.alive:
            self._threads = worker.threads
        return spent

    def _work_ahead(self, worker: Worker) -> None:
        """Give a worker all cells at once; what ends it is known by what it has replied to."""
        seconds, wall = self._budget.left(again=False)
        together = self._budget.left_together(again=False)
        worker.work_ahead(self._steps, seconds=seconds, wall=wall, together=together)

    def end_worker_unless_as_before(self) -> None:
        """Let nothing that a question leaves running or lying about stop the next question."""
        if self._worker is not None and not self._is_as_before(self._worker):
            self.end_worker()

    def end_worker_that_is_ahead(self) -> None:
        """Let nobody wait for answers that a worker still gives and nobody reads."""
        if self._worker is not None and self._worker.is_ahead:
            self.end_worker()

    def end_worker(self) -> None:
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def leave_worker(self) -> None:
        """End the worker, without waiting until it is gone."""
        if self._worker is not None:
            self._worker.leave()
            self._worker = None

    def _is_as_before(self, worker: Worker) -> bool:
        if not worker.alive or worker.has_too_much:
            return False
        has_its_own = "tensorflow" in self._assignment.imports
        return has_its_own or worker.threads <= self._threads

    def _without_worker(self, spent: Stopped) -> Stopped:
        """End the one at hand, which does not hold all that the cells define."""
        self.end_worker()
        for step in self._steps:
            self._skip(step, spent)
        return spent

    def _skip(self, step: CellRequest, why: Stopped) -> None:
        run = CellRun(cell=step.cell, step=step.step, line=step.line, outputs=(), stopped=why)
        self._runs.setdefault(_key(step), run)

    def _give_files(self, worker: Worker) -> None:
        seconds = self._assignment.limits.question_seconds
        known = self._assignment.digests
        for (name, path), digest in zip_longest(self._assignment.files, known):
            with as_sandbox_errors():
                content = path.read_bytes()
            if digest and digest_of(content) != digest:  # others would be given other data
                raise SandboxError(f"the data file {name} was changed while submissions were run")
            for piece in file_requests(name, content):
                given = worker.ask(piece, seconds=seconds, wall=wall_limit(seconds))
                if given != Value(value=None):
                    raise SandboxError(f"the data file {name} cannot be given to a submission")
        for file in self._own_files:
            if file.name not in self._file_names:
                self._give_own_file(worker, file)

    @property
    def _file_names(self) -> set[str]:
        """Names of the assignment's files, which go before those of the student's own."""
        return {name for name, _ in self._assignment.files}

    def _give_own_file(self, worker: Worker, file: OwnFile) -> None:
        """Put a file of the student's own into the folder; one that fits nowhere is left out."""
        seconds = self._assignment.limits.question_seconds
        with as_sandbox_errors():
            kept = file.content
            content = kept if isinstance(kept, bytes) else file.path.read_bytes()
        if digest_of(content) != file.sha256:
            raise SandboxError(f"the file {file.name} was changed while it was graded")
        for piece in file_requests(file.name, content):
            worker.ask(piece, seconds=seconds, wall=wall_limit(seconds))

    def _read_cells(self, worker: Worker) -> tuple[CellRequest, ...]:
        """Return the steps: the cells of a notebook, the top-level statements of a module.

        The worker finds the statements, before it has run any: the grader parses no student code.
        A module that it cannot even look at runs as a notebook does.
        """
        if not self._module:
            return self._whole
        module = ModuleRequest(
            file=self._module,
            cells=tuple((cell.above, cell.source) for _, cell in self._cells),
        )
        seconds = self._assignment.limits.question_seconds
        match worker.ask(module, seconds=seconds, wall=wall_limit(seconds)):
            case Value(value=list(read)):
                return tuple(
                    CellRequest(cell=number, source="", step=step, line=line)
                    for (number, _), lines in zip(self._cells, read, strict=True)
                    for step, line in enumerate(lines)
                )
        return self._whole

    def _run_cells(self, worker: Worker) -> Stopped | None:
        """Run all steps but the lethal ones, up to one that is; return why one cannot run again."""
        for step in self._steps:
            again = _key(step) in self._ran
            was_ahead = worker.is_ahead
            stopped = None if _key(step) in self._lethal else self._run_step(worker, step)
            if was_ahead and stopped in _OF_ANY_CELL:
                self._run_one_by_one()
                break
            if worker.is_ahead and (spent := self._budget.spent(again=again)):
                return spent
            if stopped == "memory" or not worker.alive:  # what it still holds, others would lack
                self._lethal.add(_key(step))
                self.end_worker()
                break
            if again and (spent := self._budget.spent(again=True)):
                return spent
        return None

    def _run_one_by_one(self) -> None:
        """Begin anew, and look at what there is after each cell: it is not known whose it was."""
        self._is_unclear = True
        self._budget.begin_anew()
        self.forget()
        self._ran.clear()

    def _run_step(self, worker: Worker, step: CellRequest) -> StopReason | None:
        """Run a step; return for what reason it was stopped, if it was."""
        before, again = self._runs.get(_key(step)), _key(step) in self._ran
        if spent := self._budget.spent(again=again):
            self._skip(step, spent)
            return None
        seconds, wall = self._budget.left(again=again)
        if before and before.stopped:
            seconds = min(seconds, _SECONDS_FOR_WHAT_WAS_STOPPED)
            wall = min(wall, wall_limit(seconds))
        self._ran.add(_key(step))
        received = worker.received
        with self._budget.charged(worker, step.cell, again=again), self._budget.read(worker):
            run = worker.ask(step, seconds=seconds, wall=wall)
        stopped = run.stopped and self._budget.with_limit(run.stopped)
        if before is None:
            size = worker.received - received
            self._runs[_key(step)] = self._kept.run(replace(run, stopped=stopped), size)
        elif stopped and not before.stopped:
            if stopped.reason == "cpu":  # it has run whole before: what was left was too little
                self._budget.use_up(again=again)
            elif may_come_from_outside(stopped):
                self._disturbed.add(_key(step))
        return stopped.reason if stopped else None


def _key(step: CellRequest) -> _Key:
    return step.cell, step.step
