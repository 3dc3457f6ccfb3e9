"""`autograder handout`: write what students receive."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.options import FOLDER, course_option, lang_option
from autograder.course.assignment import load_assignment
from autograder.course.course import choose_language, find_course
from autograder.course.master import read_master
from autograder.errors import AssignmentError, SourceFault
from autograder.feedback.show.catalogues import languages
from autograder.handout.writing import HandedOut, hand_out
from autograder.records import Language
from autograder.texts import sanitize


@click.command("handout")
@click.argument("assignment")
@click.argument("folder", type=FOLDER)
@lang_option
@course_option
def handout_command(
    assignment: str, folder: Path, lang: Language | None, course_folder: Path | None
) -> int:
    """Write ASSIGNMENT without its solution into FOLDER, with its visible checks.

    Handing out again into the same FOLDER tells what has changed, and leaves what a student has
    worked on as it is.
    """
    course = find_course(course_folder)
    language = choose_language(lang, course, languages())
    loaded = load_assignment(course, assignment)
    master = read_master(loaded.folder, course.languages)
    cells = master.handout(language)
    if cells == master.solved(language):
        message = (
            "its master marks no solution (# BEGIN SOLUTION … # END SOLUTION), "
            "so the handout would give it away"
        )
        raise AssignmentError([SourceFault(loaded.folder, None, message)])
    _tell(hand_out(loaded, cells, language, course.install, folder))
    return 0


def _tell(handed_out: HandedOut) -> None:
    for path in handed_out.paths:
        click.echo(path)
    if handed_out.changes:
        click.echo("Changed since the last handout:")
    for sentence in handed_out.changes:
        click.echo(f"- {sanitize(sentence)}")
    for kept, new in handed_out.kept:
        click.echo(f"{kept} has been worked on and stays as it is; the new one is {new}")
