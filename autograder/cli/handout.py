"""`autograder handout`: write what students receive."""

from __future__ import annotations

from pathlib import Path

import click

from autograder import (
    Assignment,
    Isolation,
    Sandbox,
    Threads,
    choose_language,
    find_course,
    hand_out,
    load_assignment,
    read_master,
)
from autograder.cli.options import FOLDER, course_option, isolation_option, lang_option
from autograder.course.master import Master
from autograder.errors import AssignmentError, SourceFault, UsageError
from autograder.feedback.show.catalogues import languages
from autograder.gate.validation import before_handing_out
from autograder.handout.places import require_for_teachers
from autograder.handout.solution import write_solution
from autograder.handout.writing import HandedOut
from autograder.records import Language
from autograder.texts import sanitize


@click.command("handout")
@click.argument("assignment")
@click.argument("folder", type=FOLDER)
@lang_option
@isolation_option
@click.option("--force", is_flag=True, help="Hand out what has not passed the gate, untried.")
@click.option("--solution", is_flag=True, help="Write the model answer instead.")
@course_option
def handout_command(
    assignment: str,
    folder: Path,
    lang: Language | None,
    isolation: str,
    force: bool,
    solution: bool,
    course_folder: Path | None,
) -> int:
    """Write ASSIGNMENT without its solution into FOLDER, with its visible checks.

    First it is tried: the master gets full points, the unfilled handout none, and no visible check
    gives a value away (`autograder validate` shows more).

    Handing out again into the same FOLDER tells what has changed, and leaves what a student has
    worked on as it is.

    With --solution FOLDER holds the model answer, for when all have handed in.
    """
    course = find_course(course_folder)
    language = choose_language(lang, course, languages())
    loaded = load_assignment(course, assignment)
    master = read_master(loaded.folder, course.languages)
    if solution:
        return _write_solution(loaded, master, language, folder, force=force, isolation=isolation)
    cells = master.handout(language)
    if cells == master.solved(language):
        message = (
            "its master marks no solution (# BEGIN SOLUTION … # END SOLUTION), "
            "so the handout would give it away"
        )
        raise AssignmentError([SourceFault(loaded.folder, None, message)])
    _require_elsewhere(folder, loaded.folder)
    if not force:
        _require_tried(loaded, Isolation(isolation))
    _tell(hand_out(loaded, cells, language, course.install, folder))
    return 0


def _write_solution(
    assignment: Assignment,
    master: Master,
    language: Language,
    folder: Path,
    *,
    force: bool,
    isolation: str,
) -> int:
    require_for_teachers(folder, assignment.folder)
    if not force:
        _require_tried(assignment, Isolation(isolation))
    for path in write_solution(assignment, master.solved(language), language, folder):
        click.echo(path)
    return 0


def _require_elsewhere(folder: Path, own: Path) -> None:
    if folder.resolve().is_relative_to(own.resolve()):
        raise UsageError(
            f"{folder} belongs to the assignment itself; name another folder for the handout"
        )


def _require_tried(assignment: Assignment, isolation: Isolation) -> None:
    """Raise UsageError if the assignment does not pass what of the gate takes two submissions."""
    with Sandbox(assignment.imports, isolation) as sandbox:
        found = before_handing_out(assignment, Threads(sandbox, 2))
    if found:
        lines = "\n".join(f"- {sanitize(shortcoming)}" for shortcoming in found)
        raise UsageError(
            f"{assignment.name} is not handed out, because it does not pass the gate:\n{lines}\n"
            "Mend it, or hand it out all the same with --force."
        )


def _tell(handed_out: HandedOut) -> None:
    for path in handed_out.paths:
        click.echo(path)
    if handed_out.changes:
        click.echo("Changed since the last handout:")
    for sentence in handed_out.changes:
        click.echo(f"- {sanitize(sentence)}")
    for kept, new in handed_out.kept:
        click.echo(f"{kept} has been worked on and stays as it is; the new one is {new}")
