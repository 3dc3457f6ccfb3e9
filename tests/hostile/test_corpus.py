"""Every attack of the corpus gets what it deserves and nothing else, and leaves no trace."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from autograder.records import CellRun, Stopped, SubmissionResult
from tests.hostile.submissions import BREACH, Attack, corpus
from tests.hostile.target import CANARIES, Target, is_healthy, set_up
from tests.sandboxes import TIERS

pytestmark = pytest.mark.hostile


@pytest.fixture(scope="module", params=TIERS.values(), ids=TIERS)
def target(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Target]:
    """Something to attack, in each tier."""
    with set_up(tmp_path_factory.mktemp("target"), request.param) as ready:
        yield ready


@pytest.mark.parametrize("attack", list(corpus()), ids=lambda attack: attack.id)
def test_an_attack_gets_what_it_deserves(target: Target, attack: Attack) -> None:
    before = target.state()
    result = target.grade(attack)
    assert outcomes(result) == expected_outcomes(attack, result)
    full = sum(q.question.points for q in result.questions)
    assert result.points == (full if attack.points is None else attack.points)
    assert attack.may_be_stopped(stops(result)), stops(result)
    assert raised(result) in (attack.raises or (None,))
    told = target.told(attack.id)
    assert [word for word in (BREACH, *CANARIES) if word in told] == []
    assert harm(target, attack) == []
    assert target.state() == before
    assert target.traces() == []
    assert is_healthy(target)


def harm(target: Target, attack: Attack) -> list[str]:
    """Return what a reader of the reports could be harmed by."""
    feedback, outputs = target.feedback(attack.id), target.shown(attack.id)
    media = {kind for output in outputs for kind in output.get("data", ())}
    found = _CONTROL.findall(feedback) + _CONTROL.findall(" ".join(texts(outputs)))
    found += sorted(media - {"text/plain", "image/png", "image/jpeg"})
    found += _MARKUP.findall(_CODE.sub("", feedback))
    return found if len(feedback) < _LONGEST_FEEDBACK else [*found, "too long"]


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_CODE = re.compile(r"^(`{3,})text$.*?^\1$|(`+)(?!`).+?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE)
_MARKUP = re.compile(r"<[a-z/!]|\]\(|javascript:|http:", re.IGNORECASE)
_LONGEST_FEEDBACK = 20_000


def texts(outputs: object) -> Iterator[str]:
    """Yield all texts in a notebook's outputs."""
    if isinstance(outputs, str):
        yield outputs
    elif isinstance(outputs, list):
        yield from (text for part in outputs for text in texts(part))
    elif isinstance(outputs, dict):
        yield from texts(list(outputs.values()))


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
