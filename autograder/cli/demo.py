"""`autograder demo`: grade a class made from masters and known mistakes."""

from __future__ import annotations

from pathlib import Path

import click

from autograder import (
    Batch,
    Course,
    Isolation,
    Reader,
    choose_language,
    find_course,
    find_submissions,
    load_assignment,
    read_master,
)
from autograder.cli.graded import grade_and_show
from autograder.cli.options import (
    FOLDER,
    course_option,
    isolation_option,
    jobs_option,
    lang_option,
    stock_keras_option,
)
from autograder.errors import UsageError
from autograder.feedback.show.catalogues import languages
from autograder.gate.demonstration import make_class
from autograder.records import Language


@click.command("demo")
@click.option("--out", default=Path("demo-class"), type=FOLDER, show_default=True)
@lang_option
@jobs_option
@isolation_option
@stock_keras_option
@course_option
def demo_command(
    out: Path,
    lang: Language | None,
    jobs: int,
    isolation: str,
    stock_keras: bool,
    course_folder: Path | None,
) -> int:
    """Make a class out of masters and known mistakes, and grade it."""
    course = find_course(course_folder)
    if not course.assignments:
        raise UsageError(f"{course.folder} has no assignments; `autograder new` makes one")
    asked = Isolation(isolation)
    statuses = []
    with Reader(processes=jobs) as reader:
        for name in course.assignments:
            folder = out / name
            batch = _made_batch(course, name, folder, lang)
            status = grade_and_show(batch, folder, reader, jobs, asked, stock_keras=stock_keras)
            statuses.append(status)
    return max(statuses)


def _made_batch(course: Course, name: str, out: Path, lang: Language | None) -> Batch:
    assignment = load_assignment(course, name)
    language = choose_language(lang, course, languages())
    master = read_master(assignment.folder, course.languages)
    paths = make_class(assignment, master, out / "submissions", language)
    found = find_submissions(paths, name)
    return Batch(assignment=assignment, submissions=found.submissions, language=language)
