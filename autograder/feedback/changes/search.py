"""The one small change of a student's function with which all its answers would be right.

The function is worked out as on paper (`machine.py`) for the calls that were made of it, first as
it stands: what does not give the answer that was observed is not understood, and nothing is said.
"""

from __future__ import annotations

import ast
import math
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

import numpy as np

from autograder.feedback.changes.agreeing import agrees, is_same
from autograder.feedback.changes.allowed import Unsupported, bounded
from autograder.feedback.changes.asked import Asked, ChangeAsked, ChangeFound, Wrong
from autograder.feedback.changes.edit import Around, Edit
from autograder.feedback.changes.edits import (
    edits,
    edits_alone,
    edits_of_few,
    left_out,
    plain_edits,
    plain_edits_of_two,
)
from autograder.feedback.changes.machine import Budget, Frame, Function, Machine
from autograder.feedback.changes.sentences import code_of, said_of
from autograder.feedback.code.scopes import Scope, Submitted, submitted_code
from autograder.records import Agreement, CallRequest, Raised, Value
from autograder.records.sentences import Sentence, _
from autograder.values import numbers, unwrap

MOST_CHARACTERS = 40_000  #: of a submission
STEPS = 120_000  #: for all changes of a question, at most
STEPS_AS_IT_STANDS = 40_000  #: for the answers that are wrong, so that changes can be tried
STEPS_TO_SEE = 150_000  #: for all answers of the changes that seem to be right
#: That plain calculations end with.
ERRORS = (
    *(ArithmeticError, LookupError, TypeError, ValueError, NameError, AttributeError),
    *(np.linalg.LinAlgError, StopIteration),
)
_MOST_CONSTANTS = 4
_PLENTY = 3  #: numbers of answers that are wrong, and other calls
_SMALL = 12  #: whole numbers up to this size may come out by chance
_ROUNDED = 1e-3  #: of an expected answer, as in `0.1192`
_MOST_HITS = 3  #: changes of one line that do equally well
_ALL_KINDS = 12  #: different answers that changes have given

Edits = Callable[[ast.FunctionDef, Around], Iterator[Edit]]


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


def find_change(sources: Sequence[str], asked: ChangeAsked) -> ChangeFound:
    """Return the change of a question's function that would put it right, if one is known."""
    of_all = Budget(asked.steps)
    submitted = submitted_code(tuple(sources), asked.module, asked.above)
    sentence = small_change(submitted, asked, of_all)
    return ChangeFound(sentence=sentence, steps=max(of_all.left, 0))


def small_change(submitted: Submitted, asked: ChangeAsked, of_all: Budget) -> Sentence | None:
    names = {wrong.request.name for wrong in asked.wrong}
    if len(names) != 1 or sum(map(len, submitted.sources)) > MOST_CHARACTERS:
        return None
    search = _Search(names.pop(), asked, asked.wrong, submitted, of_all)
    try:
        return next(search.found(), None)
    except (Unsupported, RecursionError):
        return None


