"""`autograder report`: pages out of graded results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click

from autograder import ClassFolder, Reader, open_class
from autograder.cli.again import judging_again
from autograder.cli.options import FOLDER, course_option, graded_lang_option
from autograder.cli.reveal import assignment_of, reveal_pages
from autograder.cli.screen import progress_bar
from autograder.records import Language
from autograder.records.grades import PersonGrade
from autograder.records.sentences import Said
from autograder.store.results import read_head, result_paths


@click.command("report")
@click.argument("folder", type=FOLDER)
@graded_lang_option
@click.option(
    "--class",
    "class_folder",
    type=FOLDER,
    help="The class's folder: pages and feedback/*.md tell of lateness and adjustments as well.",
)
@click.option(
    "--reveal",
    is_flag=True,
    help="With --class, when all is handed in: pages in FOLDER/revealed/ that show hidden checks.",
)
@course_option
@click.option("--force", is_flag=True, help="With --reveal: although somebody can still hand in.")
def report_command(
    folder: Path,
    lang: Language | None,
    class_folder: Path | None,
    reveal: bool,
    force: bool,
    course_folder: Path | None,
) -> int:
    """Make pages to read out of what `grade --out FOLDER` has written there.

    FOLDER/feedback/<submission>.html is a student's page: points, feedback, and the work as it was
    run, in one file. FOLDER/report.html is yours: the class's points, questions, mistakes, and
    everyone; each name leads to FOLDER/why/<submission>.html, where each call stands with what was
    expected and what came, hidden ones as well. Nothing is run again: what is on record is judged
    by the assignment as it is now. With --class, FOLDER/feedback/<submission>.md is written anew as
    well.
    """
    from autograder import report  # no other command needs what it loads

    if reveal:
        return reveal_pages(folder, lang, class_folder, force=force)

    of = open_class(class_folder) if class_folder else None
    grades, people = _grades(folder, of) if of else (None, ())
    head = read_head(next(iter(result_paths(folder).values())))
    judging = judging_again(head.assignment, course_folder or (of.course if of else None))
    with Reader() as reader, progress_bar("Writing", None) as bar:
        reader.get_ready()
        (running,) = bar.task_ids
        progress = partial(bar.advance, running)
        whole = report(
            folder, lang, progress, reader, grades, people, judging.judge, judging.course
        )
    click.echo(f"Pages: {folder / 'feedback'}; the whole class: {whole}")
    return 0


def _grades(
    folder: Path, of: ClassFolder
) -> tuple[Mapping[str, Sequence[Said]], Sequence[PersonGrade]]:
    """Return how grades are made of the results in a folder of the class, and everybody's.

    Raises UsageError.
    """
    from autograder import make_book
    from autograder.grades import people_of, told_of_results

    book, assignment = make_book(of, datetime.now(UTC)), assignment_of(of, folder)
    return told_of_results(book, assignment), people_of(book, assignment)
