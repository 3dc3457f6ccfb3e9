"""`autograder gradescope-run`: grade one submission where Gradescope runs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from autograder import (
    AutograderError,
    Batch,
    Isolation,
    Reader,
    choose_language,
    find_course,
    load_assignment,
    require_catalogues,
)
from autograder.cli.graded import grade_and_show
from autograder.cli.options import FOLDER, course_option, lang_option
from autograder.cli.work import handout_of
from autograder.course.submissions.find import submission_in_folder
from autograder.course.submissions.remarks import remarked
from autograder.exports.gradescope import as_json, gradescope_results, not_graded
from autograder.exports.gradescope_host import host_facts
from autograder.feedback.show.catalogues import languages
from autograder.records import Language
from autograder.store.folder import write_whole
from autograder.store.results import read_results
from autograder.texts import sanitize


@click.command("gradescope-run")
@click.argument("assignment")
@click.argument("root", type=FOLDER)
@lang_option
@course_option
def gradescope_run_command(
    assignment: str, root: Path, lang: Language | None, course_folder: Path | None
) -> int:
    """Grade ROOT/submission as a submission of ASSIGNMENT into ROOT/results/results.json.

    The `run_autograder` that `autograder gradescope-zip` writes calls this, with ROOT /autograder.
    Submissions are isolated, or not graded. Exit status: as of `grade`.
    """
    results, graded = root / "results" / "results.json", root / "graded"
    shutil.rmtree(graded, ignore_errors=True)  # of an earlier submission, where this is tried
    try:
        with Reader() as reader:
            batch = _batch(assignment, root, lang, course_folder, reader)
            status = grade_and_show(batch, graded, reader, 1, Isolation.FULL, stock_keras=False)
        (result,) = read_results(graded).values()
    except AutograderError as error:
        write_whole(results, as_json(not_graded(sanitize(str(error)), lang or "en")))
        raise
    write_whole(results, as_json(gradescope_results(result, batch.language)))
    return status


def _batch(
    assignment: str,
    root: Path,
    lang: Language | None,
    course_folder: Path | None,
    reader: Reader,
) -> Batch:
    """Return the batch of the one submission; raises AutograderError."""
    require_catalogues()
    facts = host_facts(root / "submission_metadata.json")
    course = find_course(course_folder)
    language = choose_language(lang, course, languages())
    loaded = load_assignment(course, assignment)
    for remark in facts.remarks(loaded.possible):
        click.echo(remark)
    is_handout = handout_of(course, loaded)
    submission = submission_in_folder(
        root / "submission", facts.name, loaded.name, reader.cells, is_handout
    )
    submissions = tuple(remarked([submission], loaded, is_handout))
    return Batch(assignment=loaded, submissions=submissions, language=language)
