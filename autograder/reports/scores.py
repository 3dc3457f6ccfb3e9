"""`scores.csv`: a row a submission, a column a question.

UTF-8 with BOM, so that Excel shows Japanese."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from autograder.feedback.show import harmless
from autograder.records import Assignment, SubmissionResult

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def scores_csv(assignment: Assignment, results: Iterable[SubmissionResult]) -> bytes:
    """Return the table; a question that is not graded stays empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    questions = [question.id for question in assignment.questions]
    writer.writerow(["submission", *questions, "points", "possible", "status"])
    writer.writerows(_row(assignment, result) for result in results)
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def _row(assignment: Assignment, result: SubmissionResult) -> Sequence[str]:
    points = [as_number(question.points) for question in result.questions]
    total, possible = as_number(result.points), as_number(assignment.possible)
    return [
        plain_cell(harmless(result.submission.name)),
        *points,
        total,
        possible,
        result.status.value,
    ]


def as_number(points: float | None) -> str:
    """Return points with at most two decimals, nothing if there are none."""
    return "" if points is None else f"{points:.2f}".rstrip("0").rstrip(".")


def plain_cell(text: str) -> str:
    """Return text that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULA) else text
