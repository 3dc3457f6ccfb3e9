"""Whether a change of a student's code would put its answers right, worked out as on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from autograder.feedback.changes.agreeing import agrees, is_same, same_as
from autograder.feedback.changes.allowed import Unsupported, bounded
from autograder.feedback.changes.asked import Asked, ChangeAsked, Wrong
from autograder.feedback.changes.edit import Edit
from autograder.feedback.changes.given import given_anew
from autograder.feedback.changes.ground import Ground
from autograder.feedback.changes.machine import Budget, Frame, Function, Machine
from autograder.feedback.changes.world import ERRORS, Changeable, World
from autograder.feedback.code.scopes import Plain
from autograder.frozen import dataclass
from autograder.records import Agreement, CallRequest, Raised, Value

STEPS_AS_IT_STANDS = 40_000  #: for the answers that are wrong, so that changes can be tried
ALL_KINDS = 12  #: different answers that changes have given; more are not counted
_MOST_KNOWN = 5_000  #: changes that are not tried again
_ROUNDED = 1e-3  #: of an expected answer, as in `0.1192`


class Trials:
    """The calls of a question, answered with one change after the other."""

    def __init__(self, top: Sequence[Plain], asked: ChangeAsked, of_all: Budget) -> None:
        self._asked = asked
        self._wrong = [(wrong, _as_expected(wrong)) for wrong in asked.wrong]
        self._of_all = of_all
        self._world = World(top)
        self._in_vain = dict[object, _InVain]()
        self.kinds = set[str]()  #: wrong answers that changes have given, up to ALL_KINDS

    def is_understood(self) -> bool:
        """Whether the function as it stands gives what it gave when it was run."""
        taken = []
        for wrong, _is_expected in self._wrong:
            budget = Budget(STEPS_AS_IT_STANDS, self._of_all)
            if not _is_as_observed(self._answer(wrong.request, budget), wrong.answer):
                return False
            taken.append(STEPS_AS_IT_STANDS - budget.left)
        order = sorted(range(len(taken)), key=taken.__getitem__)
        self._wrong = [self._wrong[n] for n in order]  # what takes fewest steps is tried first
        return True

    def puts_right(self, edit: Edit, ground: Ground, budget: Budget, to_see: Budget) -> bool:
        """Whether all answers would be right with a change.

        One that was tried in vain is not tried again: it spends again what it took, and that is all.
        """
        key = ground.what_changes(edit)
        known = self._in_vain.get(key)
        if known and known.can_be_spent(budget, to_see, self._of_all):
            budget.spend(known.steps)
            to_see.spend(known.steps_to_see)
            return self._in_vain_with(known.answer)
        left, left_to_see = budget.left, to_see.left
        with edit.made():
            seems, answer = self._seems_right(budget)
            if seems and self._is_right(to_see):
                return True
        if min(budget.left, to_see.left, self._of_all.left) >= 0:
            spent, seen = left - budget.left, left_to_see - to_see.left
            if len(self._in_vain) < _MOST_KNOWN:
                self._in_vain[key] = _InVain(edit, spent, seen, answer)
        return self._in_vain_with(answer)

    def _in_vain_with(self, answer: str | None) -> bool:
        if answer is not None:
            self.kinds.add(answer)
        return False

    def _seems_right(self, budget: Budget) -> tuple[bool, str | None]:
        """Whether the answers that were wrong are right, those that are known to be expected.

        If not, one of them comes with it, unless there are ALL_KINDS already.
        """
        for wrong, is_expected in self._wrong:
            try:
                answer = self._answer(wrong.request, budget)
            except (Unsupported, RecursionError):
                return False, None
            if isinstance(answer, Raised):
                return False, None
            if is_expected and not is_expected(answer.value):
                return False, repr(answer.value) if len(self.kinds) < ALL_KINDS else None
        return True, None

    def _is_right(self, budget: Budget) -> bool:
        """Whether all answers that visible checks look at would be right."""
        try:
            return all(self._passes(calls, budget) for calls in self._asked.calls)
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
        before = budget.left
        try:
            machine = Machine(budget)
            return _called(request, self._world.around(machine))
        except Changeable:
            budget.give_back(before - budget.left)
            self._world.is_anew = True
            return self._answer(request, budget)


def _as_expected(wrong: Wrong) -> Callable[[Any], bool] | None:
    """Return what tells whether an answer is what is expected; None if that is not known."""
    return None if wrong.expected is None else same_as(wrong.expected, _ROUNDED)


def _called(request: CallRequest, world: Frame) -> Value | Raised:
    try:
        function = world.find(request.name)
        if not isinstance(function, Function):
            raise Unsupported
        arguments, keywords = given_anew((request.arguments, request.keywords))
        return Value(value=bounded(function(*arguments, **dict(keywords))))
    except (Unsupported, RecursionError):
        raise
    except ERRORS as error:  # the student's code, worked out, ends with it
        return Raised(type=type(error).__name__, message="")


@dataclass(frozen=True)
class _InVain:
    """A change with which not all answers are right, what that took, and which answer came."""

    edit: Edit  #: kept, so that nothing else is ever where one of its parts was
    steps: int
    steps_to_see: int
    answer: str | None

    def can_be_spent(self, budget: Budget, to_see: Budget, of_all: Budget) -> bool:
        """Whether there are as many steps left as it takes."""
        both = self.steps + self.steps_to_see
        return budget.has(self.steps) and to_see.has(self.steps_to_see) and of_all.has(both)


def _is_as_observed(answer: Value | Raised, observed: Value | Raised) -> bool:
    if isinstance(answer, Raised) or isinstance(observed, Raised):
        return (
            isinstance(answer, Raised)
            and isinstance(observed, Raised)
            and answer.type == observed.type
        )
    return is_same(answer.value, observed.value)
