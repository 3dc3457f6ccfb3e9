"""Every attack of the corpus gets what it deserves and nothing else, and leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from autograder.records import CellRun, Stopped, SubmissionResult
from tests.hostile.submissions import BREACH, Attack, corpus
from tests.hostile.target import CANARIES, Target, is_healthy, set_up

pytestmark = pytest.mark.hostile


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    with set_up(tmp_path_factory.mktemp("target")) as ready:
        yield ready


@pytest.mark.parametrize("attack", list(corpus()), ids=lambda attack: attack.id)
def test_an_attack_gets_what_it_deserves(target: Target, attack: Attack) -> None:
    before = target.state()
    result = target.grade(attack)
    assert outcomes(result) == expected_outcomes(attack, result)
    full = sum(q.question.points for q in result.questions)
    assert result.points == (full if attack.points is None else attack.points)
    assert stops(result) == attack.stopped
    assert raised(result) == attack.raises
    told = target.told(attack.id)
    assert [word for word in (BREACH, *CANARIES) if word in told] == []
    assert target.state() == before
    assert target.traces() == []
    assert is_healthy(target)


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
