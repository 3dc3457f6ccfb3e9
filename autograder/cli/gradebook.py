"""`autograder gradebook`: grades of a class."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from autograder import Book, make_book, open_class, write_book
from autograder.classes.mangled import lost_zeros
from autograder.classes.moments import NoMoment, end_of
from autograder.cli.adjust import attempts_there, bounds
from autograder.cli.options import class_option, lang_option
from autograder.errors import UsageError
from autograder.gradebook.totals import OPEN
from autograder.records import Language
from autograder.records.grades import Grade, GradeState
from autograder.texts import and_more, format_points, one_line


@click.command("gradebook")
@class_option
@lang_option
@click.option("--at", metavar="TIME", help="What is due at that time counts.  [default: now]")
def gradebook_command(class_folder: Path, lang: Language | None, at: str | None) -> int:
    """Make the grades of a class out of what is graded, dates and decisions.

    Writes graded/<assignment>/grades.csv for each assignment, and gradebook.csv, gradebook.xlsx and
    gradebook.html over all, with a column for each step. Nothing is graded again. Exit status: 0
    all grades are made, 1 some are open, 2 the class folder is wrong.
    """
    of = open_class(class_folder)
    at_moment = moment_of(at, of.plan.zone)
    book = make_book(of, at_moment)
    write_book(book, lang or "en")
    for line in _open_ends(book):
        click.echo(one_line(line), err=True)
    for line in (*_beyond(book), *_nothing_there(book, at_moment)):
        click.echo(one_line(line), err=True)
    for name, work in book.works.items():
        for owner in dict.fromkeys(attempt.owner or attempt.source for attempt in work.of_nobody):
            click.echo(one_line(f"{name}: `{owner}` handed in and is not in the roster"), err=True)
        if work.nameless:
            click.echo(
                f"{name}: handed in without a name: {len(work.nameless)}; they have rows in "
                "grades.csv, and no total",
                err=True,
            )
        for file in work.unclaimed:
            click.echo(
                one_line(f"{name}: the result `{file}` is of nobody in the roster"), err=True
            )
    if lost := lost_zeros(of.people.students.values()):
        click.echo(one_line(lost), err=True)
    click.echo(f"Grades: {class_folder / 'gradebook.csv'}, gradebook.xlsx and gradebook.html")
    return 1 if any(g.state in OPEN for own in book.grades.values() for g in own) else 0


def moment_of(text: str | None, zone: str) -> datetime:
    """Return a time as the class writes it, now without one; raises UsageError."""
    if text is None:
        return datetime.now(UTC)
    try:
        return end_of(text, zone)
    except NoMoment as error:
        raise UsageError(str(error)) from None


_MOST_NAMED = 20  #: adjustments, one by one


def _open_ends(book: Book) -> Iterator[str]:
    """Yield what a person has to look at."""
    for own in book.grades.values():
        for grade in own:
            if grade.state is GradeState.NOT_CHOSEN:
                yield (
                    f"{grade.assignment}: {grade.student}: no attempt is chosen; "
                    f"`autograder adjust {grade.student} {grade.assignment} choose NUMBER`"
                )
            if grade.state is GradeState.CHOICE_GONE:
                yield _choice_gone(book, grade)
            if is_late_since_nobody_knows_when(book, grade):
                yield (
                    f"{grade.assignment}: {grade.student}: late, as the LMS says, and nobody knows "
                    f"since when: it counts as in time; `autograder adjust {grade.student} "
                    f"{grade.assignment} add -POINTS` takes points off, and `waive-late` accepts it"
                )
    decided = [(g, made) for own in book.grades.values() for g in own for made in g.changed]
    for grade, made in decided[:_MOST_NAMED]:
        of = f" for {made.question}" if made.question else ""
        yield (
            f"{grade.assignment}: {grade.student}: `{made.kind}`{of} was decided on "
            f"{format_points(made.seen)} automatic points, which have changed; it holds"
        )
    if more := and_more(len(decided), _MOST_NAMED):
        yield f"{more} adjustments were decided on other automatic points; they hold"


def is_late_since_nobody_knows_when(book: Book, grade: Grade) -> bool:
    """Whether an LMS calls it late without a time, and nobody has decided about that."""
    decided = any(
        (made.student, made.assignment, made.kind)
        == (grade.student, grade.assignment, "waive-late")
        for made in book.of.adjustments
    )
    return grade.is_late and grade.received_at is None and not decided


def _beyond(book: Book) -> Iterator[str]:
    """Yield decisions about more points than there are: `adjust` refuses them, no editor does."""
    for made in book.of.adjustments:
        points = made.points
        if points is None or made.kind == "choose":
            continue
        least, most = bounds(book, made)
        if most and not least <= points <= most:
            of = f"question {made.question}" if made.question else f"`{made.assignment}`"
            yield (
                f"{made.assignment}: {made.student}: `{made.kind}` of {of} takes "
                f"{format_points(least)} to {format_points(most)} points, and adjustments.csv has "
                f"{format_points(points)}: the whole is kept between 0 and what is possible"
            )


def _nothing_there(book: Book, at: datetime) -> Iterator[str]:
    """Yield assignments that are due, and of which nobody's work is here."""
    for name, work in book.works.items():
        due = book.of.dates[name].due_at
        if due and due < at and not (work.questions or work.by_student or work.nameless):
            yield (
                f"{name}: it is due, and nothing of it is handed in or graded here; it is left out "
                "of totals"
            )


def _choice_gone(book: Book, grade: Grade) -> str:
    chosen = [
        a.points
        for a in book.of.adjustments
        if (a.student, a.assignment, a.kind) == (grade.student, grade.assignment, "choose")
    ]
    there = attempts_there(book, grade.student, grade.assignment)
    return (
        f"{grade.assignment}: {grade.student}: adjustments.csv chooses attempt "
        f"{format_points(chosen[-1])}, and {there}"
    )
