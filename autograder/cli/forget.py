"""`autograder forget`: remove a person from a class folder."""

from __future__ import annotations

from pathlib import Path

import click

from autograder import open_class
from autograder.classes.without import named_in
from autograder.cli.cached import opened_cache
from autograder.cli.options import class_option
from autograder.errors import UsageError
from autograder.forgetting import forget, made_anew, traces
from autograder.store.folder import held
from autograder.texts import counted, one_line


@click.command("forget")
@click.argument("student")
@class_option
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget_command(student: str, class_folder: Path, yes: bool) -> int:
    """Remove STUDENT, and everything that they handed in, from a class folder.

    What a group handed in stays as long as another member is in the roster. Lists are written
    without them; gradebooks and pages of the whole class are removed, and the commands that make
    them anew are named. What your cache has of their files goes as well. Files that have their id,
    name or a key of theirs all the same are listed, for you to look at. Copies elsewhere (zips from
    the LMS, versions in git) are yours to remove.
    Exit status: 0 nothing is left, 1 there are files to look at.
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
        click.echo(f"{path}: {counted(lines, 'line')}")
    name = one_line(f"{person.id} {person.name}".strip())
    if not yes:
        click.confirm(f"Remove all this of {name}? It cannot be undone.", abort=True)
    with held(class_folder):
        forget(of, person, found, opened_cache())
    for command in made_anew(of, found):
        click.echo(f"Made anew by: {command}")
    left = list(named_in(class_folder, person))
    for path in left:
        click.echo(f"{path} has stayed, and names them, or has a word that is the same", err=True)
    if not left:
        click.echo(f"Nothing of {name} is left in {class_folder}.")
    return 1 if left else 0
