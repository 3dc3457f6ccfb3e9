"""The one small change of a student's function with which all its answers would be right.

The function is worked out as on paper (`machine.py`) for the calls that were made of it, first as
it stands: what does not give the answer that was observed is not understood, and nothing is said.
"""

from __future__ import annotations

import ast
import math
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from autograder.feedback.changes.allowed import Unsupported
from autograder.feedback.changes.asked import ChangeAsked, ChangeFound
from autograder.feedback.changes.edit import Around, Edit
from autograder.feedback.changes.edits import (
    edits,
    edits_alone,
    edits_of_few,
    left_out,
    plain_edits,
    plain_edits_of_two,
)
from autograder.feedback.changes.ground import Ground
from autograder.feedback.changes.looked_at import MOST_CONSTANTS, LookedAt
from autograder.feedback.changes.machine import Budget
from autograder.feedback.changes.sentences import code_of, said_of
from autograder.feedback.changes.trials import ALL_KINDS, Trials
from autograder.feedback.code.remembered import Remembered
from autograder.feedback.code.scopes import Scope, Submitted, submitted_code
from autograder.records import Raised
from autograder.records.sentences import Sentence, _
from autograder.values import numbers, unwrap

MOST_CHARACTERS = 40_000  #: of a submission
STEPS = 120_000  #: for all changes of a question, at most
STEPS_TO_SEE = 150_000  #: for all answers of the changes that seem to be right
_PLENTY = 3  #: numbers of answers that are wrong, and other calls
_SMALL = 12  #: whole numbers up to this size may come out by chance
_MOST_HITS = 3  #: changes of one line that do equally well

Edits = Callable[[Ground], Iterator[Edit]]


@dataclass(frozen=True)
class _Hit:
    """A change with which all answers would be right."""

    line: int
    scope: Scope
    edit: Edit
    said: Sentence

    def somewhere(self) -> Sentence:
        """Return that something of this line may be the cause, not what."""
        return _(
            "{line} ({place}) may be the cause: of all small changes that were tried, only some of this line would put all answers right that were looked at.",
            line=self.scope.line(self.edit.old),
            place=self.scope.place(self.edit.old),
        )


@dataclass(frozen=True)
class Searched:
    """What a search has found, and the steps that it has taken."""

    sentence: Sentence | None
    steps: int


def find_change(
    sources: Sequence[str], asked: ChangeAsked, searched: Remembered[Searched] | None = None
) -> ChangeFound:
    """Return the change of a question's function that would put it right, if one is known.

    What is remembered in `searched` is plain data that came from another process: of other values
    it is not known for sure that they are the same.
    """
    of_all = Budget(asked.steps)
    submitted = submitted_code(tuple(sources), asked.module, asked.above)
    sentence = small_change(submitted, asked, of_all, searched)
    return ChangeFound(sentence=sentence, steps=max(of_all.left, 0))


def small_change(
    submitted: Submitted,
    asked: ChangeAsked,
    of_all: Budget,
    searched: Remembered[Searched] | None = None,
) -> Sentence | None:
    names = {wrong.request.name for wrong in asked.wrong}
    if len(names) != 1 or sum(map(len, submitted.sources)) > MOST_CHARACTERS:
        return None
    looked_at = LookedAt(submitted, names.pop(), asked)
    key = None if searched is None else looked_at.key
    if searched is None or key is None:
        return _searched(looked_at, asked, of_all)
    known = searched.get(key)
    if known and of_all.has(known.steps):
        of_all.spend(known.steps)
        return known.sentence
    before = of_all.left
    sentence = _searched(looked_at, asked, of_all)
    if of_all.has(0):
        searched.keep(key, Searched(sentence, before - of_all.left))
    return sentence


def _searched(looked_at: LookedAt, asked: ChangeAsked, of_all: Budget) -> Sentence | None:
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        search = _Search(looked_at, asked, of_all, Trials(looked_at.top, asked, of_all))
        try:
            return next(search.found(), None)
        except (Unsupported, RecursionError):
            return None
        finally:
            search.leave()


