"""What `results/*.json` tell of each submission, read back; their format is in `results`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import UsageError
from autograder.records import LANGUAGES, Language, Outcome, Status, Text
from autograder.records.messages import (
    CellFeedback,
    CheckFeedback,
    Fact,
    Message,
    Place,
    QuestionFeedback,
)
from autograder.reports.results import FORMAT, VERSION

Json = Mapping[str, Any]


@dataclass(frozen=True)
class RecordedQuestion:
    """A question's points, and what a student may read about it."""

    id: str
    title: str
    names: tuple[str, ...]  #: that a submission must define for it
    points: float | None
    possible: float
    feedback: QuestionFeedback


@dataclass(frozen=True)
class Recorded:
    """One submission's result as a student may know it, in one language."""

    file: str  #: the stem of its files in the output folder
    language: Language
    submission: str
    assignment: str  #: its title
    status: Status
    reason: str | None
    points: float | None
    possible: float
    questions: tuple[RecordedQuestion, ...]
    cells: tuple[CellFeedback, ...]


def read_results(folder: Path, language: Language | None) -> tuple[Recorded, ...]:
    """Return all results in an output folder of `grade`, by the names of their files.

    Without a language: the one of the course. Raises UsageError where there is none, or where one
    was written by another version of autograder.
    """
    paths = sorted((folder / "results").glob("*.json"))
    if not paths:
        raise UsageError(f"no results in {folder}; name the folder that `grade --out` has written")
    return tuple(_read(path, language) for path in paths)


def _read(path: Path, language: Language | None) -> Recorded:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if (document["format"], document["version"]) != (FORMAT, VERSION):
            raise ValueError
        return _recorded(path.stem, document, language or _course_language(document))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(
            f"{path} cannot be read as a result of this version of autograder; grade again"
        ) from None


def _course_language(document: Json) -> Language:
    return next(lang for lang in LANGUAGES if lang == document["language"])


def _recorded(file: str, document: Json, language: Language) -> Recorded:
    return Recorded(
        file=file,
        language=language,
        submission=document["submission"],
        assignment=document["title"][language],
        status=Status(document["status"]),
        reason=document["reason"] and document["reason"][language],
        points=document["points"],
        possible=document["possible"],
        questions=tuple(_question(question, language) for question in document["questions"]),
        cells=tuple(_cell(cell) for cell in document["cells"][language]),
    )


def _question(question: Json, language: Language) -> RecordedQuestion:
    return RecordedQuestion(
        id=question["id"],
        title=question["title"][language],
        names=tuple(question["names"]),
        points=question["points"],
        possible=question["possible"],
        feedback=_feedback(question["feedback"][language]),
    )


def _feedback(told: Json) -> QuestionFeedback:
    return QuestionFeedback(
        explanation=_said(told["explanation"]),
        checks=tuple(map(_check, told["checks"])),
        remark=_said(told["remark"]),
    )


def _check(check: Json) -> CheckFeedback:
    message = check["message"]
    return CheckFeedback(
        numbers=tuple(check["numbers"]),
        hidden=check["hidden"],
        outcome=Outcome(check["outcome"]),
        message=Message(
            sentences=tuple(Text(said, said) for said in message["sentences"]),
            facts=_facts(message["facts"]),
            place=_place(message["place"]),
        ),
    )


def _facts(facts: Sequence[Json]) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            label=Text(f["label"], f["label"]),
            text=f["text"],
            marks=tuple((start, end) for start, end in f["marks"]),
            compared=f["compared"],
        )
        for f in facts
    )


def _cell(cell: Json) -> CellFeedback:
    return CellFeedback(
        cell=cell["cell"],
        sentence=Text(cell["sentence"], cell["sentence"]),
        place=_place(cell["place"]),
        advice=_said(cell["advice"]),
        is_error=cell["is_error"],
    )


def _said(text: str | None) -> Text | None:
    return Text(text, text) if text else None


def _place(place: Json | None) -> Place | None:
    return Place(cell=place["cell"], line=place["line"]) if place else None
