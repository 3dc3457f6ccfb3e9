"""Calls that go on: of the function that a call returns, and of the same once more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from autograder.checks.kind import Schema, YamlPart
from autograder.checks.margins import without_rounding
from autograder.records import CallRequest, Exchange, Finding, Value

MOST_THEN = 100
MOST_TIMES = 10

Then = tuple[tuple[object, ...], ...]
"""Arguments of calls of the function that a call returns, one after the other."""

THEN: Schema = {
    "type": "array",
    "minItems": 1,
    "maxItems": MOST_THEN,
    "items": {
        "type": "array",
        "expected": "a list of arguments such as [3], [] for none",
    },
    "description": "The function that the call returns is called too: once for each of these lists "
    "of arguments, one after the other. The answer is the list of what these calls return.",
    "expected": f"a list of 1 to {MOST_THEN} lists of arguments such as [[3], [4]]",
}

TIMES: Schema = {
    "type": "integer",
    "minimum": 2,
    "maximum": MOST_TIMES,
    "description": "How often each call is made, one after the other, with fresh inputs; each "
    "answer has to be right.",
    "expected": f"a whole number from 2 to {MOST_TIMES}",
}


def read_then(part: YamlPart, as_passed: Callable[[Any], object]) -> Then:
    """Return what stands under `then`, and keep a fault where other keys do not fit it."""
    then = tuple(tuple(map(as_passed, given)) for given in part.data.get("then", ()))
    given = part.data.get("gives")
    count = len(given) if isinstance(given, list) else None
    if then and "gives" in part.data and count != len(then):
        found = "it is no list" if count is None else f"it has {count}"
        calls = "the call" if len(then) == 1 else f"each of the {len(then)} calls"
        part.fault("gives", f"`gives` is a list of one answer for {calls} in `then`; {found}")
    if len(then) > 1 and "raises" in part.data:
        part.fault("then", f"`raises` fits one call in `then`, but there are {len(then)}")
    return then


def each_answer(expected: Sequence[object], then: Then) -> Sequence[object]:
    """Return what single calls should give, those of the function that is returned if any."""
    return [*chain.from_iterable(filter(_is_list, expected))] if then else expected  # type: ignore[arg-type]


def cleared(expected: Sequence[object], then: Then) -> tuple[object, ...]:
    """Return computed answers without rounding errors, those of each call by themselves."""
    if not then:
        return without_rounding(expected)
    by_call = map(without_rounding, zip(*expected, strict=True))
    return tuple(map(list, zip(*by_call, strict=True)))


def _is_list(answer: object) -> bool:
    return isinstance(answer, list)


def returned(exchange: Exchange, answer: Value, count: int) -> Iterator[Exchange]:
    """Yield the calls of the function that is returned, each with its answer and those before.

    Nothing, where there are not so many answers: no worker of ours answers so.
    """
    request, answers = exchange.request, answer.value
    assert isinstance(request, CallRequest)
    if isinstance(answers, list) and len(answers) == count:
        for number, one in enumerate(answers, 1):
            asked = replace(request, then=request.then[:number])
            yield Exchange(request=asked, answer=replace(answer, value=one))


def with_again(found: Sequence[Finding | None], times: int) -> list[Finding | None]:
    """Say of what is wrong with a call that was made before, if it was right then."""
    return [
        replace(one, again=place % times + 1)
        if one and place % times and not any(found[place - place % times : place])
        else one
        for place, one in enumerate(found)
    ]
