"""`results/<submission>.json`: every check, its outcome and points, for instructors.

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

Texts are in `en` and `ja`, and in the other languages of the course if it has any.

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
)

FORMAT, VERSION = "akapen-result", 1

T = TypeVar("T")
Languages = tuple[Language, ...]


def result_json(assignment: Assignment, result: SubmissionResult) -> str:
    """Return the text of a submission's result file."""
    submission, observation = result.submission, result.observation
    names = Names.of(assignment, submission, observation)
    languages = tuple(dict.fromkeys((*LANGUAGES, *assignment.languages)))
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
        "reason": reason and _in_each(reason.said_in, languages),
        "tier": observation.tier if observation else None,
        "trainer": observation.trainer if observation else None,
        "title": _in_each(assignment.title.in_language, languages),
        "language": assignment.language,
        "cells": _in_each(lambda lang: _cells(observation, names, lang), languages),
        "points": _points(result.points),
        "possible": assignment.possible,
        "questions": [
            _question(question, names, observation, languages) for question in result.questions
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _in_each(said: Callable[[Language], T], languages: Languages) -> dict[Language, T]:
    return {language: said(language) for language in languages}


def _cells(
    observation: Observation | None, names: Names, language: Language
) -> list[dict[str, Any]]:
    told = cell_feedback(observation, language, names) if observation else ()
    return [asdict(cell) for cell in told]


def _question(
    result: QuestionResult, names: Names, observation: Observation | None, languages: Languages
) -> dict[str, Any]:
    return {
        "id": result.question.id,
        "title": _in_each(result.question.title.in_language, languages),
        "names": sorted({name for check in result.question.checks for name in check.names}),
        "points": _points(result.points),
        "possible": result.question.points,
        "feedback": _in_each(lambda lang: _feedback(result, names, lang), languages),
        "checks": [_check(scored, names, observation, languages) for scored in result.checks],
    }


def _feedback(result: QuestionResult, names: Names, language: Language) -> dict[str, Any]:
    told = asdict(question_feedback(result, language, names))
    for check in told["checks"]:
        check["outcome"] = check["outcome"].value
    return told


def _check(
    scored: ScoredCheck, names: Names, observation: Observation | None, languages: Languages
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
        "message": _in_each(
            lambda lang: as_text(instructor_message(result, lang, names)), languages
        ),
    }


def _points(points: float | None) -> float | None:
    return None if points is None else round(points, 4)
