"""Known mistakes in a handout: only those that a visible check alone gives away.

A mistake that only hidden checks notice would tell where these look. None is carried of which the
explanation or an answer states a quiz value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from autograder.checks.replay import judge_answers
from autograder.records import (
    Answer,
    Assignment,
    Check,
    Mistake,
    Outcome,
    Question,
    Raised,
    Value,
)
from autograder.values import numbers, unwrap

_NUMBER = re.compile(r"[-−]?\d+(?:\.\d+)?")


def bundled_mistakes(question: Question, assignment: Assignment) -> tuple[Mistake, ...]:
    """Return the mistakes with their answers to visible checks, those that may be carried."""
    visible = {check.id: check for check in question.checks if not check.hidden}
    others = (value for other in assignment.questions for value in _quiz_values(other))
    quiz = [*_quiz_values(question), *(value for value in others if not _is_common(value))]
    seen = [
        replace(m, answers=tuple((id_, a) for id_, a in m.answers if id_ in visible), source="")
        for m in question.mistakes
    ]
    return tuple(
        mistake
        for mistake in seen
        if any(_is_noticed(answers, visible[id_]) for id_, answers in mistake.answers)
        and not any(_states(mistake, value) for value in quiz)
    )


def _quiz_values(question: Question) -> list[object]:
    return [value for check in question.checks if check.hidden for value in check.secrets]


def _is_common(value: object) -> bool:
    """Whether it is a small whole number, or several: these stand for many other things too."""
    array = numbers(value)
    return array is not None and bool(np.isin(array, np.arange(-10, 11)).all())


def _is_noticed(answers: Sequence[object], check: Check) -> bool:
    """Whether a check does not pass with a mistake's answers."""
    return judge_answers(check, map(_answered, answers)).outcome is not Outcome.PASSED


def _answered(answer: object) -> Answer:
    return answer if isinstance(answer, Raised) else Value(value=answer)


def _states(mistake: Mistake, value: object) -> bool:
    answers = [part for _, given in mistake.answers for a in given for part in _parts(a)]
    if any(_same(answer, value) for answer in answers):
        return True
    return any(_says(wording, value) for _, wording in mistake.explanation.by_language)


def _parts(answer: object) -> Iterator[object]:
    """An answer, and what it is made of."""
    yield answer
    if isinstance(unwrap(answer), list | tuple):
        yield from unwrap(answer)  # type: ignore[misc]


def _same(answer: object, value: object) -> bool:
    one, other = numbers(answer), numbers(value)
    if one is None or other is None:
        return bool(unwrap(answer) == unwrap(value)) if one is other else False
    return one.shape == other.shape and bool(np.allclose(one, other))


def _says(text: str, value: object) -> bool:
    """Whether a sentence holds all the numbers of a value, or a word of it."""
    array = numbers(value)
    if array is not None:
        said = {float(number.replace("−", "-")) for number in _NUMBER.findall(text)}
        return bool(array.size) and said.issuperset(array.ravel().tolist())
    return any(word.lower() in text.lower() for word in _words(value))


def _words(value: object) -> Iterator[str]:
    value = unwrap(value)
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (word for part in value.values() for word in _words(part))
    elif isinstance(value, list | tuple):
        yield from (word for part in value for word in _words(part))
