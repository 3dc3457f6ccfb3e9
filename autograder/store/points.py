"""`points.csv` in an output folder: the points of each result file, so that none is read twice.

A row is as good as the file it was made from: it holds that file's size and time of change, and a
file that differs is read again. It can be deleted at any time.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from autograder.errors import OutputError, UsageError
from autograder.frozen import dataclass
from autograder.records.grades import QuestionPoints, ResultPoints
from autograder.records.submissions import Status
from autograder.store.folder import require_swapped, write_whole
from autograder.store.results import read_fields, unreadable_result

NAME = "points.csv"
_FIRST = ("file", "size", "changed", "attempt", "sha256", "status")

_Stamp = tuple[int, int]  #: size, and time of change in nanoseconds


@dataclass(frozen=True, kw_only=True)
class _Kept:
    stamp: _Stamp
    points: ResultPoints


def read_points(folder: Path, assignment: str) -> tuple[ResultPoints, ...]:
    """Return the points of all results in an output folder, none if there are none.

    What has been read before is taken from `points.csv`, which is written anew if anything has
    changed. Raises UsageError.
    """
    require_swapped(folder)
    stamps = _stamps(folder / "results")
    kept = _read(folder / NAME)
    found = {
        file: kept[file]
        if file in kept and kept[file].stamp == stamp
        else _Kept(stamp=stamp, points=_of_result(folder / "results" / f"{file}.json", assignment))
        for file, stamp in stamps.items()
    }
    _require_same_questions(folder, [one.points for one in found.values()])
    if found != kept:
        with suppress(OutputError):  # as on a full disk: it only saves time
            write_whole(folder / NAME, _table(found))
    return tuple(one.points for one in found.values())


def _stamps(results: Path) -> dict[str, _Stamp]:
    try:
        with os.scandir(results) as entries:
            files = [(e.name, e.stat()) for e in entries if e.name.endswith(".json")]
    except FileNotFoundError:
        return {}
    return {n.removesuffix(".json"): (s.st_size, s.st_mtime_ns) for n, s in sorted(files)}


def _of_result(path: Path, assignment: str) -> ResultPoints:
    document = read_fields(path)
    try:
        found = _points(path.stem, document)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise unreadable_result(path) from None
    if document["assignment"] != assignment:
        raise UsageError(f"{path} is a result of {document['assignment']}, not of {assignment}")
    return found


def _points(file: str, document: Mapping[str, Any]) -> ResultPoints:
    return ResultPoints(
        file=file,
        attempt=document.get("attempt"),
        sha256=document["sha256"],
        status=Status(document["status"]),
        questions=tuple(
            QuestionPoints(
                id=question["id"],
                points=None if question["points"] is None else float(question["points"]),
                possible=float(question["possible"]),
            )
            for question in document["questions"]
        ),
    )


def _require_same_questions(folder: Path, points: Iterable[ResultPoints]) -> None:
    if len({tuple((q.id, q.possible) for q in one.questions) for one in points}) > 1:
        raise UsageError(
            f"the results in {folder} are not all of the same questions; grade all of them again"
        )


def _table(found: Mapping[str, _Kept]) -> bytes:
    """Return the table; its second row holds what is possible."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    questions = next((one.points.questions for one in found.values()), ())
    writer.writerow([*_FIRST, *(question.id for question in questions)])
    writer.writerow(["", "", "", "", "", "possible", *(q.possible for q in questions)])
    for file, one in found.items():
        head = [file, *one.stamp, one.points.attempt or "", one.points.sha256]
        earned = ["" if q.points is None else q.points for q in one.points.questions]
        writer.writerow([*head, one.points.status.value, *earned])
    return text.getvalue().encode("utf-8", "surrogateescape")


def _read(path: Path) -> dict[str, _Kept]:
    """Return what is kept; nothing if it cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        header, possible, *rows = csv.reader(io.StringIO(text, newline=""))
        worth = [float(p) for p in possible[len(_FIRST) :]]
        question = cache(_question)  # the same points come again and again
        return {row[0]: _row(row, header[len(_FIRST) :], worth, question) for row in rows}
    except (OSError, ValueError, IndexError, csv.Error):
        return {}


def _question(id_: str, points: str, possible: float) -> QuestionPoints:
    return QuestionPoints(id=id_, points=float(points) if points else None, possible=possible)


def _row(
    row: Sequence[str],
    questions: Sequence[str],
    worth: Sequence[float],
    question: Callable[[str, str, float], QuestionPoints],
) -> _Kept:
    file, size, changed, attempt, sha256, status, *earned = row
    if len(earned) != len(questions):
        raise ValueError
    return _Kept(
        stamp=(int(size), int(changed)),
        points=ResultPoints(
            file=file,
            attempt=attempt or None,
            sha256=sha256,
            status=Status(status),
            questions=tuple(map(question, questions, earned, worth)),
        ),
    )
