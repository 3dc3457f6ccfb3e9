"""Removing a person from a class folder: the one exception to "never deleted"."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path

from autograder.classes.attempts import INDEX, NAME as ATTEMPT, read_attempt
from autograder.classes.decisions import ADJUSTMENTS, EXTENSIONS
from autograder.classes.folder import ClassFolder
from autograder.classes.people import normal
from autograder.classes.pushed import journals, lines_without
from autograder.classes.roster import NAME as ROSTER, read_roster, roster_bytes
from autograder.classes.tables import Row, read_table, table_bytes
from autograder.classes.without import Gone, shortened
from autograder.errors import OutputError, UsageError
from autograder.frozen import dataclass
from autograder.grades import assignment_work
from autograder.records.people import Attempt, Student
from autograder.store.cache import ObservationCache
from autograder.store.folder import file_name, held, remove, write_whole
from autograder.store.history import STAGED, former
from autograder.store.points import NAME as POINTS
from autograder.store.results import read_result

_DERIVED = ("gradebook.csv", "gradebook.xlsx", "gradebook.html")
_PAGES_OF_ALL = ("report.html", "index.html", "why")  #: each names others as well
_DERIVED_OF_ASSIGNMENT = ("grades.csv", POINTS, "shared_errors.json", *_PAGES_OF_ALL)


@dataclass(frozen=True, kw_only=True)
class Traces:
    """What a class folder has of a person."""

    paths: tuple[Path, ...]  #: files and folders that go
    lines: Mapping[Path, int]  #: tables of which lines go, and how many
    submissions: Mapping[str, Gone]  #: theirs, by assignment
    works: frozenset[str]  #: SHA-256 of the files that they handed in


def traces(of: ClassFolder, student: Student) -> Traces:
    """Return everything that a class folder has of a person; raises ClassError, UsageError."""
    gone = {name: _submissions(of, name, student) for name in _assignments(of)}
    paths = [*_attempts(of, student), *(of.folder / "attempts").glob(f"*/{INDEX}")]
    lines: dict[Path, int] = {}
    for assignment, theirs in gone.items():
        for folder in _graded(of, assignment):
            paths += [path for path in sorted(folder.glob("*/*")) if path.stem in theirs.files]
            paths += _there(folder, _DERIVED_OF_ASSIGNMENT)
            lines |= {one.path: one.lines for one in shortened(folder, theirs)}
        paths += _there(of.graded(assignment), (STAGED,))
    paths += _there(of.folder, _DERIVED)
    tables = [of.folder / name for name in (EXTENSIONS, ADJUSTMENTS)]
    lines |= {path: _count(path, student) for path in tables if path.exists()}
    lines |= {path: lines_without(path, student.id)[1] for path in journals(of.folder)}
    lines[of.folder / ROSTER] = 1
    return Traces(
        paths=tuple(paths),
        lines={path: count for path, count in lines.items() if count},
        submissions=gone,
        works=frozenset(_works(of, student, gone)),
    )


def forget(
    of: ClassFolder, student: Student, found: Traces, cache: ObservationCache | None = None
) -> None:
    """Remove what was found of a person, the roster's line last; raises OutputError.

    What was seen of their files when they ran goes from `cache`, too.
    """
    if cache:
        for work in found.works:
            cache.forget(work)
    with ExitStack() as grading_waits:
        for assignment, gone in found.submissions.items():
            if (folder := of.graded(assignment)).is_dir():
                grading_waits.enter_context(held(folder))
                for one in (s for f in _graded(of, assignment) for s in shortened(f, gone)):
                    write_whole(one.path, one.content)
        for path in found.paths:
            _remove(path)
    for path in (of.folder / name for name in (EXTENSIONS, ADJUSTMENTS)):
        if path in found.lines:
            table = read_table(path)
            kept = [row for row in table.rows if not _is_of(row, student)]
            cells = [[row.written(c) for c in table.columns] for row in kept]
            write_whole(path, table_bytes(table.columns, cells))
    for path in journals(of.folder):
        if path in found.lines:
            write_whole(path, lines_without(path, student.id)[0])
    roster = read_roster(of.folder / ROSTER)
    others = tuple(one for one in roster.students if one.id != student.id)
    write_whole(of.folder / ROSTER, roster_bytes(replace(roster, students=others)))


def made_anew(of: ClassFolder, found: Traces) -> Iterator[str]:
    """Yield the commands that make again, without the person, which tables and pages have gone."""
    names = {path.name for path in found.paths}
    if names & {*_DERIVED, "grades.csv"}:
        yield f"autograder gradebook --class {of.folder}"
    reported = dict.fromkeys(path.parent for path in found.paths if path.name in _PAGES_OF_ALL)
    for folder in reported:
        if any((folder / "results").glob("*.json")):
            yield f"autograder report {folder} --class {of.folder}"


def _assignments(of: ClassFolder) -> list[str]:
    """Return the assignments of the class, and those that it had."""
    folders = [p.name for of_all in ("attempts", "graded") for p in (of.folder / of_all).glob("*/")]
    return sorted({*of.dates, *folders})


def _graded(of: ClassFolder, assignment: str) -> list[Path]:
    """Return the folders of an assignment's results, of former ones too."""
    folder = of.graded(assignment)
    return [folder, *former(folder)]


