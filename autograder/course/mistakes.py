"""Answers and source of known mistakes."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import partial, update_wrapper
from pathlib import Path
from types import FunctionType
from typing import TypeVar

from autograder.authoring import RAISED, KnownMistake
from autograder.checks import authors_code
from autograder.checks.authors_code import (
    AuthorsError,
    NeverEnds,
    NothingToTake,
    Running,
    answer_of,
    answer_to,
)
from autograder.checks.raising import RaisesCheck
from autograder.course.reference import Reference
from autograder.errors import AssignmentError, SourceFault
from autograder.protocol.values import as_sent
from autograder.records import (
    Answer,
    CallRequest,
    Language,
    Mistake,
    Question,
    Raised,
    Request,
    Undefined,
    Value,
    ValueRequest,
)
from autograder.texts import did_you_mean

T = TypeVar("T")


def answered_mistakes(
    reference: Reference, assignment: str, questions: Sequence[Question], language: Language
) -> tuple[list[Mistake], list[SourceFault]]:
    """Return an assignment's known mistakes, and what is wrong with those that are none."""
    by_id = {question.id: question for question in questions}
    known, follows = reference.mistakes(assignment), reference.follows(assignment)
    mistakes: list[Mistake] = []
    faults = [*_strangers(known, by_id), *_unknown_names(known, by_id)]
    with authors_code.running(authors_code.LOADING, reference.beside) as run:
        for one in (m for m in known if m.question in by_id):
            followed = follows.get(one.question, ())
            try:
                mistakes.append(
                    _answered_mistake(one, by_id[one.question], followed, language, run)
                )
            except AssignmentError as error:
                faults += error.faults
    return mistakes, faults


def _strangers(
    known: Sequence[KnownMistake], by_id: Mapping[str, Question]
) -> Iterator[SourceFault]:
    for mistake in known:
        if mistake.question not in by_id:
            message = f"is a mistake in `{mistake.question}`, which is not a question"
            yield _fault(mistake, message)


def _unknown_names(
    known: Sequence[KnownMistake], by_id: Mapping[str, Question]
) -> Iterator[SourceFault]:
    """Find mistakes that name a function or another mistake that there is not."""
    ids = [mistake.function.__name__ for mistake in known]
    for mistake in (m for m in known if m.question in by_id):
        asked_for = {n for check in by_id[mistake.question].checks for n in check.names}
        for name, where in [
            *((n, asked_for) for n in _names_asked_for(mistake)),
            *((n, ids) for n in mistake.more_general_than),
        ]:
            if name not in where:
                meant = did_you_mean(name, where)
                yield _fault(mistake, f"names `{name}`, which there is not{meant}")


def _names_asked_for(known: KnownMistake) -> list[str]:
    """Return the names that a mistake expects the checks of its question to ask for."""
    if known.code is None:
        return [known.stands_for] if known.stands_for else []
    return [name for name in inspect.signature(known.function).parameters if name != RAISED]


def _fault(mistake: KnownMistake, message: str) -> SourceFault:
    function = mistake.function
    line, path = function.__code__.co_firstlineno, Path(inspect.getfile(function))
    return SourceFault(path, line, f"`{function.__name__}` {message}")


# ------------------------------------------------------------------ one mistake


def answered_mistake(
    known: KnownMistake,
    question: Question,
    follows: Sequence[str],
    language: Language,
    beside: Path | None = None,
) -> Mistake:
    """Return the mistake with its answers to everything that the question asks of its names.

    Raises AssignmentError if it never ends, or raises what it does not declare. It runs in the
    folder `beside`.
    """
    with authors_code.running(authors_code.LOADING, beside) as run:
        return _answered_mistake(known, question, follows, language, run)


def _answered_mistake(
    known: KnownMistake,
    question: Question,
    follows: Sequence[str],
    language: Language,
    run: Running,
) -> Mistake:
    recognised = known.code is not None
    return Mistake(
        id=known.function.__name__,
        question=question.id,
        explanation=known.explanation.led_by(language),
        answers=() if recognised else tuple(_answers(known, question, run)),
        source=_source(known, question, run),
        more_general_than=known.more_general_than,
        follows=tuple(follows),
        recognise=known.function if recognised else None,
    )


def _function(known: KnownMistake, question: Question) -> str | None:
    """Return the function that the mistake stands for, None if it is one in variables."""
    asked = [request for check in question.checks for request in check.requests or ()]
    variables = {request.name for request in asked if isinstance(request, ValueRequest)}
    called = [request.name for request in asked if isinstance(request, CallRequest)]
    name = known.stands_for or (called[0] if called else None)
    return None if name in variables else name


