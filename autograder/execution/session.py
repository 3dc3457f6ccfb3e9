"""Grader: One submission at work: its cells run, its requests answered.

What stops a worker costs the cell or the question it happened in: a fresh worker runs the
submission again without that cell, or answers what is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import Protocol, Self

from autograder.checks.groups import CheckGroup, check_groups
from autograder.errors import SandboxError
from autograder.execution.budget import Budget, Meter, wall_limit
from autograder.execution.disturbance import may_come_from_outside
from autograder.execution.kept import Kept
from autograder.execution.worker import Worker, pieces
from autograder.records import (
    Answer,
    Assignment,
    CellRequest,
    CellRun,
    Exchange,
    Fault,
    Limits,
    ModuleRequest,
    NotAsked,
    Observation,
    Request,
    Stopped,
    Submission,
    UsesRequest,
    Value,
)
from autograder.sandbox.shortage import as_sandbox_errors

_SECONDS_FOR_WHAT_WAS_STOPPED = 1.0  #: CPU; enough to define again what a cell defines first
_LEAST_SECONDS = 0.05  #: for a request, whatever others of its question have used


_Step = tuple[int, int | None]
"""The numbers of a cell and of a step in it."""


def _key(step: CellRequest) -> _Step:
    return step.cell, step.step


class WorkerPool(Protocol):
    """Where fresh workers come from: a sandbox, or what stands in for one."""

    @property
    def tier(self) -> str: ...
    @property
    def versions(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def trainer(self) -> str | None: ...
    def worker(self, limits: Limits) -> Worker: ...


class Session:
    """What one submission has shown and answered so far, and the worker at hand."""

    def __init__(
        self,
        assignment: Assignment,
        submission: Submission,
        workers: WorkerPool,
        meter: Meter | None = None,
    ) -> None:
        self._assignment = assignment
        self._limits = assignment.limits
        self._submission = submission
        self._workers = workers
        self._cells = [cell for cell in submission.cells if cell.kind == "code"]
        self._steps: tuple[CellRequest, ...] = ()  #: what is run, in order, once a worker is there
        self._budget = Budget(assignment.limits, meter) if meter else Budget(assignment.limits)
        self._ran: set[_Step] = set()  #: to run one again is charged as such
        self._asked: set[str] = set()  #: ids of checks, likewise
        self._worker: Worker | None = None
        self._threads = 0  #: of the worker when it had run the cells
        self._is_resumed = False  #: its first phase is an earlier one
        self._forget()

    def _forget(self) -> None:
        self._runs: dict[_Step, CellRun] = {}  #: of each step, the first
        self._lethal: set[_Step] = set()  #: those that took their worker with them
        self._exchanges: dict[str, tuple[Exchange, ...]] = {}
        self._kept = Kept()
        self._disturbed = False  #: as in the observation
        self._fault: Fault | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end_worker()

    @property
    def observation(self) -> Observation:
        """Everything so far; what kept us from going on is its `fault`."""
        whole = self._has_run(self._runs.values())
        ids = [check.id for group in check_groups(self._assignment) for check in group.checks]
        return Observation(
            submission=self._submission.name,
            sha256=self._submission.sha256,
            assignment=self._assignment.name,
            tier=self._workers.tier,
            versions=self._workers.versions,
            runs=tuple(self._runs.values()) if whole else (),
            exchanges=tuple((id, self._exchanges[id]) for id in ids if id in self._exchanges),
            fault=self._fault,
            trainer=self._workers.trainer,
            disturbed=self._disturbed,
        )

    def _has_run(self, runs: Iterable[CellRun]) -> bool:
        """Whether they are of all cells; of a module's, all steps have been run or none."""
        done = {(run.cell, run.step) for run in runs}
        cells = {cell for cell, _ in done}
        return len(cells) == len(self._cells) and all(
            map(done.__contains__, map(_key, self._steps))
        )

    # -------------------------------------------------------------- what is run and asked

    def run(self, groups: Sequence[CheckGroup]) -> None:
        """Run the cells and ask the visible checks."""
        try:
            self._ready()
            for group in groups:
                self._take(group)
        except SandboxError as error:
            self._fault = Fault(str(error))

    def run_anew(self, groups: Sequence[CheckGroup]) -> None:
        """Run the cells and ask the visible checks as if nothing had been run; it is charged."""
        self._end_worker()
        self._forget()
        self._budget.wait_anew()
        self.run(groups)

    def resume(self, recorded: Observation, groups: Sequence[CheckGroup]) -> bool:
        """Take over a first phase if it is whole; what cells show from now on is not kept."""
        ran = self._has_run(recorded.runs)
        self._is_resumed = ran and not self.recall(recorded, groups)
        if self._is_resumed:
            self._runs = {(run.cell, run.step): run for run in recorded.runs}
        else:
            self._forget()
        return self._is_resumed

    def recall(self, recorded: Observation, groups: Sequence[CheckGroup]) -> list[CheckGroup]:
        """Take over answers; return the groups that have none that fit the first phase."""
        known, left = dict(recorded.exchanges), []
        for group in groups:
            is_stopped_now = not self._is_resumed and self._stop_of(group.question)
            if is_stopped_now or any(check.id not in known for check in group.checks):
                left.append(group)
            else:
                self._exchanges.update((check.id, known[check.id]) for check in group.checks)
        return left

    def ask(self, groups: Sequence[CheckGroup]) -> list[CheckGroup]:
        """Ask the hidden checks; return those whose answers may have been disturbed."""
        self._lethal_of_first = frozenset(self._lethal)
        doubtful, left = [], list(groups)
        try:
            while left:
                self._take(left[0])
                if self._disturbed or self._is_doubtful(left[0]):
                    doubtful.append(left[0])
                del left[0]
        except SandboxError as error:
            self._fault = Fault(str(error))
        return doubtful + left

    def ask_anew(self, groups: Sequence[CheckGroup]) -> None:
        """Ask hidden checks as if they had not been asked; it is charged."""
        self._end_worker()
        self._lethal = set(self._lethal_of_first)
        self._disturbed, self._fault = False, None
        for check in (check for group in groups for check in group.checks):
            self._exchanges.pop(check.id, None)
        self._budget.wait_anew()
        self.ask(groups)

    def _is_doubtful(self, group: CheckGroup) -> bool:
        answers = (e.answer for check in group.checks for e in self._exchanges[check.id])
        return any(isinstance(a, Stopped) and may_come_from_outside(a) for a in answers)

    # -------------------------------------------------------------- workers and cells

    def _ready(self) -> Worker | Stopped:
        """Return a worker that has run the cells, or why there can be no more of them."""
        while self._worker is None or not self._worker.alive:
            self._end_worker()
            if self._ran and (spent := self._budget.spent(again=True)):
                return self._without_worker(spent)
            self._worker = self._workers.worker(self._limits)
            self._give_files(self._worker)
            self._steps = self._read_cells(self._worker)
            if spent := self._run_cells(self._worker):
                return self._without_worker(spent)
            if self._worker:
                self._threads = self._worker.threads
        return self._worker

    def _without_worker(self, spent: Stopped) -> Stopped:
        """End the one at hand, which does not hold all that the cells define."""
        self._end_worker()
        for step in self._steps:
            self._skip(step, spent)
        return spent

    def _skip(self, step: CellRequest, why: Stopped) -> None:
        run = CellRun(step.cell, (), stopped=why, step=step.step)
        self._runs.setdefault(_key(step), run)

    def _end_worker(self) -> None:
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def _give_files(self, worker: Worker) -> None:
        seconds = self._limits.question_seconds
        for name, path in self._assignment.files:
            with as_sandbox_errors():
                content = path.read_bytes()
            for piece in pieces(name, content):
                given = worker.ask(piece, seconds=seconds, wall=wall_limit(seconds))
                if given != Value(None):
                    raise SandboxError(f"the data file {name} cannot be given to a submission")

    def _read_cells(self, worker: Worker) -> tuple[CellRequest, ...]:
        """Return the steps: the cells of a notebook, the top-level statements of a module.

        The worker finds the statements, before it has run any: the grader parses no student code.
        A module that it cannot even look at runs as a notebook does.
        """
        cells = list(enumerate(self._cells, 1))
        whole = tuple(CellRequest(cell=number, source=cell.source) for number, cell in cells)
        if not self._submission.module:
            return whole
        module = ModuleRequest(
            file=self._submission.module,
            cells=tuple((cell.above, cell.source) for cell in self._cells),
        )
        seconds = self._limits.question_seconds
        match worker.ask(module, seconds=seconds, wall=wall_limit(seconds)):
            case Value(value=list(counts)):
                steps = zip(cells, counts, strict=True)
                return tuple(
                    CellRequest(cell=number, source="", step=step)
                    for (number, _), count in steps
                    for step in range(count)
                )
        return whole

    def _run_cells(self, worker: Worker) -> Stopped | None:
        """Run all steps but the lethal ones, up to one that is; return why one cannot run again."""
        for step in self._steps:
            again = _key(step) in self._ran
            stopped = None if _key(step) in self._lethal else self._run_step(worker, step)
            if stopped == "memory" or not worker.alive:  # what it still holds, others would lack
                self._lethal.add(_key(step))
                self._end_worker()
                break
            if again and (spent := self._budget.spent(again=True)):
                return spent
        return None

    def _run_step(self, worker: Worker, step: CellRequest) -> str | None:
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
        with self._budget.charged(worker, step.cell, again=again):
            run = worker.ask(step, seconds=seconds, wall=wall)
        stopped = run.stopped and self._budget.with_limit(run.stopped)
        if before is None:
            self._runs[_key(step)] = self._kept.run(replace(run, stopped=stopped))
        elif stopped and may_come_from_outside(stopped) and not before.stopped:
            self._disturbed = True
        return stopped.reason if stopped else None

    # -------------------------------------------------------------- questions

    def _take(self, group: CheckGroup) -> None:
        """Ask a question's visible or hidden checks; nothing that it leaves stops the next."""
        self._kept.begin_group()
        self._group_seconds = self._limits.question_seconds
        self._question = group.question
        stop = self._stop_of(group.question)

        def ask(request: Request, again: bool) -> Answer:
            nonlocal stop
            if stop:
                return NotAsked(stop)
            answer = self._ask(request, again)
            stop = answer if isinstance(answer, Stopped) else None
            return answer

        for check in group.checks:
            again = check.id in self._asked
            self._asked.add(check.id)
            self._exchanges[check.id] = tuple(check.exchanges(partial(ask, again=again)))
        if self._worker and not self._is_as_before(self._worker):
            self._end_worker()

    def _stop_of(self, question: str) -> Stopped | None:
        """Return what stopped the question at an earlier check, if anything did."""
        (checks,) = (q.checks for q in self._assignment.questions if q.id == question)
        answers = (e.answer for check in checks for e in self._exchanges.get(check.id, ()))
        return next((answer for answer in answers if isinstance(answer, Stopped)), None)

    def _is_as_before(self, worker: Worker) -> bool:
        """Whether a question has left nothing running or lying about that could stop the next."""
        if not worker.alive or worker.has_too_much:
            return False
        has_its_own = "tensorflow" in self._assignment.imports
        return has_its_own or worker.threads <= self._threads

    def _ask(self, request: Request, again: bool) -> Answer:
        if isinstance(request, UsesRequest):
            return self._read(request)
        worker = self._budget.spent(again=again) or self._ready()
        if isinstance(worker, Stopped):
            return worker
        seconds, wall = self._budget.left(again=again)
        seconds = max(min(seconds, self._group_seconds), _LEAST_SECONDS)
        wall = max(min(wall, wall_limit(seconds)), _LEAST_SECONDS)
        received, used = worker.received, worker.cpu_seconds
        with self._budget.charged(worker, self._question, again=again):
            answer = worker.ask(request, seconds=seconds, wall=wall)
        self._group_seconds -= worker.cpu_seconds - used
        answer = self._kept.answer(answer, worker.received - received)
        return self._budget.with_limit(answer) if isinstance(answer, Stopped) else answer

    def _read(self, request: UsesRequest) -> Answer:
        """Ask about the source in a worker that has run none of it, so that it cannot lie."""
        sources = tuple(cell.source for cell in self._cells)
        seconds = self._limits.question_seconds
        with self._workers.worker(self._limits) as reader:
            asked = replace(request, sources=sources)
            return reader.ask(asked, seconds=seconds, wall=wall_limit(seconds))
