"""A student's page out of a result in memory."""

from __future__ import annotations

from autograder.records import Assignment, Language, SubmissionResult
from autograder.reports.executed import executed_notebook
from autograder.reports.pages.notebook import executed_cells
from autograder.reports.pages.student import student_page
from autograder.reports.results import stored_result


def result_page(assignment: Assignment, result: SubmissionResult, language: Language) -> str:
    """Return the page that `autograder report` would make of the result."""
    executed = executed_notebook(result, language) if result.observation else None
    cells = executed_cells(executed, language) if executed else ()
    return student_page(stored_result(assignment, result), cells, language)
