"""Grader: Running a submission and asking it what its assignment wants to know, in two phases."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from autograder.execution.budget import Meter
from autograder.execution.disturbance import may_be_disturbed
from autograder.execution.session import Session
from autograder.execution.worker import WorkerPool
from autograder.records import Assignment, Observation, Submission
from autograder.records.groups import check_groups

Seal = Callable[[Observation], object]
Alone = Callable[[], AbstractContextManager[None]]


def observe(
    assignment: Assignment,
    submission: Submission,
    workers: WorkerPool,
    *,
    seal: Seal | None = None,
    alone: Alone | None = None,
    recorded: Observation | None = None,
    meter: Meter | None = None,
) -> Observation:
    """Return what happened; what kept us from finding out becomes the observation's `fault`.

    The first phase runs the cells and asks the visible checks, the second asks the hidden ones.
    Nothing that a process does after its first hidden request may reach a student, who could read
    hidden inputs in it, but outcomes. Therefore:

    - What the machine may have disturbed in the first phase is repeated, `alone`, before the second
      begins, and replaces the first phase whole. In the second, only hidden checks are repeated,
      in fresh workers: what cells show there and visible checks would be answered is thrown away.
    - Between the two the first phase is sealed: `seal` gets it, to put it on disk, before the first
      hidden request is sent, and it is part of what is returned as it is.
    - `recorded` is what still holds of an earlier observation. Its first phase, sealed for the same
      bytes, visible requests, limits, tier and versions, is taken as it is; for hidden checks that
      it does not answer, cells run again for nobody to see. Where one of these differs, `recorded`
      has no first phase: all of it runs anew and is sealed anew, never mixed with the earlier one.

    `meter` is told what cells and questions use.

    An undisturbed submission needs one worker for both phases. Without `alone` nothing is repeated.
    """
    visible = [group for group in check_groups(assignment) if not group.hidden]
    hidden = [group for group in check_groups(assignment) if group.hidden]
    with Session(assignment, submission, workers, meter) as session:
        sealed = recorded is not None and session.resume(recorded, visible)
        if not sealed:
            session.run(visible)
            if alone and may_be_disturbed(session.observation):
                with alone():
                    session.run_anew(visible)
            if session.observation.fault:
                return session.observation
        left = session.recall(recorded, hidden) if recorded else hidden
        if recorded and sealed and not left:
            return recorded
        if seal and left and not sealed:
            seal(session.observation)
        doubtful = session.ask(left)
        if alone and doubtful:
            with alone():
                session.ask_anew(doubtful)
        return session.observation
