"""Answers and source of known mistakes."""

from __future__ import annotations

import ast
import inspect
import textwrap
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from copy import deepcopy
from typing import Any

import numpy as np

from autograder.authoring import KnownMistake
from autograder.records import (
    CallCheck,
    Language,
    Mistake,
    PropertyCheck,
    Question,
    Raised,
    ValueCheck,
)


def answered_mistake(
    known: KnownMistake, question: Question, follows: Sequence[str], language: Language
) -> Mistake:
    """Return the mistake with its answers to everything that the question asks of its names."""
    recognised = known.code is not None
    return Mistake(
        id=known.function.__name__,
        question=question.id,
        explanation=known.explanation.led_by(language),
        answers=() if recognised else tuple(_answers(known, question)),
        source=_source(known, question),
        more_general_than=known.more_general_than,
        follows=tuple(follows),
        recognise=known.function if recognised else None,
    )


def asked(function: Callable[..., Any], arguments: Sequence[object]) -> Any:
    """Return a function's answer to fresh arguments. Warnings are suppressed."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return function(*deepcopy(tuple(arguments)))


def _function(known: KnownMistake, question: Question) -> str | None:
    """Return the function that the mistake stands for, None if it is one in variables."""
    variables = {check.name for check in question.checks if isinstance(check, ValueCheck)}
    called = [check.name for check in question.checks if isinstance(check, CallCheck)]
    name = known.stands_for or (called[0] if called else None)
    return None if name in variables else name


def _answers(known: KnownMistake, question: Question) -> Iterator[tuple[str, tuple[object, ...]]]:
    function = _function(known, question)
    values = known() if function is None else {}
    for check in question.checks:
        if isinstance(check, CallCheck) and check.name == function:
            yield check.id, tuple(_wrong_answer(known, case.arguments) for case in check.cases)
        elif isinstance(check, ValueCheck) and check.name in values:
            yield check.id, (values[check.name],)
        elif isinstance(check, PropertyCheck) and function is not None:
            yield check.id, _answers_to_property(known, function, check)


class _Ended(Exception):
    """The property asks for something else, or the mistake raised."""


def _answers_to_property(
    known: KnownMistake, function: str, check: PropertyCheck
) -> tuple[object, ...]:
    """Return what the mistake answers where the property asks it, which is always the same."""
    answers: list[object] = []

    def ask(name: str, *arguments: object) -> object:
        if name != function:
            raise _Ended
        answers.append(_wrong_answer(known, arguments))
        if isinstance(answers[-1], Raised):
            raise _Ended
        return answers[-1]

    with suppress(Exception):
        check.holds(ask)
    return tuple(answers)


def _wrong_answer(known: KnownMistake, arguments: Sequence[object]) -> object:
    try:
        return asked(known.function, arguments)
    except (Exception, SystemExit) as error:
        return Raised(type(error).__name__, str(error))


def _source(known: KnownMistake, question: Question) -> str:
    """Return the mistake as a student would have written it, without decorator or our name."""
    if known.code is not None:
        return known.code
    function = _function(known, question)
    if function is None:
        return "".join(f"{name} = {value!r}\n" for name, value in known().items())
    text = textwrap.dedent(inspect.getsource(known.function))
    (definition,) = ast.parse(text).body
    lines = text.splitlines(keepends=True)[definition.lineno - 1 :]
    return "".join(lines).replace(f"def {known.function.__name__}(", f"def {function}(", 1)
