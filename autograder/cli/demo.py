"""`autograder demo`."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.grade import grade_and_show
from autograder.cli.options import FOLDER, course_option, isolation_option, jobs_option, lang_option
from autograder.demonstration import make_class
from autograder.loading.assignment import load_assignment
from autograder.loading.course import Course, find_course
from autograder.loading.master import read_master
from autograder.loading.submissions import find_submissions
from autograder.pipeline import Class
from autograder.records import Language
from autograder.sandbox.client import Isolation


@click.command("demo")
@click.option("--out", default=Path("demo-class"), type=FOLDER, show_default=True)
@lang_option
@jobs_option
@isolation_option
@course_option
def demo_command(
    out: Path, lang: Language | None, jobs: int, isolation: str, course_folder: Path | None
) -> int:
    """Make a class out of masters and known mistakes, and grade it."""
    course = find_course(course_folder)
    statuses = [
        _demonstrate(course, name, out / name, lang, jobs, Isolation(isolation))
        for name in course.assignments
    ]
    return max(statuses)


def _demonstrate(
    course: Course, name: str, out: Path, lang: Language | None, jobs: int, isolation: Isolation
) -> int:
    assignment = load_assignment(course, name)
    language = lang or assignment.language
    paths = make_class(assignment, read_master(assignment.folder), out / "submissions", language)
    found = find_submissions(paths, name)
    return grade_and_show(Class(assignment, found.submissions, language, jobs, isolation), out)
