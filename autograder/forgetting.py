"""Removing a person from a class folder: the one exception to "never deleted"."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.classes.attempts import INDEX, NAME as ATTEMPT, read_attempt
from autograder.classes.decisions import ADJUSTMENTS, EXTENSIONS
from autograder.classes.folder import ClassFolder
from autograder.classes.people import normal
from autograder.classes.roster import NAME as ROSTER, read_roster, roster_bytes
from autograder.classes.tables import Row, read_table, table_bytes
from autograder.errors import OutputError
from autograder.grades import assignment_work
from autograder.records.people import Attempt, Student
from autograder.store.folder import remove, write_whole

_DERIVED = ("gradebook.csv", "gradebook.xlsx", "gradebook.html")
_DERIVED_OF_ASSIGNMENT = (
    *("grades.csv", "points.csv", "scores.csv", "index.html", "shared_errors.json"),
)
_RUNS = "runs.jsonl"


@dataclass(frozen=True, kw_only=True)
class Traces:
    """What a class folder has of a person."""

    paths: tuple[Path, ...]  #: files and folders that go
    lines: Mapping[Path, int]  #: tables of which lines go, and how many
    results: Mapping[str, frozenset[str]]  #: names of their results, by assignment


def traces(of: ClassFolder, student: Student) -> Traces:
    """Return everything that a class folder has of a person; raises ClassError, UsageError."""
    results = {name: frozenset(_results(of, name, student)) for name in _assignments(of)}
    paths = [*_attempts(of, student), *(of.folder / "attempts").glob(f"*/{INDEX}")]
    for assignment, names in results.items():
        paths += [
            p for name in sorted(names) for p in of.graded(assignment).glob(f"*/{_glob(name)}.*")
        ]
        paths += _there(of.graded(assignment), _DERIVED_OF_ASSIGNMENT)
    paths += _there(of.folder, _DERIVED)
    tables = [of.folder / name for name in (EXTENSIONS, ADJUSTMENTS)]
    lines = {path: _count(path, student) for path in tables if path.exists()}
    lines[of.folder / ROSTER] = 1
    lines |= {
        of.graded(a) / _RUNS: count
        for a, names in results.items()
        if (count := len([*_runs(of.graded(a) / _RUNS, names, of_them=True)]))
    }
    return Traces(
        paths=tuple(paths),
        lines={path: count for path, count in lines.items() if count},
        results=results,
    )


def forget(of: ClassFolder, student: Student, found: Traces) -> None:
    """Remove what was found of a person, the roster's line last; raises OutputError."""
    for path in found.paths:
        _remove(path)
    for assignment, names in found.results.items():
        runs = of.graded(assignment) / _RUNS
        if runs in found.lines:
            write_whole(runs, "".join(_runs(runs, names, of_them=False)))
    for path in (of.folder / name for name in (EXTENSIONS, ADJUSTMENTS)):
        if path in found.lines:
            table = read_table(path)
            kept = [row for row in table.rows if not _is_of(row, student)]
            cells = [[row.written(c) for c in table.columns] for row in kept]
            write_whole(path, table_bytes(table.columns, cells))
    roster = read_roster(of.folder / ROSTER)
    others = tuple(one for one in roster.students if one.id != student.id)
    write_whole(of.folder / ROSTER, roster_bytes(replace(roster, students=others)))


def _assignments(of: ClassFolder) -> list[str]:
    """Return the assignments of the class, and those that it had."""
    folders = [p.name for of_all in ("attempts", "graded") for p in (of.folder / of_all).glob("*/")]
    return sorted({*of.dates, *folders})


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


def _results(of: ClassFolder, assignment: str, student: Student) -> Iterator[str]:
    """Yield the names of results that are theirs alone."""
    work = assignment_work(of, assignment)
    files = {
        owner: {result.file for _, result in pairs if result}
        for owner, pairs in work.by_student.items()
    }
    others = {file for owner, names in files.items() if owner != student.id for file in names}
    yield from sorted(files.get(student.id, set()) - others)


def _glob(name: str) -> str:
    """Return a file's name as a pattern that only it matches."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)


def _count(path: Path, student: Student) -> int:
    return sum(_is_of(row, student) for row in read_table(path).rows)


def _is_of(row: Row, student: Student) -> bool:
    """Whether a decision is about a person, by any key of theirs."""
    named = {normal(student.id), *(normal(value) for _, value in student.keys)}
    return bool(row["student"]) and normal(row["student"]) in named


def _runs(path: Path, names: frozenset[str], *, of_them: bool) -> Iterator[str]:
    """Yield the lines of `runs.jsonl` that are of some results, or those that are not."""
    if not path.exists():
        return
    for line in path.read_text("utf-8").splitlines(keepends=True):
        try:
            is_theirs = json.loads(line).get("submission") in names
        except (ValueError, AttributeError):
            is_theirs = False
        if is_theirs is of_them:
            yield line


def _remove(path: Path) -> None:
    if not path.is_dir():
        remove(path)
        return
    try:
        shutil.rmtree(path)
    except OSError as error:
        raise OutputError(f"cannot remove {path}: {error.strerror}") from None
