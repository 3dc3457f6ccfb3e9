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

CELL and FEEDBACK are the fields of `messages.CellFeedback` and `messages.QuestionFeedback`: what
students read, from which `autograder report` makes their pages. `names` are those that the question
asks for. `points` are null where something is not graded. `message` is empty for a check that
passed; it may tell of hidden inputs, so these files are not for students.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

from autograder import __version__
from autograder.feedback import Names, cell_feedback, instructor_message, question_feedback
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

FORMAT, VERSION = "akapen-result", 1

T = TypeVar("T")


def result_json(assignment: Assignment, result: SubmissionResult) -> str:
    """Return the text of a submission's result file."""
    submission, observation = result.submission, result.observation
    names = Names.of(assignment, submission, observation)
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
        "reason": reason and _text(reason),
        "tier": observation.tier if observation else None,
        "trainer": observation.trainer if observation else None,
        "title": _text(assignment.title),
        "language": assignment.language,
        "cells": _in_both(lambda lang: _cells(observation, names, lang)),
        "points": _points(result.points),
        "possible": assignment.possible,
        "questions": [_question(question, names, observation) for question in result.questions],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _text(text: Text) -> dict[Language, str]:
    return _in_both(text.said_in)


def _in_both(said_in: Callable[[Language], T]) -> dict[Language, T]:
    return {language: said_in(language) for language in LANGUAGES}


def _cells(
    observation: Observation | None, names: Names, language: Language
) -> list[dict[str, Any]]:
    told = cell_feedback(observation, language, names) if observation else ()
    return [asdict(cell) for cell in told]


def _question(
    result: QuestionResult, names: Names, observation: Observation | None
) -> dict[str, Any]:
    return {
        "id": result.question.id,
        "title": _text(result.question.title),
        "names": sorted({name for check in result.question.checks for name in check.names}),
        "points": _points(result.points),
        "possible": result.question.points,
        "feedback": _in_both(lambda lang: _feedback(result, names, lang)),
        "checks": [_check(scored, names, observation) for scored in result.checks],
    }


def _feedback(result: QuestionResult, names: Names, language: Language) -> dict[str, Any]:
    told = asdict(question_feedback(result, language, names))
    for check in told["checks"]:
        check["outcome"] = check["outcome"].value
    return told


def _check(scored: ScoredCheck, names: Names, observation: Observation | None) -> dict[str, Any]:
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
        "message": _in_both(lambda lang: as_text(instructor_message(result, lang, names))),
    }


def _points(points: float | None) -> float | None:
    return None if points is None else round(points, 4)
