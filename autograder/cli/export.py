"""`autograder export`: files for an LMS, an autograder host or CI."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path

import click

from autograder import Book, make_book, open_class
from autograder.cli.options import FOLDER, PointsType
from autograder.errors import UsageError
from autograder.exports.export import Export, Made, Order, Recipient
from autograder.exports.kinds import EXPORTS
from autograder.exports.lines import HandedIn
from autograder.exports.told import whole_text
from autograder.feedback.grades import grade_text
from autograder.feedback.show.catalogues import languages
from autograder.feedback.show.sentences import in_language
from autograder.gradebook.totals import OPEN
from autograder.languages import require_language
from autograder.records import Language
from autograder.records.grades import Grade
from autograder.records.people import Student
from autograder.records.stored_results import StoredResult
from autograder.store.folder import open_folder, write_whole
from autograder.store.results import read_result, read_results
from autograder.texts import one_line, sanitize, some_of

_OF_OTHERS = (".ipynb", ".py", ".yaml")  #: submissions, courses, classes
_MOST_FILES = 20_000  #: that are looked at below the current folder


@click.command("export")
@click.argument("assignment")
@click.option("--to", required=True, type=click.Choice([export.name for export in EXPORTS]))
@click.option("--out", type=FOLDER, required=True, help="Folder for the files.")
@click.option("--class", "class_folder", type=FOLDER, help="The class's folder.")
@click.option("--graded", type=FOLDER, help="Instead of --class, what `grade --out` has written.")
@click.option("--fill", type=FOLDER, help="A file from the LMS, to be filled in.")
@click.option("--column", help="The assignment's column in that file, where its title is another.")
@click.option("--maximum", type=PointsType(min=0, min_open=True), help="The LMS's maximum.")
@click.option("--scale", is_flag=True, help="Convert points where the maxima differ.")
@click.option("--feedback", is_flag=True, help="With what students read, where there is a column.")
@click.option(
    "--lang", metavar="TAG", help="Language of what students read.  [default: the course's]"
)
def export_command(
    assignment: str,
    to: str,
    out: Path,
    class_folder: Path | None,
    graded: Path | None,
    fill: Path | None,
    column: str | None,
    maximum: float | None,
    scale: bool,
    feedback: bool,
    lang: Language | None,
) -> int:
    """Write the grades or results of ASSIGNMENT as another system reads them.

    csv, moodle-worksheet, moodle-gradebook, moodle-feedback-zip, canvas-csv and canvas-feedback-zip
    hold grades, and need --class. gradescope, junit, gitlab, classroom50 and prairielearn hold
    results, of --class or --graded. Nothing is sent anywhere. Exit status: 0
    everybody is in the files, 1 somebody is left out or without points, 2 nothing is written.
    """
    if class_folder is not None and graded is not None:
        raise UsageError("name either the class's folder with --class, or --graded")
    export = next(export for export in EXPORTS if export.name == to)
    if column is not None and not (export.by_column and fill):
        raise UsageError(
            "--column names a column of the file that --fill names, as of Canvas' gradebook"
        )
    if export.of_results:
        order = _of_results(export, assignment, class_folder, graded, lang)
    else:
        order = _of_class(export, assignment, class_folder, lang)
    made = export.make(
        replace(
            order, fill=fill, column=column, maximum=maximum, scale=scale, with_feedback=feedback
        )
    )
    _require_place(out, fill, made)
    open_folder(out)
    for name, content in made.files.items():
        write_whole(out / name, content)
    for remark in (*made.left_out, *made.remarks):
        click.echo(remark, err=True)
    names = [str(out / name) for name in made.files]
    click.echo(names[0] if len(names) == 1 else f"{len(names)} files in {out}")
    is_open = any(recipient.grade.state in OPEN for recipient in order.people)
    return 1 if made.left_out or is_open else 0


def _require_place(out: Path, fill: Path | None, made: Made) -> None:
    """Raise UsageError if files would come among submissions, or in place of the LMS's own."""
    if fill is not None and (out / fill.name).exists() and (out / fill.name).samefile(fill):
        raise UsageError(f"{fill} would be written over: name another folder with --out")
    own = {name.partition("/")[0] for name in made.files}
    found = sorted(out.iterdir()) if out.is_dir() else []
    others = [
        path.name
        for path in found
        if path.name not in own
        and not path.name.startswith(".")
        and (path.is_dir() or path.suffix in _OF_OTHERS)
    ]
    if others:
        raise UsageError(
            f"{out} holds what no export writes ({some_of(others, 3)}); name a new or an "
            "empty folder, or one of exports, with --out"
        )


