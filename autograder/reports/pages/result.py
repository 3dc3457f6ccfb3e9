"""A student's page out of a result in memory."""

from __future__ import annotations

from autograder.records import Assignment, Language, SubmissionResult
from autograder.reports.executed import executed_cells
from autograder.reports.pages.notebook import cell_views
from autograder.reports.pages.student import student_page
from autograder.reports.results import stored_result


def result_page(assignment: Assignment, result: SubmissionResult, language: Language) -> str:
    """Return the page that `autograder report` would make of the result."""
    executed = executed_cells(result, language) if result.observation else ()
    views = cell_views(executed, language)
    return student_page(stored_result(assignment, result), views, language)
