"""`scores.csv`: a row a submission, a column a question.

UTF-8 with BOM, so that Excel shows Japanese. Rows of an earlier run, of submissions that were not
handed in this time, stay: their status ends in `, from before`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from autograder.records import Assignment, SubmissionResult
from autograder.records.stored_results import StoredResult
from autograder.texts import format_points, one_line, plain_cell


def scores_csv(
    assignment: Assignment,
    results: Iterable[SubmissionResult],
    before: Iterable[StoredResult] = (),
) -> bytes:
    """Return the table; a question that is not graded stays empty."""
    rows = [_row(assignment, result) for result in results]
    if earlier := [_earlier_row(assignment, result) for result in before]:
        rows = sorted([*rows, *earlier], key=itemgetter(0))
    return _table(assignment, rows)


def _table(assignment: Assignment, rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    questions = [question.id for question in assignment.questions]
    writer.writerow(["submission", *questions, "points", "possible", "status"])
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def stored_scores_csv(assignment: Assignment, results: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the same table out of the fields of result files."""
    return _table(assignment, [_stored_row(assignment, result) for result in results])


def _stored_row(assignment: Assignment, result: Mapping[str, Any]) -> Sequence[str]:
    return [
        plain_cell(one_line(result["submission"])),
        *(format_points(question["points"]) for question in result["questions"]),
        format_points(result["points"]),
        format_points(assignment.possible),
        result["status"],
    ]


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


def _earlier_row(assignment: Assignment, result: StoredResult) -> Sequence[str]:
    points = {question.id: format_points(question.points) for question in result.questions}
    return [
        plain_cell(one_line(result.submission)),
        *(points.get(question.id, "") for question in assignment.questions),
        format_points(result.points),
        format_points(result.possible),
        f"{result.status.value}, from before",
    ]