def _of_results(
    export: Export,
    assignment: str,
    class_folder: Path | None,
    graded: Path | None,
    lang: Language | None,
) -> Order:
    if class_folder is None and graded is None:
        raise UsageError("name either the class's folder with --class, or --graded")
    folder = graded or open_class(class_folder or Path()).graded(assignment)
    results = read_results(folder)
    first = next(iter(results.values()))
    if others := [file for file, r in results.items() if r.assignment != assignment]:
        raise UsageError(
            f"{folder} holds results of {results[others[0]].assignment}, not {assignment}"
        )
    language = _language(lang, first)
    title = in_language(first.title, language)
    return Order(
        assignment=assignment,
        title=title,
        possible=first.possible,
        results=results,
        executed=_executed(folder, results) if export.of_lines else {},
        handed_in=_found_again(results) if export.of_lines else {},
        language=language,
    )


def _executed(folder: Path, results: Mapping[str, StoredResult]) -> dict[str, bytes]:
    paths = {file: folder / "executed" / f"{file}.ipynb" for file in results}
    return {file: path.read_bytes() for file, path in paths.items() if path.is_file()}


def _found_again(results: Mapping[str, StoredResult]) -> dict[str, HandedIn]:
    """Return what was graded, where it lies below the current folder with the same bytes."""
    wanted = {(result.file, result.sha256): file for file, result in results.items()}
    names = {name for name, _digest in wanted}
    found: dict[str, HandedIn] = {}
    for path in islice(_files(Path()), _MOST_FILES):
        if path.name in names:
            content = path.read_bytes()
            file = wanted.get((path.name, sha256(content).hexdigest()))
            if file is not None:
                found.setdefault(file, HandedIn(path=path.as_posix(), content=content))
    return found


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (path for name in sorted(names) if (path := Path(place, name)).is_file())


def _language(lang: Language | None, result: StoredResult) -> Language:
    """Return the language to tell a result in; UsageError if there is nothing in the one named."""
    return require_language(lang or result.language, (*languages(), *result.title.languages))


def _of_class(
    export: Export, assignment: str, class_folder: Path | None, lang: Language | None
) -> Order:
    if class_folder is None:
        raise UsageError(f"`{export.name}` holds grades: name the class's folder with --class")
    of = open_class(class_folder)
    of.assignment(assignment)
    book = make_book(of, datetime.now(UTC))
    if not book.works[assignment].questions:
        raise UsageError(f"nothing of `{assignment}` is graded yet in {of.graded(assignment)}")
    folder = of.graded(assignment)
    language = _language(lang, first := next(iter(read_results(folder).values())))
    people = [
        _recipient(book, folder, student, grade, language)
        for student, grade in (
            *book.of_assignment(assignment),
            *(book.of_nameless(assignment) if export.by_number else ()),
        )
    ]
    return Order(
        assignment=assignment,
        title=in_language(first.title, language),
        titles=tuple(in_language(first.title, each) for each in first.title.languages),
        possible=book.works[assignment].possible,
        people=tuple(people),
        language=language,
    )


def _recipient(
    book: Book, folder: Path, student: Student, grade: Grade, language: Language
) -> Recipient:
    pairs = book.works[grade.assignment].of(student.id)
    found = next(((a, r) for a, r in pairs if a.id == grade.attempt), None)
    attempt = found[0] if found else next((a for a, _ in pairs), None)
    text, page, file = "", None, ""
    if found and found[1]:
        stem = found[1].file
        result: StoredResult = read_result(folder / "results" / f"{stem}.json")
        text, file = whole_text(result, language), result.file
        path = folder / "feedback" / f"{stem}.html"
        page = path.read_bytes() if path.exists() else None
    lines = [grade_text(grade, language), text]
    return Recipient(
        student=replace(student, name=one_line(student.name)),
        grade=grade,
        source=attempt.source if attempt else "",
        group=(attempt.group or "") if attempt and attempt.student is None else "",
        feedback=sanitize("\n".join(filter(None, lines))),
        page=page,
        file=file,
    )
