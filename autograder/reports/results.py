"""`results/<submission>.json`, for instructors: every check, its outcome and points.

Format `akapen-result`, version 1:

    {"format": "akapen-result", "version": 1, "autograder": "0.1.0",
     "assignment": "convolution", "submission": "s01", "file": "s01.ipynb", "sha256": "…",
     "status": "graded" | "unreadable" | "needs review" | "not graded",
     "reason": null | {"en": "…", "ja": "…"}, "tier": null | "…",
     "points": null | 42.5, "possible": 60,
     "questions": [
       {"id": "conv1d", "points": null | 3.33, "possible": 10,
        "checks": [
          {"id": "conv1d/1", "hidden": false,
           "outcome": "passed" | "failed" | "raised" | "timed out" | "killed" | "skipped"
                      | "not graded",
           "points": null | 0.0, "possible": 3.33, "failing": 3, "asked": 30,
           "mistake": null | "conv1d_kernel_flipped",
           "message": {"en": "…", "ja": "…"}}, …]}, …]}

`points` are null where something is not graded. `message` is empty for a check that passed; it
may tell of hidden inputs, so these files are not for students.
"""

from __future__ import annotations

import json
from typing import Any

from autograder import __version__
from autograder.feedback import instructor_message
from autograder.records import (
    LANGUAGES,
    Assignment,
    Observation,
    QuestionResult,
    ScoredCheck,
    SubmissionResult,
)
from autograder.rendering.text import as_text

FORMAT, VERSION = "akapen-result", 1


def result_json(assignment: Assignment, result: SubmissionResult) -> str:
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
        "reason": reason and {language: reason.said_in(language) for language in LANGUAGES},
        "tier": observation.tier if observation else None,
        "points": _points(result.points),
        "possible": assignment.possible,
        "questions": [_question(question, observation) for question in result.questions],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _question(result: QuestionResult, observation: Observation | None) -> dict[str, Any]:
    return {
        "id": result.question.id,
        "points": _points(result.points),
        "possible": result.question.points,
        "checks": [_check(scored, observation) for scored in result.checks],
    }


def _check(scored: ScoredCheck, observation: Observation | None) -> dict[str, Any]:
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
        "message": {lang: as_text(instructor_message(result, lang)) for lang in LANGUAGES},
    }


def _points(points: float | None) -> float | None:
    return None if points is None else round(points, 4)
