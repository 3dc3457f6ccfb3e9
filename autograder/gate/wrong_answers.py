"""Answers that are wrong by construction: nothing is run to get them, and none should earn points.

A function that does not look at its task (`return 0`) is planted in place of a question's
functions, and what it earns is told. Right answers with one part off, or with a small part 0, are
planted to show that a check's tolerance lets no wrong answer pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.checks.call import CallCheck
from autograder.checks.margins import OF_NOTHING, Margin, margins
from autograder.checks.replay import judge_asked
from autograder.checks.value import ValueCheck
from autograder.frozen import dataclass
from autograder.records import (
    Answer,
    Assignment,
    CallRequest,
    Check,
    Fault,
    Outcome,
    Question,
    Request,
    Undefined,
    Value,
)
from autograder.values import numbers, unwrap

Body = Callable[[CallRequest, object], object]  #: of the request and the expected answer, if known
OFF = 0.1  #: of its own size, by which a part is planted wrong


@dataclass(frozen=True)
class Planted:
    """Right answers to a check but for one part; they should not pass."""

    check: str  #: its id
    now: str  #: how the answers have been changed
    passes: bool


@dataclass(frozen=True)
class Unearned:
    """A function that does not look at what it is asked, and the checks that it passes."""

    text: str
    checks: tuple[str, ...]
    is_whole: bool  #: they are all the hidden ones of a question

    def __str__(self) -> str:
        return f"{self.text} passes {', '.join(self.checks)}"


def unearned(assignment: Assignment) -> Iterator[Unearned]:
    """Yield what earns points without an idea; a visible check earns none without a hidden one."""
    for question in assignment.questions:
        hidden = [check for check in question.checks if check.hidden]
        earning = hidden or question.checks
        for text, body in _bodies(question):
            passed = tuple(check.id for check in earning if _earns(check, body))
            if passed:
                yield Unearned(text, passed, len(passed) == len(hidden))


def _bodies(question: Question) -> Iterator[tuple[str, Body]]:
    yield "`return 0`", lambda request, expected: 0
    yield "`return 1`", lambda request, expected: 1
    yield "returning the first argument", _first_argument
    yield "returning zeros of the right shape", lambda request, expected: _zeros(expected)
    example = _example(question)
    if example is not None and any(check.hidden for check in question.checks):
        yield "returning the visible answer", lambda request, expected: example


def _first_argument(request: CallRequest, expected: object) -> object:
    return next(iter((*request.arguments, *dict(request.keywords).values())), None)


def _zeros(expected: object) -> object:
    """Return an answer of the expected form in which all numbers are 0."""
    expected = unwrap(expected)
    array = numbers(expected, also_complex=True)
    if array is not None:
        return np.zeros(array.shape)
    if isinstance(expected, dict):
        return {key: _zeros(part) for key, part in expected.items()}
    if isinstance(expected, list | tuple):
        return [_zeros(part) for part in expected]
    return 0


def _example(question: Question) -> object:
    """Return the first answer to inputs that a visible check shows."""
    visible = (c for c in question.checks if isinstance(c, CallCheck) and not c.hidden)
    shown = (check.expected for check in visible if check.has_inputs)
    return next((e[0] for e in shown if not isinstance(e, Fault) and e), None)


def _earns(check: Check, body: Body) -> bool:
    """Tell whether a check that calls a function gives points for answers made so."""
    answers = iter(check.due if isinstance(check, CallCheck) else ())
    is_called = False

    def ask(request: Request) -> Answer:
        nonlocal is_called
        if not isinstance(request, CallRequest):
            return Undefined()
        is_called = True
        return Value(value=_answered(request, next(answers, None), body))

    result = judge_asked(check, ask)
    return is_called and (result.outcome is Outcome.PASSED or result.fraction > 0)


def _answered(request: CallRequest, expected: object, body: Body) -> object:
    """Return what a function answers; one that should return a function, what that answers."""
    if not request.then:
        return body(request, expected)
    parts = expected if isinstance(expected, list | tuple) else [None] * len(request.then)
    calls = [CallRequest(name=request.name, arguments=given) for given in request.then]
    return list(map(body, calls, parts))


# ------------------------------------------------------------------ right answers but for a part


def planted_answers(assignment: Assignment) -> Iterator[Planted]:
    """Yield answers with the smallest part off, and with it 0, to each check of numbers."""
    for question in assignment.questions:
        for check in question.checks:
            expected = _expected(check)
            largest = margins(expected, relative=1.0)
            for path in _smallest_part(largest):
                where = f" in {_name(path)}" if path else ""
                yield _planted(check, expected, path, f"0{where}", lambda part: 0 * part)
                yield _planted(
                    check, expected, path, f"{OFF:.0%} more{where}", lambda part: (1 + OFF) * part
                )
                if isinstance(check, CallCheck) and check.times > 1:
                    text = f"{OFF:.0%} more{where} when it is asked again"
                    yield _planted(
                        check, expected, path, text, lambda part: (1 + OFF) * part, right=1
                    )


def _expected(check: Check) -> Sequence[object]:
    """Return what is expected of a check that compares numbers."""
    if isinstance(check, ValueCheck):
        return (check.expected,)
    is_compared = isinstance(check, CallCheck) and not check.accuracy
    if not is_compared or isinstance(check.expected, Fault):  # type: ignore[attr-defined]
        return ()
    expected: Sequence[object] = check.expected  # type: ignore[attr-defined]
    return expected


_Path = tuple[object, ...]


def _smallest_part(largest: Margin) -> list[_Path]:
    """Return the way to the part with the smallest magnitude that is not 0, if there is any."""
    sizes = {path: size for path, size in _leaves(largest) if size > OF_NOTHING}
    return [min(sizes, key=lambda path: sizes[path])] if sizes else []


def _leaves(margin: Margin, path: _Path = ()) -> Iterator[tuple[_Path, float]]:
    if not margin.parts:
        yield path, margin.size
    for key, part in margin.parts.items():
        yield from _leaves(part, (*path, key))


def _name(path: _Path) -> str:
    return "".join(f"[{key!r}]" for key in path)


def _planted(
    check: Check,
    expected: Sequence[object],
    path: _Path,
    text: str,
    change: Callable[[Any], Any],
    right: int = 0,
) -> Planted:
    """Return how answers are judged of which, call by call, the first few are `right`."""
    times = check.times if isinstance(check, CallCheck) else 1
    answers = iter(
        answer if time < right else _with(unwrap(answer), path, change)
        for answer in expected
        for time in range(times)
    )
    result = judge_asked(check, lambda request: Value(value=next(answers)))
    return Planted(check.id, text, result.outcome is Outcome.PASSED)


def _with(answer: Any, path: _Path, change: Callable[[Any], Any]) -> Any:
    """Return the answer with the numbers of one part changed, if it has that part."""
    if not path:
        array = numbers(answer, also_complex=True)
        return answer if array is None else change(array)
    key, *rest = path
    items: Mapping[object, Any] = dict(answer if isinstance(answer, dict) else enumerate(answer))
    if key not in items:
        return answer
    changed = {**items, key: _with(unwrap(items[key]), tuple(rest), change)}
    return changed if isinstance(answer, dict) else list(changed.values())