def _answers(
    known: KnownMistake, question: Question, run: Running
) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield the ids of the checks that ask for nothing else, with the mistake's answers."""
    function = _function(known, question)
    values = _values(known, run) if function is None else {}
    fresh = replace(known, function=_fresh(known.function))

    def answer(request: Request, declared: Errors) -> Answer:
        match request:
            case CallRequest(name=name) if name == function:
                return _answer(fresh, request, run, declared)
            case ValueRequest(name=name) if name in values:
                return Value(value=values[name])
        return Undefined()

    for check in sorted(question.checks, key=lambda check: check.hidden):  # as they are asked
        # Where an error is asked for, a wrong one is an answer as any other.
        declared = (Exception,) if isinstance(check, RaisesCheck) else known.raises
        asked = check.exchanges(partial(answer, declared=declared))
        answers = [exchange.answer for exchange in asked]
        if answers and Undefined() not in answers:
            yield check.id, tuple(map(_kept, answers))


def _fresh(function: Callable[..., T]) -> Callable[..., T]:
    """Return a function that has never been called: what it keeps in its defaults is its own."""
    if not isinstance(function, FunctionType):
        return function
    own = FunctionType(
        function.__code__,
        function.__globals__,
        function.__name__,
        deepcopy(function.__defaults__),
        function.__closure__,
    )
    own.__kwdefaults__ = deepcopy(function.__kwdefaults__)
    return update_wrapper(own, function)


def _kept(answer: Answer) -> Raised | Value | object:
    """Return the value alone of an answer of which nothing else was asked."""
    if not isinstance(answer, Value):
        return answer
    has_value_only = answer.printed is None and answer.after is None
    return answer.value if has_value_only else answer


Errors = tuple[type[Exception], ...]


def _answer(known: KnownMistake, request: CallRequest, run: Running, declared: Errors) -> Answer:
    try:
        answer = _run(lambda: answer_to(known.function, request), known, run)
        value, after = as_sent((answer.value, answer.after))  # before another call changes it
        return replace(answer, value=value, after=after)
    except AuthorsError as error:
        if isinstance(error.error, NothingToTake):
            missing = error.error.error
            return Raised(type=type(missing).__name__, message=str(missing))
        if not isinstance(error.error, declared):
            raise AssignmentError([_fault(known, _undeclared(error))]) from None
        return Raised(type=type(error.error).__name__, message=str(error.error))


def _undeclared(error: AuthorsError) -> str:
    raised = error.error
    if isinstance(raised, NameError) and raised.name in _USUAL_IMPORTS:
        cure = f"write `{_USUAL_IMPORTS[raised.name]}` into its file"
    else:
        cure = f"mend it, or declare `raises={type(raised).__name__}` if students get this error"
    return f"{error.with_place}; {cure}"


_USUAL_IMPORTS = {
    "np": "import numpy as np",
    "plt": "import matplotlib.pyplot as plt",
    "pd": "import pandas as pd",
    **{name: f"import {name}" for name in ("math", "numpy", "random", "itertools", "keras")},
}


def _values(known: KnownMistake, run: Running) -> Mapping[str, object]:
    """Return the variables of a mistake that stands for no function."""
    try:
        values: Mapping[str, object] = _run(lambda: answer_of(known.function, ()), known, run)
        return values
    except AuthorsError as error:
        raise AssignmentError([_fault(known, error.with_place)]) from None


def _run(work: Callable[[], T], known: KnownMistake, run: Running) -> T:
    """Return what comes of the mistake; raise AuthorsError, or AssignmentError if it never ends."""
    try:
        return run(work)
    except NeverEnds as endless:
        raise AssignmentError([_fault(known, str(endless))]) from None


def _source(known: KnownMistake, question: Question, run: Running) -> str:
    """Return the mistake as a student would have written it, without decorator or our name."""
    if known.code is not None:
        return known.code
    function = _function(known, question)
    if function is None:
        return "".join(f"{name} = {value!r}\n" for name, value in _values(known, run).items())
    text = textwrap.dedent(inspect.getsource(known.function))
    (definition,) = ast.parse(text).body
    lines = text.splitlines(keepends=True)[definition.lineno - 1 :]
    return "".join(lines).replace(f"def {known.function.__name__}(", f"def {function}(", 1)
