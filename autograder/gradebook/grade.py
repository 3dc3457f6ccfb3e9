"""The grade of one attempt.

question points ─▶ adjustments of questions ─▶ sum ─▶ lateness ─▶ adjustments of the whole
                                                  ─▶ between 0 and what is possible
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from autograder.gradebook.lateness import IN_TIME, NO_BANK, Lateness, cents, deduction, lateness
from autograder.records.dates import Bank, Dates
from autograder.records.grades import Grade, GradeState, QuestionPoints, ResultPoints
from autograder.records.people import Adjustment, Attempt, Student


def grade_of(
    student: Student,
    result: ResultPoints | None,
    attempt: Attempt | None,
    dates: Dates,
    adjustments: Sequence[Adjustment] = (),
    bank: Bank = NO_BANK,
    bank_left: int = 0,
    questions: tuple[QuestionPoints, ...] = (),
) -> Grade:
    """Return what a person gets for one attempt, `dates` being their own.

    `questions` are the assignment's, for who has handed nothing in and has earned nothing.
    """
    found = result.questions if result else () if attempt else tuple(map(_nothing, questions))
    is_known = result is not None or attempt is None
    automatic = _sum(q.points for q in found) if is_known else None
    subtotal = _sum(question_points(found, adjustments)) if is_known else None
    possible = _possible(found or questions, adjustments)
    late = _late(attempt, dates, adjustments, bank, bank_left)
    taken = deduction(dates.late, late, subtotal, possible) if subtotal is not None else 0.0
    before = None if subtotal is None else cents(subtotal - taken)
    wanted, points = _of_the_whole(before, possible, adjustments)
    return Grade(
        assignment=dates.assignment,
        student=student.id,
        state=GradeState.NOT_GRADED if points is None else GradeState.FINAL,
        attempt=attempt.id if attempt else None,
        number=attempt.number if attempt else None,
        received_at=attempt.received_at if attempt else None,
        is_late=bool(attempt and attempt.is_late),
        due_at=dates.due_at,
        late=late.seconds,
        questions=result.questions if result else (),
        automatic=automatic,
        by_question=_change(automatic, subtotal),
        subtotal=subtotal,
        bank=late.bank,
        units=late.units,
        deduction=taken,
        adjusted=_change(before, wanted),
        limited=_change(wanted, points),
        points=points,
        possible=possible,
        comments=tuple(_comments(found, before, adjustments)),
        changed=tuple(a for a in adjustments if result and _has_changed(a, result)),
    )


def _nothing(question: QuestionPoints) -> QuestionPoints:
    return replace(question, points=0.0)


def _late(
    attempt: Attempt | None,
    dates: Dates,
    adjustments: Iterable[Adjustment],
    bank: Bank,
    left: int,
) -> Lateness:
    if attempt is None:
        return IN_TIME
    late = lateness(dates, attempt.received_at, bank, left)
    is_waived = any(a.kind == "waive-late" for a in adjustments)
    return Lateness(seconds=late.seconds) if is_waived else late


def _possible(questions: Iterable[QuestionPoints], adjustments: Iterable[Adjustment]) -> float:
    excused = {a.question for a in adjustments if a.kind == "excuse"}
    return cents(sum(question.possible for question in questions if question.id not in excused))


def _change(before: float | None, now: float | None) -> float:
    return cents((now or 0) - (before or 0))


def _sum(points: Iterable[float | None]) -> float | None:
    earned = list(points)
    return None if None in earned else cents(sum(p for p in earned if p is not None))


def question_points(
    found: Iterable[QuestionPoints], adjustments: Iterable[Adjustment]
) -> list[float | None]:
    """Return the points of each question after what was decided about it."""
    points: dict[str, float | None] = {question.id: question.points for question in found}
    for adjustment in adjustments:
        if adjustment.question in points:
            points[adjustment.question] = _adjusted(points[adjustment.question], adjustment)
    return list(points.values())


def _adjusted(points: float | None, adjustment: Adjustment) -> float | None:
    value = adjustment.points or 0.0
    match adjustment.kind:
        case "set":
            return value
        case "excuse":
            return 0.0
        case "add" | "bonus" if points is not None:
            return points + value
        case "cap" if points is not None:
            return min(points, value)
        case "at-least" if points is not None:
            return max(points, value)
    return points


def _of_the_whole(
    points: float | None, possible: float, adjustments: Sequence[Adjustment]
) -> tuple[float | None, float | None]:
    """Return the points after adjustments of the whole: as wanted, and within bounds."""
    whole = [a for a in adjustments if a.question is None]
    for a in whole:
        points = points if a.kind == "bonus" else _adjusted(points, a)
    if points is None:
        return None, None
    bonus = sum(a.points or 0 for a in adjustments if a.kind == "bonus")
    extra = sum(a.points or 0 for a in whole if a.kind == "bonus")
    upper = possible + max(bonus, 0)
    return cents(points + extra), cents(min(max(points + extra, 0), upper))


def _comments(
    found: Iterable[QuestionPoints], before: float | None, adjustments: Iterable[Adjustment]
) -> Iterator[str]:
    """Yield what is said of adjustments; of a bound only where points were beyond it."""
    points = {None: before} | {question.id: question.points for question in found}
    for a in adjustments:
        was = points.get(a.question)
        now = points[a.question] = _adjusted(was, a)
        is_idle = a.kind in ("at-least", "cap") and was is not None and now == was
        if a.comment and not is_idle:
            yield a.comment


def _has_changed(adjustment: Adjustment, result: ResultPoints) -> bool:
    """Whether the automatic points under an adjustment are others than it was made on."""
    now = points_under(result, adjustment.question)
    return adjustment.seen is not None and (now is None or abs(now - adjustment.seen) > 0.005)


def points_under(result: ResultPoints, question: str | None) -> float | None:
    """Return the automatic points of a question, or of the whole."""
    if question is None:
        return _sum(q.points for q in result.questions)
    return next((q.points for q in result.questions if q.id == question), None)
