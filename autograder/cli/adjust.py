"""`autograder adjust`: a person's decision about a grade."""

from __future__ import annotations

import getpass
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from autograder import Book, ClassFolder, make_book, open_class
from autograder.classes.decisions import (
    ADJUSTMENT_COLUMNS,
    ADJUSTMENTS,
    KINDS,
    adjustment_cells,
    checked_adjustment,
)
from autograder.classes.tables import with_row
from autograder.cli.options import PointsType, class_option
from autograder.errors import UsageError
from autograder.records.people import Adjustment, AdjustmentKind
from autograder.store.folder import held, write_whole
from autograder.texts import did_you_mean, format_points, one_line


@click.command("adjust", context_settings={"ignore_unknown_options": True})
@click.argument("student")
@click.argument("assignment")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("points", required=False, type=PointsType())
@class_option
@click.option("--question", help="Only this question's points: its id.")
@click.option("--comment", required=True, help="Why; the student may read it.")
@click.option("--by", help="Who decides.  [default: your name on this machine]")
def adjust_command(
    student: str,
    assignment: str,
    kind: AdjustmentKind,
    points: float | None,
    class_folder: Path,
    question: str | None,
    comment: str,
    by: str | None,
) -> int:
    """Write down in adjustments.csv what is changed about STUDENT's grade for ASSIGNMENT.

    KIND is `add` or `set` with POINTS (which may be negative), `bonus` (may exceed what is
    possible), `cap` (the most there can be), `at-least` (the least), `choose` (the number of the
    attempt that counts), `excuse` (leave it out) or `waive-late`. It holds however often the work
    is graded again; if the automatic points under it change, `autograder gradebook` says so. To
    undo it, delete its line.
    """
    of = open_class(class_folder)
    zone = of.assignment(assignment).zone
    book = make_book(of, datetime.now(ZoneInfo(zone)))
    with held(class_folder):
        adjustment = _checked(
            of,
            Adjustment(
                student=_meant(of, student),
                assignment=assignment,
                question=question,
                kind=kind,
                points=points,
                comment=comment,
                by=by or user_name(),
                at=datetime.now(ZoneInfo(zone)).isoformat(sep=" ", timespec="seconds"),
                seen=_seen(book, student, assignment, question),
            ),
        )
        _require_possible(book, adjustment)
        path = class_folder / ADJUSTMENTS
        write_whole(path, with_row(path, ADJUSTMENT_COLUMNS, adjustment_cells(adjustment)))
    seen = f" ({format_points(adjustment.seen)} found)" if adjustment.seen is not None else ""
    click.echo(one_line(f"{path}: {adjustment.student}, {assignment}: {_told(adjustment)}{seen}"))
    return 0


def _meant(of: ClassFolder, text: str) -> str:
    try:
        return of.people.meant(text).id
    except LookupError as error:
        raise UsageError(str(error)) from None


def user_name() -> str:
    """Return the name of who gives the command, "" if nobody knows it."""
    with suppress(KeyError, OSError, ImportError):  # a container may have no name for its user
        return getpass.getuser()
    return ""


def _checked(of: ClassFolder, adjustment: Adjustment) -> Adjustment:
    try:
        return checked_adjustment(adjustment)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _require_possible(book: Book, adjustment: Adjustment) -> None:
    """Raise UsageError if a decision is about an attempt or points that there are not."""
    if adjustment.points is None:
        return
    id_, assignment, points = adjustment.student, adjustment.assignment, adjustment.points
    if adjustment.kind == "choose":
        if points not in _numbers(book, id_, assignment):
            there = attempts_there(book, id_, assignment)
            raise UsageError(f"{id_} has no attempt {format_points(points)}: {there}")
        return
    least, most = bounds(book, adjustment)
    if most and not least <= points <= most:
        of = f"question {adjustment.question}" if adjustment.question else f"`{assignment}`"
        bonus = "; `bonus` may exceed what is possible" if points > most else ""
        raise UsageError(
            f"`{adjustment.kind}` of {of} takes {format_points(least)} to {format_points(most)} "
            f"points, and got {format_points(points)}{bonus}"
        )


def bounds(book: Book, adjustment: Adjustment) -> tuple[float, float]:
    """Return the least and the most points that can be meant; 0 and 0 where any can."""
    questions = book.works[adjustment.assignment].questions
    named = [q.possible for q in questions if adjustment.question in (None, q.id)]
    match adjustment.kind:
        case "set" | "cap" | "at-least":
            return 0, sum(named)
        case "add":
            return -sum(named), sum(named)
    return 0, 0


def _numbers(book: Book, student: str, assignment: str) -> list[int]:
    pairs = book.works[assignment].by_student.get(student, ())
    return sorted({attempt.number for attempt, _result in pairs})


def attempts_there(book: Book, student: str, assignment: str) -> str:
    """Return the numbers of a person's attempts, in words."""
    numbers = _numbers(book, student, assignment)
    if not numbers:
        return "nothing was handed in"
    return f"there {'is' if len(numbers) == 1 else 'are'} {', '.join(map(str, numbers))}"


def _seen(book: Book, student: str, assignment: str, question: str | None) -> float | None:
    """Return the automatic points that are there now; UsageError if there is no such question."""
    questions = [q.id for q in book.works[assignment].questions]
    if question and questions and question not in questions:
        near = did_you_mean(question, questions) or f"; it has: {', '.join(questions)}"
        raise UsageError(f"`{assignment}` has no question `{question}`{near}")
    id_ = _meant(book.of, student)
    grade = next(grade for s, grade in book.of_assignment(assignment) if s.id == id_)
    if question is None:
        return grade.automatic if grade.attempt else None
    return next((q.points for q in grade.questions if q.id == question), None)


def _told(adjustment: Adjustment) -> str:
    points = "" if adjustment.points is None else f" {format_points(adjustment.points)}"
    of = f" for {adjustment.question}" if adjustment.question else ""
    return f"{adjustment.kind}{points}{of}"
