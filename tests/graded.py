"""What a test grades by itself, written as `grade` writes it."""

from __future__ import annotations

from pathlib import Path

from autograder.grading import report
from autograder.records import Assignment, Language, SubmissionResult
from autograder.store.folder import file_names, remove, write_whole


def write_result(
    out: Path, assignment: Assignment, result: SubmissionResult, language: Language = "en"
) -> None:
    """Write the files about one submission into a folder, whatever else is in it."""
    told, files = report(assignment, result, language)
    (name,) = file_names([told.submission.name]).values()
    for place, content in files.items():
        path = out / place.format(name=name)
        if content is None:
            remove(path)
        else:
            write_whole(path, content)
