"""The known mistake, if any, that gives exactly a submission's answers to a question."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from autograder.checks.comparison import difference
from autograder.checks.margins import Margin, margins
from autograder.checks.recognising import recognised
from autograder.records import (
    Answer,
    Check,
    CheckResult,
    Mistake,
    Observation,
    Outcome,
    Question,
    Raised,
    Value,
)


def matching_mistake(
    question: Question, observation: Observation, results: Sequence[CheckResult]
) -> Mistake | None:
    """Return the known mistake that gives exactly the answers that were observed, or sees itself.

    It is named only if a check that it answers, whose result is among these, does not pass. If
    several fit, the one declared more general than all the others, else none.
    """
    noticed = {result.check.id for result in results if result.outcome not in _UNNOTICED}
    seen = recognised(question.mistakes, question.checks, observation)
    fitting = [
        mistake
        for mistake in question.mistakes
        if (
            mistake.id in seen
            if mistake.recognise
            else _fits(mistake, question, observation, noticed)
        )
    ]
    for mistake in fitting:
        if all(o is mistake or o.id in mistake.more_general_than for o in fitting):
            return mistake
    return None


_UNNOTICED = (Outcome.PASSED, Outcome.NOT_GRADED)


def _fits(
    mistake: Mistake, question: Question, observation: Observation, noticed: Collection[str]
) -> bool:
    given = dict(mistake.answers)
    asked = [check for check in question.checks if check.id in given]
    return all(_answers_alike(check, given[check.id], observation) for check in asked) and any(
        check.id in noticed for check in asked
    )


def _answers_alike(check: Check, wrong: Sequence[object], observation: Observation) -> bool:
    answers = observation.answers(check.id) or ()
    margin = _margin(check, [_value(one) for one in wrong if not isinstance(one, Raised)])
    return len(answers) == len(wrong) and all(
        _is_same(answer, one, margin) for answer, one in zip(answers, wrong, strict=True)
    )


def _margin(check: Check, wrong: Sequence[object]) -> Margin:
    """Return how far answers may be from the mistake's: as far as from the right ones."""
    stated = [getattr(check, field, None) for field in ("tolerance", "relative")]  # if it has them
    return margins(wrong, *stated)


def _is_same(answer: Answer, wrong: object, margin: Margin) -> bool:
    if isinstance(answer, Raised) and isinstance(wrong, Raised):
        return answer.type == wrong.type
    if not isinstance(answer, Value) or isinstance(wrong, Raised):
        return False
    if isinstance(wrong, Value) and not _has_same_effects(answer, wrong):
        return False
    return difference(answer.value, _value(wrong), margin, equal_nan=True) is None


def _value(wrong: object) -> object:
    return wrong.value if isinstance(wrong, Value) else wrong


def _has_same_effects(answer: Value, wrong: Value) -> bool:
    if (answer.printed or "").split() != (wrong.printed or "").split():
        return False
    return difference(answer.after, wrong.after, equal_nan=True) is None
