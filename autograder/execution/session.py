"""Grader: One submission at work: its cells run, its requests answered.

What stops a worker costs the question it happened in: a fresh one answers what is left.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from autograder.closing import Closing
from autograder.errors import SandboxClosed, SandboxError
from autograder.execution.budget import Budget, Meter, wall_limit
from autograder.execution.disturbance import may_come_from_outside
from autograder.execution.kept import KeptAnswers
from autograder.execution.runner import Runner
from autograder.execution.worker import Worker, WorkerPool
from autograder.records import (
    Answer,
    Assignment,
    Check,
    Exchange,
    Fault,
    NotAsked,
    Observation,
    ProgramRequest,
    Request,
    Stopped,
    Submission,
    UsesRequest,
)
from autograder.records.groups import CheckGroup, check_groups

_LEAST_SECONDS = 0.05  #: for a request, whatever others of its question have used


class Session(Closing):
    """One submission's outputs and answers so far, in both phases."""

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
        self._budget = Budget(assignment.limits, meter) if meter else Budget(assignment.limits)
        self._runner = Runner(assignment, submission, workers, self._budget)
        self._asked: set[str] = set()  #: ids of checks; to ask one again is charged as such
        self._is_resumed = False  #: its first phase is an earlier one
        self._forget()

    def _forget(self) -> None:
        self._runner.forget()
        self._exchanges: dict[str, tuple[Exchange, ...]] = {}
        self._kept = KeptAnswers()
        self._fault: Fault | None = None

    def close(self) -> None:
        """End the worker."""
        self._runner.leave_worker()

    @property
    def observation(self) -> Observation:
        """Everything so far; what kept us from going on is its `fault`."""
        ids = [check.id for group in check_groups(self._assignment) for check in group.checks]
        return Observation(
            submission=self._submission.name,
            sha256=self._submission.sha256,
            assignment=self._assignment.name,
            tier=self._workers.tier,
            versions=self._workers.versions,
            runs=self._runner.runs,
            exchanges=tuple((id, self._exchanges[id]) for id in ids if id in self._exchanges),
            fault=self._fault,
            trainer=self._workers.trainer,
            disturbed=self._runner.is_disturbed,
        )

    # -------------------------------------------------------------- the first phase

    def run(self, groups: Sequence[CheckGroup]) -> None:
        """Run the cells and ask the visible checks."""
        try:
            self._runner.worker()
            for group in groups:
                self._take(group)
        except SandboxClosed:  # nothing has come of it that could be told
            raise
        except SandboxError as error:
            self._fault = Fault(message=str(error))

    def run_anew(self, groups: Sequence[CheckGroup]) -> None:
        """Run the cells and ask the visible checks as if nothing had been run; it is charged."""
        self._forget()
        self._budget.wait_anew()
        self.run(groups)

    def resume(self, recorded: Observation, groups: Sequence[CheckGroup]) -> bool:
        """Take over a first phase if it is whole; tell if it is."""
        ran = len({run.cell for run in recorded.runs}) == len(self._runner.sources)
        self._is_resumed = ran and not self.recall(recorded, groups)
        if self._is_resumed:
            self._runner.resume(recorded.runs)
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

    # -------------------------------------------------------------- the second phase

    def ask(self, groups: Sequence[CheckGroup]) -> list[CheckGroup]:
        """Ask the hidden checks; return those whose answers may have been disturbed."""
        doubtful, left = [], list(groups)
        try:
            while left:
                self._take(left[0])
                if self._runner.is_disturbed or self._is_doubtful(left[0]):
                    doubtful.append(left[0])
                del left[0]
        except SandboxClosed:  # nothing has come of it that could be told
            raise
        except SandboxError as error:
            self._fault = Fault(message=str(error))
        return doubtful + left

    def ask_anew(self, groups: Sequence[CheckGroup]) -> None:
        """Ask hidden checks as if they had not been asked; it is charged."""
        self._runner.run_again()
        self._fault = None
        for check in (check for group in groups for check in group.checks):
            self._exchanges.pop(check.id, None)
        self._budget.wait_anew()
        self.ask(groups)

    def _is_doubtful(self, group: CheckGroup) -> bool:
        answers = (e.answer for check in group.checks for e in self._exchanges[check.id])
        return any(isinstance(a, Stopped) and may_come_from_outside(a) for a in answers)

    # -------------------------------------------------------------- one question

    def _take(self, group: CheckGroup) -> None:
        """Ask a question's visible or hidden checks; nothing that it leaves stops the next."""
        self._kept.begin_group()
        self._group_seconds = self._limits.question_seconds
        self._question = group.question
        self._next = deque(_known_requests(group.checks))
        stop = self._stop_of(group.question)

        def ask(request: Request, again: bool) -> Answer:
            nonlocal stop
            if stop:
                return NotAsked(because=stop)
            if self._next and self._next[0] is not request:
                self._next.clear()  # what is asked depends on answers
            answer = self._ask(request, again)
            stop = answer if isinstance(answer, Stopped) else None
            return answer

        for check in group.checks:
            again = check.id in self._asked
            self._asked.add(check.id)
            self._exchanges[check.id] = tuple(check.exchanges(partial(ask, again=again)))
        self._runner.end_worker_unless_as_before()

    def _stop_of(self, question: str) -> Stopped | None:
        """Return what stopped the question at an earlier check, if anything did."""
        (checks,) = (q.checks for q in self._assignment.questions if q.id == question)
        answers = (e.answer for check in checks for e in self._exchanges.get(check.id, ()))
        return next((answer for answer in answers if isinstance(answer, Stopped)), None)

    def _ask(self, request: Request, again: bool) -> Answer:
        if isinstance(request, UsesRequest):
            return self._read(request, again)
        if isinstance(request, ProgramRequest):
            return self._run_program(request, again)
        if refused := self._kept.refusal:  # to read more of them would cost us time
            self._runner.end_worker_that_is_ahead()
            return refused
        worker = self._budget.spent(again=again) or self._runner.worker()
        if isinstance(worker, Stopped):
            return worker
        seconds, wall = self._budget.left(again=again)
        seconds = max(min(seconds, self._group_seconds), _LEAST_SECONDS)
        wall = max(min(wall, wall_limit(seconds)), _LEAST_SECONDS)
        if not worker.is_ahead:
            self._work_ahead(worker, seconds, wall, again)
        received = worker.received
        with (
            self._budget.charged(worker, self._question, again=again) as charge,
            self._budget.read(worker),
        ):
            answer = worker.ask(request, seconds=seconds, wall=wall)
        if self._next:
            self._next.popleft()
        self._group_seconds -= charge.used
        answer = self._kept.answer(answer, worker.received - received)
        return self._budget.with_limit(answer) if isinstance(answer, Stopped) else answer

    def _work_ahead(self, worker: Worker, seconds: float, wall: float, again: bool) -> None:
        """Give a worker at once what its question is sure to ask in this phase."""
        _, left = self._budget.left_together(again=again)
        slower = wall_limit(1) - wall_limit(0)
        worker.work_ahead(
            tuple(self._next),
            seconds=seconds,
            wall=wall,
            together=(seconds, left),
            slower=slower,
        )

    def _run_program(self, request: ProgramRequest, again: bool) -> Answer:
        """Run the whole program in a worker that runs nothing else."""
        if spent := self._budget.spent(again=again):
            return spent
        seconds, wall = self._budget.left(again=again)
        seconds = max(min(seconds, self._group_seconds), _LEAST_SECONDS)
        with self._runner.fresh_worker() as worker:
            before = worker.cpu_seconds
            asked = self._runner.program(request)
            with (
                self._budget.charged(worker, self._question, again=again),
                self._budget.read(worker),
            ):
                answer = worker.ask(asked, seconds=seconds, wall=min(wall, wall_limit(seconds)))
            self._group_seconds -= worker.cpu_seconds - before
        return self._budget.with_limit(answer) if isinstance(answer, Stopped) else answer

    def _read(self, request: UsesRequest, again: bool) -> Answer:
        """Ask about the source in a worker that has run none of it, so that it cannot lie."""
        if spent := self._budget.spent(again=again):
            return spent
        asked = replace(request, sources=self._runner.sources)
        seconds, wall = self._budget.left(again=again)
        with (
            self._workers.worker(self._limits) as reader,
            self._budget.charged(reader, self._question, again=again),
        ):
            answer = reader.ask(asked, seconds=seconds, wall=wall)
        return self._budget.with_limit(answer) if isinstance(answer, Stopped) else answer


def _known_requests(checks: Sequence[Check]) -> Iterator[Request]:
    """Yield what checks ask of the same worker, up to one that depends on answers."""
    for check in checks:
        requests = check.requests
        if requests is None or any(isinstance(r, UsesRequest | ProgramRequest) for r in requests):
            return
        yield from requests
