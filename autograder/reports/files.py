"""The files that tell what came of one submission."""

from __future__ import annotations

from autograder.records import Assignment, Language, SubmissionResult
from autograder.reports.executed import executed_notebook
from autograder.reports.feedback_markdown import feedback_markdown
from autograder.reports.results import result_json
from autograder.store.output import Files


def files_about(assignment: Assignment, result: SubmissionResult, language: Language) -> Files:
    """Return the files by their places in the output folder."""
    executed = executed_notebook(result, language) if result.observation else None
    return {
        "results/{name}.json": result_json(assignment, result),
        "feedback/{name}.md": feedback_markdown(assignment, result, language),
        "feedback/{name}.html": None,  # made by `report`, of an earlier run
        "executed/{name}.ipynb": executed,
    }
