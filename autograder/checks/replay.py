"""Answers that were recorded, or that nobody gave, judged as if they came just now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from autograder.checks.judging import judge
from autograder.records import (
    Answer,
    Assignment,
    Check,
    CheckResult,
    Exchange,
    Observation,
    Outcome,
    Request,
)


def answers_that_hold(assignment: Assignment, recorded: Observation) -> Observation:
    """Return the observation without the answers to checks that ask otherwise now."""
    otherwise = [
        check.id
        for question in assignment.questions
        for check in question.checks
        if check.requests is None and judge(check, recorded).outcome is Outcome.NOT_GRADED
    ]
    kept = tuple(known for known in recorded.exchanges if known[0] not in otherwise)
    return replace(recorded, exchanges=kept)


def judge_answers(check: Check, answers: Iterable[Answer]) -> CheckResult:
    """Return the result of a check whose requests are answered so, one after the other."""
    given = iter(answers)
    return judge_asked(check, lambda request: next(given))


def judge_asked(check: Check, ask: Callable[[Request], Answer]) -> CheckResult:
    """Return the result of a check whose requests are answered by a function."""
    return judge_exchanges(check, {check.id: tuple(check.exchanges(ask))})


def judge_exchanges(check: Check, exchanges: Mapping[str, tuple[Exchange, ...]]) -> CheckResult:
    """Return the result of a check by exchanges alone, of the check's id and of those it uses."""
    observation = Observation(
        submission="",
        sha256="",
        assignment="",
        tier="",
        versions=(),
        runs=(),
        exchanges=tuple(exchanges.items()),
    )
    return judge(check, observation)
