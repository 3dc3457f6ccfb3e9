"""`autograder grade`: grade submissions of one assignment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from autograder.cli.importing import imported
from autograder.cli.options import (
    FOLDER,
    course_option,
    isolation_option,
    jobs_option,
    lang_option,
    no_cache_option,
    stock_keras_option,
)
from autograder.cli.started import Started
from autograder.languages import Language


@click.command("grade")
@click.argument("assignment")
@click.argument("submissions", nargs=-1, type=FOLDER)
@click.option("--out", type=FOLDER, help="Folder for scores, feedback and records.")
@click.option(
    "--class",
    "class_folder",
    type=FOLDER,
    help="Instead of SUBMISSIONS and --out: grade what is in a class's attempts/.",
)
@lang_option
@jobs_option
@isolation_option
@click.option(
    "--fresh",
    is_flag=True,
    help="Run also submissions that were run before and have not changed.",
)
@no_cache_option
@stock_keras_option
@course_option
def grade_command(
    assignment: str,
    submissions: tuple[Path, ...],
    out: Path | None,
    class_folder: Path | None,
    lang: Language | None,
    course_folder: Path | None,
    **how: Any,
) -> int:
    """Grade SUBMISSIONS (files, folders, zip files) of ASSIGNMENT.

    With --class, all attempts in the class's attempts/ASSIGNMENT are graded into its
    graded/ASSIGNMENT, those that were graded before without running them; `autograder gradebook`
    says which attempt counts. Where the assignment is judged otherwise by now, nothing is graded:
    `autograder regrade` shows who moves by it first.

    Exit status: 0 every submission is dealt with (an unreadable one has 0 points and is named),
    1 something is not graded, 2 the command, the course or the assignment is wrong, 3 autograder
    itself is at fault, 130 it was interrupted.
    """
    with Started() as started:
        first = imported("autograder.cli.opened")  # beside what they import
        opened = first.opened(assignment, submissions, out, class_folder, lang, course_folder)
        started.tell(opened.assignment.imports, stock_keras=how["stock_keras"])
        rest = imported("autograder.cli.graded")
        status: int = rest.grade_opened(opened, started, **how)
    return status