@dataclass
class _Search:
    name: str
    asked: ChangeAsked
    wrong: Sequence[Wrong]
    submitted: Submitted
    of_all: Budget
    answers: set[str] = field(default_factory=set)  #: wrong ones, that changes have given
    given_up: bool = False  #: no steps are left to try them all
    are_few: bool = False  #: the answers are few, so that which change it is may be chance

    def found(self) -> Iterator[Sentence]:
        """Yield the changes with which all answers would be right."""
        if not self._is_understood():
            return
        for which in self._which_edits():
            budget = Budget(STEPS, self.of_all)
            to_see = Budget(STEPS_TO_SEE, self.of_all)
            found = self._with(which, budget, to_see)
            yield from self._alone(found) if which is edits_alone else (hit.said for hit in found)

    def _with(self, which: Edits, budget: Budget, to_see: Budget) -> Iterator[_Hit]:
        """Yield the changes of a kind with which all answers would be right."""
        for scope in self.submitted.reached([self.name], frozenset(self.asked.names)):
            if not isinstance(scope.node, ast.FunctionDef):
                continue
            around = _around(scope, self.submitted)
            for edit in which(scope.node, around):
                if not self._may_be_where_it_raised(edit, scope) or self._fits_one_size(edit):
                    continue
                if said := self._tried(edit, scope, budget, to_see):
                    line = left_out(scope.node, edit)
                    simpler = line and self._tried(line, scope, budget, to_see)
                    yield _Hit(getattr(edit.old, "lineno", 0), scope, edit, simpler or said)
                if min(budget.left, to_see.left, self.of_all.left) < 0:
                    self.given_up = True
                    return

    def _tried(self, edit: Edit, scope: Scope, budget: Budget, to_see: Budget) -> Sentence | None:
        before = code_of(edit.old)
        with edit.made():
            right = self._seems_right(budget) and self._is_right(to_see)
            return said_of(edit, scope, before) if right else None

    def _alone(self, hits: Iterable[_Hit]) -> Iterator[Sentence]:
        """Yield the first change if none elsewhere does as well, of many that give all kinds."""
        self.answers.clear()
        found: list[_Hit] = []
        for hit in hits:
            found.append(hit)
            if hit.line != found[0].line or hit.scope is not found[0].scope:
                return
        if not found or self.given_up or len(self.answers) < _ALL_KINDS:
            return
        if len(found) <= _MOST_HITS and not self.are_few:
            yield found[0].said
        elif sum(isinstance(n, ast.stmt) for n in found[0].scope.nodes) > 1:
            yield found[0].somewhere()

    def _may_be_where_it_raised(self, edit: Edit, scope: Scope) -> bool:
        """Whether a value of a wrong kind, which raised, may have come of what is changed."""
        raised = [w.answer for w in self.wrong if isinstance(w.answer, Raised)]
        kinds = [answer for answer in raised if answer.type == "TypeError" and answer.frames]
        last = [answer.frames[-1] for answer in kinds]
        line = getattr(edit.old, "lineno", 0)
        return all((frame.cell, frame.line) == (scope.cell, line) for frame in last)

    def _fits_one_size(self, edit: Edit) -> bool:
        """Whether another length is taken, while all that is asked has the same sizes.

        Then lengths that have nothing to do with each other may be equal by chance, as those of
        different arguments, or the rows and columns of a square answer.
        """
        is_square = any(_is_square(wrong.expected) for wrong in self.wrong)
        if not edit.measures and not (edit.counts and is_square):
            return False
        sizes = {
            tuple(None if (a := numbers(one)) is None else a.shape for one in request.arguments)
            for calls in self.asked.calls
            for request in calls.requests
        }
        return len(sizes) < 2

    def _which_edits(self) -> Sequence[Edits]:
        """Return the changes of which none puts so many different answers right by chance."""
        asked = sum(len(calls.requests) for calls in self.asked.calls)
        others = asked - len(self.wrong)
        parts = [part for wrong in self.wrong for part in _parts(wrong.expected)]
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

    def _is_understood(self) -> bool:
        """Whether the function as it stands gives what it gave when it was run."""
        taken = []
        for wrong in self.wrong:
            budget = Budget(STEPS_AS_IT_STANDS, self.of_all)
            if not _is_as_observed(self._answer(wrong.request, budget), wrong.answer):
                return False
            taken.append(STEPS_AS_IT_STANDS - budget.left)
        order = sorted(range(len(taken)), key=taken.__getitem__)
        self.wrong = [self.wrong[n] for n in order]  # what takes fewest steps is tried first
        return True

    def _seems_right(self, budget: Budget) -> bool:
        """Whether the answers that were wrong are right, those that are known to be expected."""
        for wrong in self.wrong:
            try:
                answer = self._answer(wrong.request, budget)
            except (Unsupported, RecursionError):
                return False
            if isinstance(answer, Raised):
                return False
            if wrong.expected is not None and not is_same(answer.value, wrong.expected, _ROUNDED):
                self.answers.add(repr(answer.value))
                return False
        return True

    def _is_right(self, budget: Budget) -> bool:
        """Whether all answers that visible checks look at would be right."""
        try:
            return all(self._passes(calls, budget) for calls in self.asked.calls)
        except (Unsupported, RecursionError):
            return False

    def _passes(self, calls: Asked, budget: Budget) -> bool:
        due = zip(calls.requests, calls.agreement.answers, strict=True)
        return all(self._agrees(one, expected, calls.agreement, budget) for one, expected in due)

    def _agrees(
        self, request: CallRequest, expected: object, agreement: Agreement, budget: Budget
    ) -> bool:
        answer = self._answer(request, budget)
        return isinstance(answer, Value) and agrees(
            answer.value, expected, agreement.margin, equal_nan=agreement.equal_nan
        )

    def _answer(self, request: CallRequest, budget: Budget) -> Value | Raised:
        """Return the answer that the code gives, or the error that it ends with."""
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                machine = Machine(budget)
                function = plain_world(machine, self.submitted).find(request.name)
                if not isinstance(function, Function):
                    raise Unsupported
                arguments, keywords = deepcopy((request.arguments, request.keywords))
                return Value(value=bounded(function(*arguments, **dict(keywords))))
            except (Unsupported, RecursionError):
                raise
            except ERRORS as error:  # the student's code, worked out, ends with it
                return Raised(type=type(error).__name__, message="")


def plain_world(machine: Machine, submitted: Submitted) -> Frame:
    """Return what the top level binds, as far as it is plain."""
    world = Frame({})
    for node in submitted.plain:
        match node:
            case ast.FunctionDef(name=name):
                world.names[name] = Function(machine, node, world)
            case ast.Import() | ast.ImportFrom():
                machine.imported(node, world)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                _bind(machine, world, name, value)
    return world


def _bind(machine: Machine, world: Frame, name: str, value: ast.expr) -> None:
    world.names.pop(name, None)
    try:
        world.names[name] = machine.value(value, world)
    except (Unsupported, RecursionError, *ERRORS):  # whoever looks at it is not understood
        return


def _around(scope: Scope, submitted: Submitted) -> Around:
    unused = tuple(sorted(name for name in scope.own if name not in scope.read))
    conditions = [n for n in scope.nodes if isinstance(n, ast.Compare) and len(n.ops) == 1]
    return Around(
        tuple(sorted(scope.own)),
        scope.parameters,
        unused,
        _constants(submitted),
        tuple(conditions[:_MOST_CONSTANTS]),
        _lengths(scope),
    )


def _lengths(scope: Scope) -> tuple[int, ...]:
    """Return the whole numbers from 2 on that a function has."""
    found = dict.fromkeys(
        node.value
        for node in scope.nodes
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value > 1
    )
    return tuple(found)[:_MOST_CONSTANTS]


def _constants(submitted: Submitted) -> tuple[str, ...]:
    """Return the numbers, and names of numbers, that the submission compares with somewhere."""
    found = submitted.compared_with
    plain = (text for text in found if re.fullmatch(r"-?[0-9.]{1,12}|[A-Z_]{2,40}", text))
    return tuple(plain)[:_MOST_CONSTANTS]


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


def _is_as_observed(answer: Value | Raised, observed: Value | Raised) -> bool:
    if isinstance(answer, Raised) or isinstance(observed, Raised):
        return (
            isinstance(answer, Raised)
            and isinstance(observed, Raised)
            and answer.type == observed.type
        )
    return is_same(answer.value, observed.value)
