"""`autograder collect`: what an LMS's download holds, brought into a class folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from autograder import ClassFolder, open_class
from autograder.classes.intake import Intake, Told, take_in
from autograder.classes.matching import sender_of
from autograder.classes.moments import NoMoment, beginning_of, zone_fault
from autograder.classes.roster import NAME as ROSTER, read_roster, roster_bytes
from autograder.classes.worksheets import Worksheet, read_worksheet
from autograder.cli.collected import remarks, tell_found, tell_taken, to_look_at
from autograder.cli.options import FOLDER, class_option
from autograder.course.submissions.files import Listing, listed
from autograder.course.submissions.find import require_there
from autograder.course.submissions.hand_ins import HandIn, Recognised
from autograder.course.submissions.layouts import Layout, recognise
from autograder.course.submissions.named import by_pattern, pattern_of
from autograder.course.submissions.suffixes import is_zip
from autograder.errors import UsageError
from autograder.store.folder import held, write_whole
from autograder.texts import one_line


@click.command("collect")
@click.argument("assignment")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=FOLDER)
@class_option
@click.option(
    "--pattern",
    metavar="REGEX",
    help="How another system names files, as '(?P<student>\\w+)_(?P<file>.+)'.",
)
@click.option("--confirm", is_flag=True, help="Take people with the same name as the same person.")
@click.option(
    "--zip-times", metavar="ZONE", help="Members of a zip were received when it says, in this zone."
)
@click.option("--received", metavar="TIME", help="When all of it was received.")
@click.option("--dry-run", is_flag=True, help="Show what would be brought in, and write nothing.")
def collect_command(
    assignment: str,
    paths: tuple[Path, ...],
    class_folder: Path,
    pattern: str | None,
    confirm: bool,
    zip_times: str | None,
    received: str | None,
    dry_run: bool,
) -> int:
    """Bring what was handed in for ASSIGNMENT into a class's attempts/.

    PATH is a zip file or folder: Moodle's or Canvas' download, Gradescope's export, nbgrader's
    submitted/, git clones, a folder or a file a person; for any other, --pattern says what names
    mean (groups: student, id, email, login, sis, name, number, received, file). Moodle's grading
    worksheet beside its zip tells who is who, and when it was received. Files are copied, and the
    same again is nothing new. People are known by their keys; a name only proposes: look at the
    pairs, then say --confirm. Exit status: 0 everybody is known, 1 somebody or something has to be
    looked at, 2 the command or a file is wrong.
    """
    of = open_class(class_folder)
    of.assignment(assignment)
    sheets, places = _split(paths, of.plan.zone)
    told = Told(
        worksheets=sheets,
        zip_zone=_zone(zip_times, places),
        received_at=_moment(received, of.plan.zone) if received else None,
    )
    layout = _layout(pattern, of.plan.zone)
    with ExitStack() as stack:
        found = [_found(path, assignment, layout, stack) for path in places]
        hand_ins = list(_different(one for each in found for one in each.hand_ins))
        stack.enter_context(nullcontext() if dry_run else held(class_folder))
        intake = take_in(of, assignment, hand_ins, told, confirm=confirm, dry_run=dry_run)
        if confirm and not dry_run:
            _write_down(of, intake)
    for path, each in zip(places, found, strict=True):
        tell_found(path, each)
    for sheet in sheets:
        click.echo(f"{sheet.path}: Moodle's grading worksheet: {len(sheet.people)} participants")
    looks = [*to_look_at(of, intake, confirm=confirm)]
    tell_taken(intake, dry_run=dry_run)
    for line in looks:
        click.echo(one_line(line), err=True)
    for line in remarks(of, assignment, intake, sheets):
        click.echo(one_line(line), err=True)
    return 1 if looks else 0


def _split(paths: Sequence[Path], zone: str) -> tuple[tuple[Worksheet, ...], tuple[Path, ...]]:
    """Return worksheets, and what was handed in; raises UsageError, ClassError."""
    for path in paths:
        require_there(path)
    tables = [path for path in paths if path.suffix.lower() == ".csv" and path.is_file()]
    places = tuple(path for path in paths if path not in tables)
    if not places:
        raise UsageError("name what was handed in: a zip file or a folder")
    for path in places:
        if not path.is_dir() and not is_zip(path):
            raise UsageError(
                f"{path} is neither a zip file nor a folder; name the one that it is in"
            )
    return tuple(read_worksheet(path, zone) for path in tables), places


def _zone(name: str | None, places: Sequence[Path]) -> str | None:
    if name is None:
        return None
    if fault := zone_fault(name):
        raise UsageError(f"--zip-times: {fault}")
    if folders := [path for path in places if path.is_dir()]:
        raise UsageError(f"--zip-times: {folders[0]} is a folder; name the zip file itself")
    return name


def _moment(text: str, zone: str) -> datetime:
    try:
        return beginning_of(text, zone)
    except NoMoment as error:
        raise UsageError(str(error)) from None


def _layout(pattern: str | None, zone: str) -> Layout:
    if pattern is None:
        return recognise
    return by_pattern(pattern_of(pattern), partial(_moment, zone=zone))


def _found(path: Path, assignment: str, layout: Layout, stack: ExitStack) -> Recognised:
    listing: Listing = stack.enter_context(listed(path))
    found = layout(listing, assignment)
    if found is None or not found.hand_ins:
        first = next(("/".join(file.parts) for file in listing.all_files), "")
        if layout is not recognise and first:
            raise UsageError(
                f"{path}: --pattern finds nobody in any name, such as {one_line(first)}"
            )
        raise UsageError(f"{path}: nothing in it is recognised as handed in; see --pattern")
    return found


def _different(hand_ins: Iterable[HandIn]) -> Iterator[HandIn]:
    """Yield what was handed in, once each, where a path was named twice."""
    seen = set()
    for hand_in in hand_ins:
        key = (hand_in.place.absolute(), sender_of(hand_in).source)
        if key not in seen:
            seen.add(key)
            yield hand_in


def _write_down(of: ClassFolder, intake: Intake) -> None:
    """Keep the names that were confirmed in the roster, so that they are known the next time."""
    names = {p.student.id: p.name for p in intake.matched.proposed}
    if not names:
        return
    roster = read_roster(of.folder / ROSTER)
    students = tuple(
        replace(s, keys=(*s.keys, ("name", names[s.id]))) if s.id in names else s
        for s in roster.students
    )
    write_whole(of.folder / ROSTER, roster_bytes(replace(roster, students=students)))
