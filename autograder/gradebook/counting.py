"""Which attempt counts, and what of the bank of late days each assignment takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from autograder.frozen import dataclass
from autograder.gradebook.grade import grade_of
from autograder.gradebook.lateness import is_closed, is_in_time, own_dates
from autograder.records.dates import Bank, Dates
from autograder.records.grades import Grade, GradeState, QuestionPoints, ResultPoints
from autograder.records.people import Adjustment, Attempt, Extension, Student

Graded = tuple[Attempt, ResultPoints | None]


@dataclass(frozen=True, kw_only=True)
class Work:
    """All that one person handed in for one assignment, and what was decided about it."""

    student: Student
    dates: Dates  #: of the class
    attempts: tuple[Graded, ...]
    extensions: tuple[Extension, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    questions: tuple[QuestionPoints, ...] = ()  #: of the assignment, with nothing earned


_NEVER = datetime.max.replace(tzinfo=UTC)


def settled(works: Iterable[Work], bank: Bank) -> tuple[Grade, ...]:
    """Return a person's grades; late days are spent in the order of the assignments' due dates."""
    left, grades = bank.days, []
    for work in sorted(works, key=lambda w: (w.dates.due_at or _NEVER, w.dates.assignment)):
        grade = _counted(work, bank, left)
        left -= grade.bank
        grades.append(grade)
    return tuple(grades)


def _counted(work: Work, bank: Bank, left: int) -> Grade:
    """Return the grade of the attempt that counts."""
    dates = own_dates(work.dates, work.student, work.extensions)

    def graded(attempt: Attempt | None, result: ResultPoints | None) -> Grade:
        return grade_of(
            work.student, result, attempt, dates, work.adjustments, bank, left, work.questions
        )

    if any(a.kind == "excuse" and a.question is None for a in work.adjustments):
        return without_points(graded(None, None), GradeState.EXCUSED)
    found = _choice(work, dates)
    if isinstance(found, GradeState):
        return _stated(graded(None, None), found, work.adjustments)
    return max((graded(*pair) for pair in found), key=_merit)


def _choice(work: Work, dates: Dates) -> list[Graded] | GradeState:
    """Return the attempts of which the best counts, or why none does."""
    chosen = [a.points for a in work.adjustments if a.kind == "choose"]
    if chosen:
        by_hand = [pair for pair in work.attempts if pair[0].number == chosen[-1]]
        return by_hand or GradeState.CHOICE_GONE
    if not work.attempts:
        return GradeState.NOTHING
    open_ones = [pair for pair in work.attempts if not is_closed(dates, pair[0].received_at)]
    if not open_ones:
        return GradeState.CLOSED
    if dates.counts == "by hand" and len(open_ones) > 1:
        return GradeState.NOT_CHOSEN
    return open_ones if dates.counts == "best" else [_last(open_ones, dates)]


def _last(attempts: Sequence[Graded], dates: Dates) -> Graded:
    """Return the last attempt; or the last in time, and if none is, the first after it."""
    ordered = _in_order(attempts)
    if dates.counts == "last before due":
        in_time = [pair for pair in ordered if is_in_time(dates, pair[0].received_at)]
        return in_time[-1] if in_time else ordered[0]
    return ordered[-1]


def _in_order(attempts: Sequence[Graded]) -> list[Graded]:
    """Return attempts as they came; a person's and their group's have numbers of their own."""
    if all(attempt.received_at for attempt, _ in attempts):
        return sorted(attempts, key=lambda pair: (pair[0].received_at or _NEVER, pair[0].number))
    return sorted(attempts, key=lambda pair: pair[0].number)


def _merit(grade: Grade) -> tuple[bool, float, int, int]:
    """Order attempts: more points, then fewer late days, then the earlier one.

    One that is not graded may be the best, so that nothing is said before it is.
    """
    return grade.points is None, grade.points or 0, -grade.bank, -(grade.number or 0)


def _stated(grade: Grade, state: GradeState, adjustments: Iterable[Adjustment]) -> Grade:
    """Return the grade in a state, unless a person has given it points."""
    if any(a.kind in ("set", "add", "bonus") for a in adjustments):
        return grade
    return (
        without_points(grade, state)
        if state in (GradeState.NOT_CHOSEN, GradeState.CHOICE_GONE)
        else replace(grade, state=state)
    )


def without_points(grade: Grade, state: GradeState) -> Grade:
    """Return the grade in a state in which nobody has points, not even 0."""
    return replace(
        grade,
        state=state,
        automatic=None,
        subtotal=None,
        points=None,
        by_question=0.0,
        adjusted=0.0,
        limited=0.0,
    )
