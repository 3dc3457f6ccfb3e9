"""Which known mistake, if any, gives exactly a submission's answers to a question."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.checks.comparison import difference
from autograder.checks.properties import judge_property
from autograder.records import (
    Answer,
    CallCheck,
    Check,
    Mistake,
    Observation,
    Outcome,
    PropertyCheck,
    Question,
    Raised,
    Value,
    ValueCheck,
)


def matching_mistake(question: Question, observation: Observation) -> Mistake | None:
    """Return the known mistake that gives exactly the answers that were observed.

    It is named only if it differs from what is expected on a request that was made. If several
    fit, the one declared more general than all the others, else none.
    """
    fitting = [m for m in question.mistakes if _fits(m, question.checks, observation)]
    for mistake in fitting:
        if all(o is mistake or o.id in mistake.more_general_than for o in fitting):
            return mistake
    return None


def _fits(mistake: Mistake, checks: Sequence[Check], observation: Observation) -> bool:
    given = dict(mistake.answers)
    asked = [check for check in checks if check.id in given]
    told_apart = False
    for check in asked:
        answers = observation.answers(check.id) or ()
        wrong, right = given[check.id], _expected(check)
        if len(answers) != len(wrong):
            return False
        if not all(_same(a, w, check) for a, w in zip(answers, wrong, strict=True)):
            return False
        if isinstance(check, PropertyCheck):
            found = judge_property(check, observation.record(check.id) or ())
            told_apart |= found.outcome is not Outcome.PASSED
        told_apart |= any(not _agree(w, r, check) for w, r in zip(wrong, right, strict=False))
    return told_apart


def _expected(check: Check) -> tuple[object, ...]:
    match check:
        case CallCheck(expected=tuple() as expected):
            return expected
        case ValueCheck(expected=expected):
            return (expected,)
    return ()


def _same(answer: Answer, wrong: object, check: Check) -> bool:
    if isinstance(answer, Raised) and isinstance(wrong, Raised):
        return answer.type == wrong.type
    return isinstance(answer, Value) and _agree(answer.value, wrong, check)


def _agree(one: object, other: object, check: Check) -> bool:
    if isinstance(one, Raised) or isinstance(other, Raised):
        return False
    tolerance = check.tolerance if isinstance(check, CallCheck | ValueCheck) else None
    return difference(one, other, tolerance, equal_nan=True) is None
