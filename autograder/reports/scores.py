"""`scores.csv`: a row a submission, a column a question.

UTF-8 with BOM, so that Excel shows Japanese."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from autograder.records import Assignment, SubmissionResult
from autograder.texts import format_points, one_line, plain_cell


def scores_csv(assignment: Assignment, results: Iterable[SubmissionResult]) -> bytes:
    """Return the table; a question that is not graded stays empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    questions = [question.id for question in assignment.questions]
    writer.writerow(["submission", *questions, "points", "possible", "status"])
    writer.writerows(_row(assignment, result) for result in results)
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def _row(assignment: Assignment, result: SubmissionResult) -> Sequence[str]:
    points = [format_points(question.points) for question in result.questions]
    total, possible = format_points(result.points), format_points(assignment.possible)
    return [
        plain_cell(one_line(result.submission.name)),
        *points,
        total,
        possible,
        result.status.value,
    ]
