"""Class folders for tests: people, attempts and results, none of which was ever run."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from autograder.classes.attempts import store_attempt
from autograder.classes.folder import ClassFolder, open_class
from autograder.records import Status, Text
from autograder.records.messages import QuestionFeedback
from autograder.records.people import Attempt
from autograder.records.stored_results import StoredQuestion, StoredResult
from autograder.store.folder import write_whole
from autograder.store.results import result_json

CLASS = """\
time_zone: Asia/Tokyo
late: {per: day, deduct: 10 %}
assignments:
  units: {due: 2026-05-01 23:59, closes: 2026-05-31}
  images: {due: 2026-06-01}
"""
ROSTER = """\
id,name,section,groups,email
s1,安部 花子,A,Red,hanako@example.invalid
s2,Bob O'Neil,A,Red; Blue,bob@example.invalid
s3,=cmd(),B,Blue,
"""
IN_TIME = datetime(2026, 5, 1, 12, tzinfo=UTC)
LATE = datetime(2026, 5, 1, 16, tzinfo=UTC)  #: 1:00 of the next day in Tokyo
NOW = datetime(2026, 7, 1, tzinfo=UTC)


def write_class(folder: Path, files: Mapping[str, str] | None = None) -> Path:
    """Write a class folder; `files` come instead of, or beside, the usual ones."""
    for name, text in ({"class.yaml": CLASS, "roster.csv": ROSTER} | dict(files or {})).items():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def hand_in(
    folder: Path,
    assignment: str = "units",
    student: str | None = "s1",
    points: tuple[float | None, ...] | None = (10.0, 6.0),
    received: datetime | None = IN_TIME,
    group: str | None = None,
    source: str | None = None,
) -> Attempt:
    """Store an attempt, and the result of it unless `points` are None."""
    owner = student or group or "nobody"
    content = f"# {owner} {points} {received}".encode()
    attempt = store_attempt(
        folder,
        assignment,
        {"work.py": content},
        student=student,
        group=group,
        source=source or f"folder:{owner}",
        received_at=received,
    )
    if points is not None:
        write_result(folder, assignment, f"{owner}-{attempt.number}", points, attempt.id, content)
    return attempt


def write_result(
    folder: Path,
    assignment: str,
    name: str,
    points: tuple[float | None, ...],
    attempt: str | None = None,
    content: bytes = b"",
) -> None:
    """Write a result with 10 points possible a question."""
    result = stored(assignment, name, points, attempt, hashlib.sha256(content).hexdigest())
    place = folder / "graded" / assignment / "results" / f"{name}.json"
    write_whole(place, result_json(result))


def stored(
    assignment: str,
    name: str,
    points: tuple[float | None, ...],
    attempt: str | None = None,
    sha256: str = "",
) -> StoredResult:
    questions = tuple(
        StoredQuestion(
            id=f"q{n}",
            title=Text.of(en=f"Question {n}", ja=f"問{n}"),
            names=(),
            points=p,
            possible=10.0,
            feedback=QuestionFeedback(),
            checks=(),
        )
        for n, p in enumerate(points, 1)
    )
    whole = None if None in points else sum(p for p in points if p is not None)
    return StoredResult(
        assignment=assignment,
        submission=name,
        attempt=attempt,
        file="work.py",
        sha256=sha256,
        status=Status.GRADED if whole is not None else Status.NOT_GRADED,
        reason=None,
        tier=None,
        trainer=None,
        title=Text.of(en="Units", ja="ユニット"),
        language="ja",
        cells=(),
        points=whole,
        possible=10.0 * len(points),
        questions=questions,
    )


def opened(folder: Path, files: Mapping[str, str] | None = None) -> ClassFolder:
    return open_class(write_class(folder, files))
