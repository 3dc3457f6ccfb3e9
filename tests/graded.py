"""What a test grades by itself, written as `grade` writes it."""

from __future__ import annotations

from pathlib import Path

from autograder.grading import report
from autograder.records import Assignment, Language, SubmissionResult
from autograder.store.output import Output


def write_result(
    out: Path, assignment: Assignment, result: SubmissionResult, language: Language = "en"
) -> None:
    """Write the files about one submission into an output folder."""
    output = Output(out, assignment.name, [result.submission.name])
    told, files = report(assignment, result, language)
    output.write(told.submission, files)
