"""`results/<submission>.json`, for instructors: every check, its outcome and points.

Format `akapen-result`, version 1:

    {"format": "akapen-result", "version": 1, "autograder": "0.1.0",
     "assignment": "convolution", "submission": "s01", "file": "s01.ipynb", "sha256": "…",
     "status": "graded" | "unreadable" | "needs review" | "not graded",
     "reason": null | {"en": "…", "ja": "…"}, "tier": null | "…",
     "trainer": null | "fast-keras 1 (keras 3.15.0)" | "stock keras 3.15.0",
     "title": {"en": "…", "ja": "…"}, "language": the course's,
     "cells": {"en": [CELL, …], "ja": [CELL, …]},
     "points": null | 42.5, "possible": 60,
     "questions": [
       {"id": "conv1d", "title": {"en": "…", "ja": "…"}, "names": ["conv1d"],
        "points": null | 3.33, "possible": 10,
        "feedback": {"en": FEEDBACK, "ja": FEEDBACK},
        "checks": [
          {"id": "conv1d/1", "hidden": false,
           "outcome": "passed" | "failed" | "raised" | "timed out" | "killed" | "skipped"
                      | "not graded",
           "points": null | 0.0, "possible": 3.33, "failing": 3, "asked": 30,
           "mistake": null | "conv1d_flipped",
           "message": {"en": "…", "ja": "…"}}, …]}, …]}

CELL and FEEDBACK are the fields of `messages.CellFeedback` and `messages.QuestionFeedback` with
each sentence as text: what students read, from which `autograder report` makes their pages.
`names` are those that the question asks for. `points` are null where something is not graded.
`message` is empty for a check that passed; it may tell of hidden inputs, so these files are not
for students.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, TypeVar

from autograder import __version__
from autograder.feedback.show import in_language
from autograder.feedback.show.text import as_text
from autograder.records import (
    LANGUAGES,
    Assignment,
    Language,
    Observation,
    QuestionResult,
    ScoredCheck,
    SubmissionResult,
    Text,
)
from autograder.records.messages import Feedback, Message, QuestionFeedback
from autograder.records.sentences import Sentence

FORMAT, VERSION = "akapen-result", 1

T = TypeVar("T")


def result_json(assignment: Assignment, result: SubmissionResult, feedback: Feedback) -> str:
    """Return the text of a submission's result file."""
    submission, observation = result.submission, result.observation
    reason = submission.problem.reason if submission.problem else None
    document = {
        "format": FORMAT,
        "version": VERSION,
        "autograder": __version__,
        "assignment": assignment.name,
        "submission": submission.name,
        "file": submission.path.name,
        "sha256": submission.sha256,
        "status": result.status.value,
        "reason": reason and _in_both(lambda lang: in_language(reason, lang)),
        "tier": observation.tier if observation else None,
        "trainer": observation.trainer if observation else None,
        "title": _text(assignment.title),
        "language": assignment.language,
        "cells": _in_both(lambda lang: _worded(feedback.cells, lang)),
        "points": _points(result.points),
        "possible": assignment.possible,
        "questions": [
            _question(question, told, known, observation)
            for question, told, known in zip(
                result.questions, feedback.questions, feedback.known, strict=True
            )
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _text(text: Text) -> dict[Language, str]:
    return _in_both(text.said_in)


def _in_both(said_in: Callable[[Language], T]) -> dict[Language, T]:
    return {language: said_in(language) for language in LANGUAGES}


def _worded(told: object, language: Language) -> Any:
    """Return what is said as plain data, its sentences as texts."""
    if isinstance(told, Sentence | Text):
        return in_language(told, language)
    if isinstance(told, Enum):
        return told.value
    if isinstance(told, tuple):
        return [_worded(part, language) for part in told]
    if is_dataclass(told):
        return {field.name: _worded(getattr(told, field.name), language) for field in fields(told)}
    return told


def _question(
    result: QuestionResult,
    told: QuestionFeedback,
    known: tuple[Message, ...],
    observation: Observation | None,
) -> dict[str, Any]:
    return {
        "id": result.question.id,
        "title": _text(result.question.title),
        "names": sorted({name for check in result.question.checks for name in check.names}),
        "points": _points(result.points),
        "possible": result.question.points,
        "feedback": _in_both(lambda lang: _worded(told, lang)),
        "checks": [
            _check(scored, message, observation)
            for scored, message in zip(result.checks, known, strict=True)
        ],
    }


def _check(
    scored: ScoredCheck, message: Message, observation: Observation | None
) -> dict[str, Any]:
    result = scored.result
    record = observation.record(result.check.id) if observation else None
    return {
        "id": result.check.id,
        "hidden": result.check.hidden,
        "outcome": result.outcome.value,
        "points": _points(scored.points),
        "possible": _points(scored.possible),
        "failing": result.finding.failing if result.finding else 0,
        "asked": len(record or ()),
        "mistake": result.mistake.id if result.mistake else None,
        "message": _in_both(lambda lang: as_text(message, lang)),
    }


def _points(points: float | None) -> float | None:
    return None if points is None else round(points, 4)
