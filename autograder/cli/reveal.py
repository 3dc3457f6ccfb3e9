"""`autograder report --reveal`: pages that show hidden checks, once nobody can hand in any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from operator import itemgetter
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from autograder import ClassFolder, Reader, open_class
from autograder.cli.screen import progress_bar
from autograder.errors import UsageError
from autograder.gradebook.lateness import own_dates
from autograder.records import Language
from autograder.records.sentences import Said


def reveal_pages(
    folder: Path, lang: Language | None, class_folder: Path | None, *, force: bool
) -> int:
    """Write `revealed/` in a class's folder of results, and tell what is spent by it."""
    from autograder import make_book
    from autograder.grades import told_of_results
    from autograder.reports.revealed import reveal

    if class_folder is None:
        raise UsageError(
            "--reveal needs the class's folder, which tells when the last one can hand in: name "
            "it with --class"
        )
    of = open_class(class_folder)
    assignment = assignment_of(of, folder)
    still_open = _still_open(of, assignment)
    if still_open and not force:
        raise UsageError(f"nothing is revealed: {still_open}; --force reveals it all the same")
    if still_open:
        click.echo(f"Revealed all the same: {still_open}.", err=True)
    grades: Mapping[str, Sequence[Said]] = told_of_results(
        make_book(of, datetime.now(UTC)), assignment
    )
    with Reader() as reader, progress_bar("Writing", None) as bar:
        reader.get_ready()
        (running,) = bar.task_ids
        made = reveal(
            folder,
            lang,
            partial(bar.advance, running),
            reader,
            grades,
        )
    click.echo(f"Pages that show hidden checks: {made.folder}")
    for check, pages in sorted(made.spent.items()):
        click.echo(f"Spent from now on: {check} (shown on {pages} of them)")
    if made.spent:
        click.echo(
            "Change the inputs of these checks before the assignment is used again. Answers that "
            "were made for it can tell of other hidden inputs, too."
        )
    return 0


def assignment_of(of: ClassFolder, folder: Path) -> str:
    """Return the assignment whose results a folder of the class holds; raises UsageError."""
    for assignment in of.dates:
        if of.graded(assignment).resolve() == folder.resolve():
            return assignment
    raise UsageError(
        f"{folder} is of no assignment of {of.folder}; results of one are in "
        f"{of.folder / 'graded' / '<assignment>'}"
    )


def _still_open(of: ClassFolder, assignment: str) -> str:
    """Return until when somebody can hand in, in words; "" if nobody can any more."""
    dates = of.assignment(assignment)
    people = of.people.students.values()
    own = [(own_dates(dates, student, of.extensions).closes_at, student.id) for student in people]
    closing = [(closes_at, who) for closes_at, who in own if closes_at]
    if dates.closes_at is None or len(closing) < len(own):
        return f"{assignment} has no `closes` in class.yaml, so it can be handed in at any time"
    last, who = max([*closing, (dates.closes_at, "everybody")], key=itemgetter(0))
    who = "everybody" if last == dates.closes_at else who
    if datetime.now(UTC) > last:
        return ""
    when = last.astimezone(ZoneInfo(of.plan.zone)).strftime("%Y-%m-%d %H:%M")
    return f"{assignment} can be handed in until {when} ({who})"
