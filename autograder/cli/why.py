"""`autograder why`: all that is behind one grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from autograder import (
    AutograderError,
    ClassFolder,
    find_course,
    load_assignment,
    make_book,
    open_class,
)
from autograder.cli.options import FOLDER, course_option, lang_option
from autograder.errors import UsageError
from autograder.feedback.grades import grade_text
from autograder.feedback.show.catalogues import languages
from autograder.grades import people_of
from autograder.languages import require_language
from autograder.records import Language
from autograder.records.grades import PersonGrade
from autograder.records.sentences import _
from autograder.records.stored_results import StoredResult
from autograder.reports.pages.notebook import read_sources
from autograder.reports.pages.why_page import neighbours_of, why_page
from autograder.reports.site import WHY
from autograder.reports.why import Judged, Why, again, judged_again
from autograder.reports.why_text import why_text
from autograder.store.batches import read_batch
from autograder.store.folder import held, write_whole
from autograder.store.observations import read_observation
from autograder.store.results import read_result, result_paths
from autograder.texts import did_you_mean, one_line


@click.command("why")
@click.argument("assignment")
@click.argument("student")
@click.argument("question", required=False)
@click.option("--out", type=FOLDER, help="The folder that `grade --out` has written.")
@click.option("--class", "class_folder", type=FOLDER, help="Instead of it, the class's folder.")
@lang_option
@course_option
def why_command(
    assignment: str,
    student: str,
    question: str | None,
    out: Path | None,
    class_folder: Path | None,
    lang: Language | None,
    course_folder: Path | None,
) -> int:
    """Show all that is behind STUDENT's points in ASSIGNMENT, or in one QUESTION of it.

    Each call with what was expected and what came, hidden checks as well, the code beside it, what
    it was run with, and with --class lateness and adjustments. Nothing is run: what is on record is
    judged again. The same is written as a page, in why/ beside the results. It is for you, and not
    for students.
    """
    if (out is None) is (class_folder is None):
        raise UsageError("name either --out or --class")
    of = open_class(class_folder) if class_folder else None
    people = _people(of, assignment) if of else []
    folder = of.graded(assignment) if of else out
    assert folder is not None
    paths = result_paths(folder)
    file = _meant(student, paths, people, of)
    if file is None:
        return _without_result(student, people, of, lang)
    result = read_result(paths[file])
    _require_asked(result, assignment, question, folder)
    last = read_batch(folder)
    known = (*languages(), *result.title.languages)
    language = require_language(lang or (last.language if last else result.language), known)
    stored = read_observation(folder / "observations" / f"{file}.json")
    own = tuple(person for person in people if person.file == file)
    why = Why(
        result=result,
        limits=stored.limits if stored else None,
        judged=_judged(
            result, folder, file, language, course_folder or (of.course if of else None)
        ),
        sources=read_sources(folder / "executed" / f"{file}.ipynb"),
        people=own,
        command=again(result, own),
    )
    click.echo(why_text(why, language, question))
    page = folder / WHY / f"{file}.html"
    with held(folder):
        write_whole(page, why_page(why, file, language, neighbours_of(paths)[file]))
    click.echo(f"The same as a page: {one_line(str(page))}")
    return 0


def _judged(
    result: StoredResult, folder: Path, file: str, language: Language, course_folder: Path | None
) -> Judged:
    """Return what is on record, judged again; where the course is not there, that it is not."""
    if result.observation is None:  # nothing was run
        return Judged()
    stored = read_observation(folder / "observations" / f"{file}.json")
    try:
        assignment = load_assignment(find_course(course_folder), result.assignment)
    except AutograderError as error:
        said = _(
            "The assignment cannot be opened, so nothing is judged again: {error}",
            error=str(error),
        )
        return Judged(notes=(said,))
    return judged_again(assignment, result, stored, language)


def _people(of: ClassFolder, assignment: str) -> list[PersonGrade]:
    of.assignment(assignment)
    return people_of(make_book(of, datetime.now(UTC)), assignment)


def _meant(
    student: str,
    paths: Mapping[str, Path],
    people: Sequence[PersonGrade],
    of: ClassFolder | None,
) -> str | None:
    """Return the file of the result that is meant; None of somebody without one."""
    if of is not None:
        try:
            id_ = of.people.meant(student).id
            return next(person.file for person in people if person.student.id == id_)
        except LookupError as unknown:
            if student not in paths:
                raise UsageError(str(unknown)) from None
    if student in paths:
        return student
    submissions = {read_result(path).submission: file for file, path in paths.items()}
    if student not in submissions:
        near = did_you_mean(student, [*paths, *submissions])
        raise UsageError(f"there is no result of `{one_line(student)}`{near}")
    return submissions[student]


def _without_result(
    student: str, people: Sequence[PersonGrade], of: ClassFolder | None, lang: Language | None
) -> int:
    """Show what there is of somebody of the class of whom nothing was graded."""
    assert of is not None
    id_ = of.people.meant(student).id
    (person,) = (person for person in people if person.student.id == id_)
    grade = person.grade
    told = grade_text(grade, lang or "en")
    click.echo(one_line(f"{id_} {person.student.name}: {grade.state.value}"))
    click.echo("\n".join(map(one_line, told.split("\n"))))
    return 0


def _require_asked(
    result: StoredResult, assignment: str, question: str | None, folder: Path
) -> None:
    if result.assignment != assignment:
        raise UsageError(
            f"{folder} holds results of {result.assignment}, not of {one_line(assignment)}"
        )
    ids = [each.id for each in result.questions]
    if question is not None and question not in ids:
        near = did_you_mean(question, ids) or f"; it has: {', '.join(ids)}"
        raise UsageError(f"`{assignment}` has no question `{one_line(question)}`{near}")
