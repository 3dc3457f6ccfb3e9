"""`autograder roster`: people of a class, from a list that an LMS exports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from autograder.classes.importers.kinds import importer_of
from autograder.classes.mangled import changed_ids, lost_zeros
from autograder.classes.merging import Merged, merged
from autograder.classes.roster import NAME, Roster, read_roster, roster_bytes
from autograder.classes.tables import read_table
from autograder.cli.options import FOLDER, class_option
from autograder.errors import ClassError, UsageError
from autograder.records.people import Student
from autograder.store.folder import held, write_whole
from autograder.texts import one_line, some_of


@click.command("roster")
@click.argument("file", type=FOLDER)
@class_option
@click.option("--confirm", is_flag=True, help="Take people with the same name as the same person.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
def roster_command(file: Path, class_folder: Path, confirm: bool, dry_run: bool) -> int:
    """Bring the people in FILE into roster.csv.

    FILE is Moodle's list of participants or grading worksheet, Canvas' gradebook or Gradescope's
    roster. People are the same if they share an id, a SIS id, an e-mail address or a login. A name
    only proposes: look at the pairs, then say --confirm. What the roster says already stays.
    """
    if not class_folder.is_dir():
        raise UsageError(f"{class_folder} is not a folder; make it first, for your class")
    table = read_table(file)
    importer = importer_of(table)
    coming = importer.read(table)
    with held(class_folder):
        path = class_folder / NAME
        roster = read_roster(path) if path.exists() else Roster()
        found = merged(roster.students, coming, confirm=confirm)
        if found.clashes:
            raise ClassError([table.fault(None, _clash(*clash)) for clash in found.clashes])
        if changed := [*changed_ids(table, coming, (s.id for s in roster.students))]:
            raise ClassError(changed)
        if not dry_run:
            write_whole(path, roster_bytes(replace(roster, students=found.students)))
    click.echo(f"{file}: {importer.name}, {len(coming)} people")
    _tell(found)
    if lost := lost_zeros(found.students):
        click.echo(one_line(lost), err=True)
    return 0


def _clash(student: Student, owners: tuple[Student, ...]) -> str:
    keys = ", ".join(f"{kind} `{value}`" for kind, value in student.keys)
    whose = " and ".join(f"`{owner.id}`" for owner in owners)
    return f"one person here ({keys}) has keys of {whose} in roster.csv; correct one of the two"


def _tell(found: Merged) -> None:
    for words, students in (
        ("added", found.added),
        ("more is known of", found.changed),
        ("in the roster, and not in the file", found.absent),
    ):
        if students:
            names = some_of([f"{s.id} {s.name}".strip() for s in students], 10)
            click.echo(one_line(f"{words} ({len(students)}): {names}"))
    for proposal in found.proposed:
        known, coming = proposal.known, proposal.coming
        line = f"the same name: `{known.id}` {known.name} and `{coming.id}` {coming.name}"
        click.echo(one_line(f"{line}; --confirm if they are one person"))
