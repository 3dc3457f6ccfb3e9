"""`autograder handout`."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.options import FOLDER, course_option, lang_option
from autograder.errors import UsageError
from autograder.handout import as_module, as_notebook
from autograder.loading.assignment import load_assignment
from autograder.loading.course import find_course
from autograder.loading.master import read_master
from autograder.records import Language
from autograder.reports.folder import open_folder, write_whole


@click.command("handout")
@click.argument("assignment")
@click.argument("folder", type=FOLDER)
@lang_option
@course_option
def handout_command(
    assignment: str, folder: Path, lang: Language | None, course_folder: Path | None
) -> int:
    """Write ASSIGNMENT without its solution into FOLDER."""
    loaded = load_assignment(find_course(course_folder), assignment)
    cells = read_master(loaded.folder).handout(lang or loaded.language)
    open_folder(folder)
    files = {
        folder / f"{loaded.name}.ipynb": as_notebook(cells),
        folder / f"{loaded.name}.py": as_module(cells),
    }
    for path, text in files.items():
        if path.exists() and path.read_bytes() != text.encode():
            raise UsageError(
                f"{path} is there already and differs; remove it or name another folder"
            )
    for path, text in files.items():
        write_whole(path, text)
        click.echo(path)
    return 0
