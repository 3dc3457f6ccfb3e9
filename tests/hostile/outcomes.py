"""What came of an attack, in the words in which the corpus states what must."""

from __future__ import annotations

from autograder.records import CellRun, Stopped, SubmissionResult
from tests.hostile.submissions import Attack


def outcomes(result: SubmissionResult) -> dict[str, tuple[str, ...]]:
    return {
        q.question.id: tuple(scored.result.outcome.value for scored in q.checks)
        for q in result.questions
    }


def expected_outcomes(attack: Attack, result: SubmissionResult) -> dict[str, tuple[str, ...]]:
    """All checks pass, but for those of which the attack says something else."""
    passed = {q.question.id: ("passed",) * len(q.checks) for q in result.questions}
    return passed | dict(attack.outcomes)


def stops(result: SubmissionResult) -> tuple[str, ...]:
    """Return why it was stopped, each reason once."""
    assert result.observation is not None
    assert result.observation.fault is None
    found = [run.stopped for run in result.observation.runs]
    for _, exchanges in result.observation.exchanges:
        found += [e.answer for e in exchanges if isinstance(e.answer, Stopped)]
    return tuple(dict.fromkeys(stopped.reason for stopped in found if stopped))


def raised(result: SubmissionResult) -> str | None:
    assert result.observation is not None
    runs: tuple[CellRun, ...] = result.observation.runs
    return next((run.raised.type for run in runs if run.raised), None)