def _there(folder: Path, names: tuple[str, ...]) -> list[Path]:
    return [folder / name for name in names if (folder / name).exists()]


def _attempts(of: ClassFolder, student: Student) -> Iterator[Path]:
    """Yield the folders of their attempts, and of groups that nobody else is in."""
    for owner in sorted((of.folder / "attempts").glob("*/*/")):
        records = [read_attempt(path) for path in owner.glob(f"*/{ATTEMPT}")]
        if records and all(_is_theirs(record, of, student) for record in records):
            yield owner


def _is_theirs(attempt: Attempt, of: ClassFolder, student: Student) -> bool:
    if attempt.student is not None:
        return attempt.student == student.id
    members = [s.id for s in of.people.students.values() if attempt.group in s.groups]
    return members == [student.id]


def _submissions(of: ClassFolder, assignment: str, student: Student) -> Gone:
    """Return what is theirs alone: what is graded, and what an interrupted run has left."""
    work = assignment_work(of, assignment)
    files = {
        owner: {result.file for _, result in pairs if result}
        for owner, pairs in work.by_student.items()
    }
    others = {file for owner, names in files.items() if owner != student.id for file in names}
    by_id = {file for file in work.unclaimed if of.people.with_key("id", file) is student}
    own = files.get(student.id, set()) | by_id | {student.id, file_name(student.id)}
    theirs = frozenset(own - others)
    results = (of.graded(assignment) / "results" / f"{file}.json" for file in theirs)
    names = frozenset(read_result(path).submission for path in results if path.exists())
    return Gone(files=theirs, names=theirs | names)


def _works(of: ClassFolder, student: Student, gone: Mapping[str, Gone]) -> Iterator[str]:
    """Yield the hashes of files that they handed in, as attempts and results have them."""
    for owner in _attempts(of, student):
        for record in (read_attempt(path) for path in owner.glob(f"*/{ATTEMPT}")):
            yield from (file.sha256 for file in record.files)
    for assignment, theirs in gone.items():
        for folder in _graded(of, assignment):
            paths = (folder / "results" / f"{file}.json" for file in theirs.files)
            for path in (path for path in paths if path.exists()):
                with suppress(UsageError):  # one of an older version has no observation in there
                    yield read_result(path).sha256


def _count(path: Path, student: Student) -> int:
    return sum(_is_of(row, student) for row in read_table(path).rows)


def _is_of(row: Row, student: Student) -> bool:
    """Whether a decision is about a person, by any key of theirs."""
    named = {normal(student.id), *(normal(value) for _, value in student.keys)}
    return bool(row["student"]) and normal(row["student"]) in named


def _remove(path: Path) -> None:
    if not path.is_dir():
        remove(path)
        return
    try:
        shutil.rmtree(path)
    except OSError as error:
        raise OutputError(f"cannot remove {path}: {error.strerror}") from None
