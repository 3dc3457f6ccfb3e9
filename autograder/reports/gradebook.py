"""`grades.csv` of an assignment and the gradebook over all: a column for each step."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from autograder.frozen import dataclass
from autograder.gradebook.totals import Part, Total
from autograder.records.grades import Grade, GradeState
from autograder.records.people import Student
from autograder.reports.sheets import Cell, Sheet

UNKNOWN = "since when?"  #: late as the LMS says, which does not tell
_BEFORE = ("student", "name", "section", "attempt", "received", "due", "late")
_AFTER = (
    *("automatic", "question adjustments", "subtotal", "late days", "deduction", "adjustments"),
    *("limit", "points", "possible", "state", "comments"),
)


@dataclass(frozen=True, kw_only=True)
class GradebookRow:
    """A person and their total."""

    student: Student
    total: Total


def grades_sheet(
    assignment: str,
    grades: Iterable[tuple[Student, Grade]],
    questions: Sequence[str],
    zone: str,
) -> Sheet:
    """Return the grades of an assignment.

    automatic + question adjustments = subtotal; subtotal - deduction + adjustments + limit = points
    """
    clock = ZoneInfo(zone)
    return Sheet(
        title=assignment,
        columns=(*_BEFORE, *(_column(id_) for id_ in questions), *_AFTER),
        rows=tuple(tuple(_row(*pair, questions, clock)) for pair in grades),
    )


def _column(question: str) -> str:
    """Return a question's column, apart from ours: `points`, say, is that of the whole."""
    return f"{question} (question)" if question in (*_BEFORE, *_AFTER) else question


def _row(
    student: Student, grade: Grade, questions: Sequence[str], clock: ZoneInfo
) -> Iterator[Cell]:
    yield from (student.id, student.name, student.section, grade.number)
    yield from (_moment(grade.received_at, clock), _moment(grade.due_at, clock))
    yield _late(grade)
    earned = {question.id: question.points for question in grade.questions}
    yield from (earned.get(question) for question in questions)
    yield from (grade.automatic, grade.by_question or None, grade.subtotal, grade.bank or None)
    yield from (grade.deduction or None, grade.adjusted or None, grade.limited or None)
    yield from (grade.points, grade.possible, grade.state.value, " / ".join(grade.comments))


def _moment(moment: datetime | None, clock: ZoneInfo) -> str | None:
    if moment is None:
        return None
    return moment.astimezone(clock).replace(tzinfo=None).isoformat(" ", "seconds")


def _late(grade: Grade) -> str | None:
    if grade.is_late and grade.received_at is None:
        return UNKNOWN
    return duration(grade.late) if grade.late else None


def duration(seconds: float) -> str:
    """Return a span of time as hours, minutes and seconds; a part of a second is one."""
    whole = math.ceil(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def gradebook_sheet(rows: Sequence[GradebookRow], assignments: Sequence[str], bank: int) -> Sheet:
    """Return the grades of all assignments; total = 100 × sum of `adds` / sum of weights."""
    each = [
        f"{name} {what}"
        for name in assignments
        for what in ("points", "possible", "weight", "adds")
    ]
    days = ("late days left",) if bank else ()
    after = ("earned", "weight", "total %", *days, "left out", "remarks")
    return Sheet(
        title="gradebook",
        columns=("student", "name", "section", *each, *after),
        rows=tuple(tuple(_gradebook_row(row, bank)) for row in rows),
    )


def _gradebook_row(row: GradebookRow, bank: int) -> Iterator[Cell]:
    yield from (row.student.id, row.student.name, row.student.section)
    for part in row.total.parts:
        grade = part.grade
        yield from (grade.points, grade.possible, part.weight, part.adds)
    yield from (row.total.earned, row.total.weight, row.total.per_cent)
    if bank:
        yield bank - sum(part.grade.bank for part in row.total.parts)
    yield ", ".join(part.grade.assignment for part in row.total.parts if part.dropped)
    yield "; ".join(remarks(row.total.parts))


def remarks(parts: Iterable[Part]) -> Iterator[str]:
    """Yield the state of each grade that is not simply final, and what is worth nothing."""
    for part in parts:
        if part.grade.state is not GradeState.FINAL:
            yield f"{part.grade.assignment}: {part.grade.state.value}"
        elif not part.grade.possible:
            yield f"{part.grade.assignment}: nothing possible, and left out"