@dataclass
class _Search:
    looked_at: LookedAt
    asked: ChangeAsked
    of_all: Budget
    trials: Trials
    grounds: list[tuple[Scope, Ground]] = field(default_factory=list)  #: functions it reaches
    given_up: bool = False  #: no steps are left to try them all
    are_few: bool = False  #: the answers are few, so that which change it is may be chance

    def found(self) -> Iterator[Sentence]:
        """Yield the changes with which all answers would be right."""
        if not self.trials.is_understood():
            return
        self.grounds += self._grounds()
        for which in self._which_edits():
            budget = Budget(STEPS, self.of_all)
            to_see = Budget(STEPS_TO_SEE, self.of_all)
            found = self._with(which, budget, to_see)
            yield from self._alone(found) if which is edits_alone else (hit.said for hit in found)

    def leave(self) -> None:
        """Leave the submission's code as it was found."""
        for _scope, ground in self.grounds:
            ground.put_back()

    def _with(self, which: Edits, budget: Budget, to_see: Budget) -> Iterator[_Hit]:
        """Yield the changes of a kind with which all answers would be right."""
        for scope, ground in self.grounds:
            for edit in which(ground):
                if not self._may_be_where_it_raised(edit, scope) or self._fits_one_size(edit):
                    continue
                if self.trials.puts_right(edit, ground, budget, to_see):
                    said = _said(edit, scope)
                    line = left_out(ground.function, edit)
                    if line and self.trials.puts_right(line, ground, budget, to_see):
                        said = _said(line, scope)
                    yield _Hit(getattr(edit.old, "lineno", 0), scope, edit, said)
                if min(budget.left, to_see.left, self.of_all.left) < 0:
                    self.given_up = True
                    return

    def _grounds(self) -> Iterator[tuple[Scope, Ground]]:
        for scope in self.looked_at.scopes:
            if isinstance(scope.node, ast.FunctionDef):
                yield scope, Ground(scope.node, _around(scope, self.looked_at.constants))

    def _alone(self, hits: Iterable[_Hit]) -> Iterator[Sentence]:
        """Yield the first change if none elsewhere does as well, of many that give all kinds."""
        self.trials.kinds.clear()
        found: list[_Hit] = []
        for hit in hits:
            found.append(hit)
            if hit.line != found[0].line or hit.scope is not found[0].scope:
                return
        if not found or self.given_up or len(self.trials.kinds) < ALL_KINDS:
            return
        if len(found) <= _MOST_HITS and not self.are_few:
            yield found[0].said
        elif sum(isinstance(n, ast.stmt) for n in found[0].scope.nodes) > 1:
            yield found[0].somewhere()

    def _may_be_where_it_raised(self, edit: Edit, scope: Scope) -> bool:
        """Whether a value of a wrong kind, which raised, may have come of what is changed."""
        here = (scope.cell, getattr(edit.old, "lineno", 0))
        return all(raised == here for raised in self._raised)

    @cached_property
    def _raised(self) -> set[tuple[int, int]]:
        """Where a value of a wrong kind raised: cells and lines."""
        raised = [w.answer for w in self.asked.wrong if isinstance(w.answer, Raised)]
        kinds = [answer for answer in raised if answer.type == "TypeError" and answer.frames]
        return {(answer.frames[-1].cell, answer.frames[-1].line) for answer in kinds}

    def _fits_one_size(self, edit: Edit) -> bool:
        """Whether another length is taken, while all that is asked has the same sizes.

        Then lengths that have nothing to do with each other may be equal by chance, as those of
        different arguments, or the rows and columns of a square answer.
        """
        if not edit.measures and not (edit.counts and self._is_square):
            return False
        return self._has_one_size

    @cached_property
    def _is_square(self) -> bool:
        return any(_is_square(wrong.expected) for wrong in self.asked.wrong)

    @cached_property
    def _has_one_size(self) -> bool:
        sizes = {
            tuple(None if (a := numbers(one)) is None else a.shape for one in request.arguments)
            for calls in self.asked.calls
            for request in calls.requests
        }
        return len(sizes) < 2

    def _which_edits(self) -> Sequence[Edits]:
        """Return the changes of which none puts so many different answers right by chance."""
        asked = sum(len(calls.requests) for calls in self.asked.calls)
        others = asked - len(self.asked.wrong)
        parts = [part for wrong in self.asked.wrong for part in _parts(wrong.expected)]
        different = len({*parts}) + others
        of_two = {*parts} <= {0, 1}  # every second change turns one into the other
        if different >= _PLENTY:
            return [edits]
        telling = sum(map(_is_telling, {*parts})) + others
        self.are_few = not telling
        if telling >= 2 or (len(parts) + others >= _PLENTY and different >= 2):
            return [edits_of_few] if of_two else [edits_of_few, edits_alone]
        if of_two:
            return [plain_edits if others else plain_edits_of_two]
        return [plain_edits, edits_alone] if telling or different >= 2 else [plain_edits]


def _said(edit: Edit, scope: Scope) -> Sentence:
    before = code_of(edit.old)
    with edit.made():
        return said_of(edit, scope, before)


def _around(scope: Scope, constants: tuple[str, ...]) -> Around:
    unused = tuple(sorted(name for name in scope.own if name not in scope.read))
    conditions = [n for n in scope.nodes if isinstance(n, ast.Compare) and len(n.ops) == 1]
    return Around(
        tuple(sorted(scope.own)),
        scope.parameters,
        unused,
        constants,
        tuple(conditions[:MOST_CONSTANTS]),
        _lengths(scope),
    )


def _lengths(scope: Scope) -> tuple[int, ...]:
    """Return the whole numbers from 2 on that a function has."""
    found = dict.fromkeys(
        node.value
        for node in scope.nodes
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value > 1
    )
    return tuple(found)[:MOST_CONSTANTS]


def _parts(expected: object) -> list[object]:
    """Return the numbers and texts of an answer."""
    expected = unwrap(expected)
    array = numbers(expected)
    if array is not None:
        return [*array.ravel().tolist()]
    if isinstance(expected, dict):
        return [part for key in expected for part in (key, *_parts(expected[key]))]
    if isinstance(expected, list | tuple):
        return [part for value in expected for part in _parts(value)]
    return [*expected] if isinstance(expected, str) else [None]


def _is_square(expected: object) -> bool:
    array = numbers(unwrap(expected))
    return array is not None and array.ndim > 1 and len({*array.shape}) == 1


def _is_telling(part: object) -> bool:
    """Whether hardly any number comes out like this by chance."""
    if not isinstance(part, int | float) or not math.isfinite(part):
        return False
    return abs(part) > _SMALL or part != round(part, 1)
