"""Answers that a course gives away: functions that it passes to submissions, and that are right.

Whoever is given a function of the course's own can read its text, and use it as an answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from autograder.checks import authors_code
from autograder.checks.authors_code import AuthorsError, answer_to
from autograder.checks.call import CallCheck
from autograder.checks.replay import judge_asked
from autograder.protocol.building_functions import function_of
from autograder.protocol.values import FunctionText
from autograder.records import (
    Answer,
    Assignment,
    CallRequest,
    Check,
    Observation,
    Outcome,
    Question,
    Request,
    Undefined,
)


def given_away(assignment: Assignment, observation: Observation | None) -> Iterator[str]:
    """Name functions passed to a submission that was observed, each with what it answers."""
    checks = [check for question in assignment.questions for check in _earning(question)]
    for function, where in _passed(observation).items():
        answered = [check.id for check in checks if _answers(function, check)]
        if answered:
            yield (
                f"`{function.name}`, which {where} passes to submissions, answers "
                f"{', '.join(answered)}, and they can read it; pass another one"
            )


def _earning(question: Question) -> tuple[CallCheck, ...]:
    """Return the calls by which a question earns points: a visible one earns none by itself."""
    hidden = [check for check in question.checks if check.hidden]
    return tuple(c for c in hidden or question.checks if isinstance(c, CallCheck) and c.expected)


def _passed(observation: Observation | None) -> dict[FunctionText, str]:
    """Return the functions that calls were given, each with the id of the first check."""
    found: dict[FunctionText, str] = {}
    for id_, record in observation.exchanges if observation else ():
        for request in (e.request for e in record if isinstance(e.request, CallRequest)):
            for function in _functions((request.arguments, dict(request.keywords))):
                found.setdefault(function, id_)
    return found


def _functions(value: object) -> Iterator[FunctionText]:
    if isinstance(value, FunctionText):
        yield value
    elif isinstance(value, dict):
        yield from _functions([*value.values()])
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _functions(part)


def _answers(function: FunctionText, check: Check) -> bool:
    """Tell whether a check passes with a function in place of the one that it asks for."""
    made = function_of(function)

    def ask(request: Request) -> Answer:
        if not isinstance(request, CallRequest):
            return Undefined()
        try:
            return authors_code.run(lambda: answer_to(made, request), authors_code.JUDGING)
        except AuthorsError:
            return Undefined()

    return judge_asked(check, ask).outcome is Outcome.PASSED
