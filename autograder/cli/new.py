"""`autograder new`: start an assignment, and a course if there is none."""

from __future__ import annotations

import re
from pathlib import Path

import click

from autograder import find_course
from autograder.cli.options import course_option
from autograder.errors import UsageError
from autograder.languages import Language, is_tag
from autograder.records import LANGUAGES
from autograder.scaffold import scaffold
from autograder.store.folder import write_whole


@click.command("new")
@click.argument("assignment")
@click.option(
    "--lang",
    "languages",
    metavar="TAG",
    multiple=True,
    help="A language of a new course, as en or pt-BR; the first is its default.  [default: ja, en]",
)
@course_option
def new_command(
    assignment: str, languages: tuple[Language, ...], course_folder: Path | None
) -> int:
    """Start a new ASSIGNMENT: a small complete one that passes `validate`, to be changed.

    Where there is no course yet, a new one is started here (or in the folder of --course).
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", assignment):
        raise UsageError(
            f"`{assignment}` is no name for an assignment: "
            "use small letters, digits and dashes, as in moving-means"
        )
    folder = course_folder or _course_around_here()
    files = scaffold(folder, assignment, _languages(folder, languages))
    if there := [path for path in files if path.exists()]:
        raise UsageError(f"{there[0]} is there already; choose another name")
    for path, text in files.items():
        write_whole(path, text)
        click.echo(path)
    return 0


def _languages(folder: Path, wanted: tuple[Language, ...]) -> tuple[Language, ...]:
    """Return the languages of the course in the folder, or those of a new one."""
    if (folder / "assignments/course.yaml").is_file():
        languages = find_course(folder).languages
        if wanted and wanted != languages:
            raise UsageError(f"--lang is for a new course; this one is in {', '.join(languages)}")
        return languages
    if faulty := [tag for tag in wanted if not is_tag(tag)]:
        raise UsageError(f"`{faulty[0]}` is no language tag such as en or pt-BR")
    return tuple(dict.fromkeys(wanted)) or LANGUAGES


def _course_around_here() -> Path:
    here = Path.cwd()
    courses = (f for f in (here, *here.parents) if (f / "assignments/course.yaml").is_file())
    return next(courses, here)
