"""Results read back from `results/*.json`; `results` describes the format."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.errors import UsageError
from autograder.languages import require_language
from autograder.records import Language, Outcome, Status
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
    """A question's points and feedback, in one language."""

    id: str
    title: str
    names: tuple[str, ...]  #: that a submission must define for it
    points: float | None
    possible: float
    feedback: QuestionFeedback


@dataclass(frozen=True)
class Recorded:
    """One submission's result, as far as its student may know it, in one language."""

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
        known = require_language(language or document["language"], document["title"])
        return _recorded(path.stem, document, known)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(
            f"{path} cannot be read as a result of this version of autograder; grade again"
        ) from None


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
    checks = tuple(_check(check) for check in told["checks"])
    return QuestionFeedback(told["explanation"], checks, told["remark"])


def _check(check: Json) -> CheckFeedback:
    message, numbers = check["message"], tuple(check["numbers"])
    said = Message(tuple(message["sentences"]), _facts(message["facts"]), _place(message["place"]))
    return CheckFeedback(numbers, check["hidden"], Outcome(check["outcome"]), said)


def _facts(facts: Sequence[Json]) -> tuple[Fact, ...]:
    return tuple(
        Fact(f["label"], f["text"], tuple((start, end) for start, end in f["marks"]), f["compared"])
        for f in facts
    )


def _cell(cell: Json) -> CellFeedback:
    return CellFeedback(
        cell["cell"], cell["sentence"], _place(cell["place"]), cell["advice"], cell["is_error"]
    )


def _place(place: Json | None) -> Place | None:
    return Place(place["cell"], place["line"]) if place else None
