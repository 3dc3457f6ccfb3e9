"""What a submission's own code shows of a question that went wrong: facts, read and not guessed.

Each rule is a function from a scope to sentences that are true of that code whatever it is asked;
they are said only of questions that lose points. The tables of rules are here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from autograder.feedback.code.functions import FUNCTIONS, WITH_THE_REST
from autograder.feedback.code.limits import (
    LIMITS,
    fixed_axes,
    fixed_elements,
    fixed_length,
    rounded,
)
from autograder.feedback.code.loops import LOOPS
from autograder.feedback.code.scopes import Scope, Submitted as Submitted
from autograder.feedback.code.values import VALUES, WHERE_DECIMALS_ARE_LOST, WHERE_TEXT_CAME
from autograder.records.sentences import Sentence

_MOST_NODES = 2_000  #: of a function that is read; nobody is asked for a longer one
_MOST_SCOPES = 12


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What of a question's answers a rule must know so that what it says is to the point."""

    decimals_lost: bool = False  #: whole numbers came where others were expected
    text_came: bool = False  #: text came where something else was expected
    example_right: bool = False  #: all visible checks pass
    other_axes: frozenset[int] = frozenset()  #: arguments that hidden checks give more or less axes
    lengths: frozenset[int] = frozenset()  #: of the example's axes, where hidden inputs have others


def seen_in_code(
    submitted: Submitted, names: frozenset[str], asked: frozenset[str], seen: Seen
) -> Iterator[Sentence]:
    """Yield what the code that defines some names shows, the plainest first."""
    for scope in submitted.about(names, asked)[:_MOST_SCOPES]:
        if len(scope.everything) <= _MOST_NODES:
            yield from dict.fromkeys(_of(scope, submitted, seen))


def _of(scope: Scope, submitted: Submitted, seen: Seen) -> Iterator[Sentence]:
    for rule in FUNCTIONS:
        yield from rule(scope)
    for told in WITH_THE_REST:
        yield from told(scope, submitted)
    for rule in (*LOOPS, *VALUES, *LIMITS):
        yield from rule(scope)
    if seen.decimals_lost:
        for rule in WHERE_DECIMALS_ARE_LOST:
            yield from rule(scope)
    if seen.text_came:
        for rule in WHERE_TEXT_CAME:
            yield from rule(scope)
    if seen.example_right:
        yield from fixed_axes(scope, seen.other_axes)
        yield from fixed_elements(scope)
        yield from fixed_length(scope, seen.lengths)
        yield from rounded(scope)
