"""`autograder why`: all that is behind one grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from autograder import ClassFolder, make_book, open_class
from autograder.classes.people import is_part
from autograder.cli.again import judging_again
from autograder.cli.options import FOLDER, course_option, graded_lang_option
from autograder.errors import UsageError
from autograder.feedback.grades import grade_text
from autograder.feedback.show.catalogues import languages
from autograder.grades import people_of
from autograder.languages import require_language
from autograder.records import Language
from autograder.records.grades import PersonGrade
from autograder.records.stored_results import StoredResult
from autograder.reports.pages.notebook import read_sources
from autograder.reports.pages.why_page import neighbours_of, why_page
from autograder.reports.site import WHY
from autograder.reports.why import why_of
from autograder.reports.why_text import why_text
from autograder.store.batches import read_batch
from autograder.store.folder import held, write_whole
from autograder.store.observations import read_observation
from autograder.store.results import read_result, result_paths
from autograder.texts import and_more, did_you_mean, one_line


@click.command("why")
@click.argument("assignment")
@click.argument("student")
@click.argument("question", required=False)
@click.option("--out", type=FOLDER, help="The folder that `grade --out` has written.")
@click.option("--class", "class_folder", type=FOLDER, help="Instead of it, the class's folder.")
@graded_lang_option
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

    STUDENT is a submission's name, with --class an id or an e-mail, or a part of a name that fits
    one alone. Each call stands there with what was expected and what came, hidden checks as well,
    the code beside it, what it was run with, and with --class lateness and adjustments. Nothing is
    run: what is on record is judged again. The same is written as a page, in why/ beside the
    results. It is for you, and not for students.
    """
    if (out is None) is (class_folder is None):
        raise UsageError("name either --out or --class")
    of = open_class(class_folder) if class_folder else None
    people = _people(of, assignment) if of else []
    folder = of.graded(assignment) if of else out
    assert folder is not None
    paths = result_paths(folder)
    file = _meant(student, paths, people, of)
    if isinstance(file, PersonGrade):
        return _show_person(file, lang)
    result = read_result(paths[file])
    _require_asked(result, assignment, question, folder)
    last = read_batch(folder)
    known = (*languages(), *result.title.languages)
    language = require_language(lang or (last.language if last else result.language), known)
    stored = read_observation(folder / "observations" / f"{file}.json")
    judging = judging_again(result.assignment, course_folder or (of.course if of else None))
    own = tuple(person for person in people if person.file == file)
    why = why_of(
        result,
        stored,
        language,
        judge=judging.judge,
        sources=read_sources(folder / "executed" / f"{file}.ipynb"),
        people=own,
        found_in=last.sources if last else (),
        course=judging.course,
    )
    click.echo(why_text(why, language, question))
    page = folder / WHY / f"{file}.html"
    with held(folder):
        write_whole(page, why_page(why, file, language, neighbours_of(paths)[file]))
    click.echo(f"The same as a page: {one_line(str(page))}")
    return 0


def _people(of: ClassFolder, assignment: str) -> list[PersonGrade]:
    of.assignment(assignment)
    return people_of(make_book(of, datetime.now(UTC)), assignment)


_MOST_NAMED = 20  #: of those that fit


def _meant(
    student: str,
    paths: Mapping[str, Path],
    people: Sequence[PersonGrade],
    of: ClassFolder | None,
) -> str | PersonGrade:
    """Return the file of the result that is meant; the person, of somebody without one.

    A whole id, key or name of a file decides; else a part of a name, if it fits one alone. Raises
    UsageError.
    """
    if of is not None:
        try:
            return _result_of(of.people.meant(student).id, people)
        except LookupError as error:
            unknown = str(error)
    if student in paths:
        return student
    submissions = {read_result(path).submission: file for file, path in paths.items()}
    if student in submissions:
        return submissions[student]
    if of is not None:
        fitting = of.people.like(student)
        several = [f"{each.id} {each.name}" for each in fitting]
        if len(fitting) == 1:
            return _result_of(fitting[0].id, people)
    else:
        several = [name for name, file in submissions.items() if is_part(student, name, file)]
        if len(several) == 1:
            return submissions[several[0]]
        near = did_you_mean(student, [*paths, *submissions])
        unknown = f"there is no result of `{one_line(student)}`{near}"
    raise UsageError(_which(student, several) if several else unknown)


def _result_of(id_: str, people: Sequence[PersonGrade]) -> str | PersonGrade:
    person = next(person for person in people if person.student.id == id_)
    return person if person.file is None else person.file


def _which(student: str, several: Sequence[str]) -> str:
    """Return the sentence that asks which of those that fit is meant."""
    lines = [f"  {one_line(name)}" for name in several[:_MOST_NAMED]]
    more = and_more(len(several), _MOST_NAMED)
    lines += [f"  … {more}"] if more else []
    return "\n".join([f"`{one_line(student)}` fits several; name one of them:", *lines])


def _show_person(person: PersonGrade, lang: Language | None) -> int:
    """Show what there is of somebody of the class of whom nothing was graded."""
    told = grade_text(person.grade, lang or "en")
    shown = f"{person.student.id} {person.student.name}: {person.grade.state.value}"
    click.echo(one_line(shown))
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
