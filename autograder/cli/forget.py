"""`autograder forget`: remove a person from a class folder."""

from __future__ import annotations

from pathlib import Path

import click

from autograder import open_class
from autograder.cli.options import class_option
from autograder.errors import UsageError
from autograder.forgetting import forget, traces
from autograder.store.folder import held
from autograder.texts import one_line


@click.command("forget")
@click.argument("student")
@class_option
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget_command(student: str, class_folder: Path, yes: bool) -> int:
    """Remove STUDENT, and everything that they handed in, from a class folder.

    What a group handed in stays as long as another member is in the roster. Tables of the class are
    removed too; `autograder gradebook` makes them anew. Copies elsewhere (zips from the LMS,
    versions in git) are yours to remove.
    """
    of = open_class(class_folder)
    try:
        person = of.people.meant(student)
    except LookupError as error:
        raise UsageError(str(error)) from None
    found = traces(of, person)
    for path in found.paths:
        click.echo(path)
    for path, lines in found.lines.items():
        click.echo(f"{path}: {lines} {'line' if lines == 1 else 'lines'}")
    name = one_line(f"{person.id} {person.name}".strip())
    if not yes:
        click.confirm(f"Remove all this of {name}? It cannot be undone.", abort=True)
    with held(class_folder):
        forget(of, person, found)
    click.echo(f"Nothing of {name} is left in {class_folder}.")
    return 0
