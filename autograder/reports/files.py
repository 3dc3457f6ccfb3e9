"""The files that tell what came of one submission."""

from __future__ import annotations

from autograder.records import Assignment, Language, SubmissionResult
from autograder.records.stored_results import AssignmentDigest
from autograder.reports.executed import executed_notebook
from autograder.reports.feedback_markdown import feedback_markdown
from autograder.reports.results import stored_result
from autograder.store.output import Files
from autograder.store.results import result_json


def files_about(
    assignment: Assignment,
    result: SubmissionResult,
    language: Language,
    observed: str | None = None,
    digest: AssignmentDigest | None = None,
) -> Files:
    """Return the files by their places in the output folder; see `stored_result`."""
    stored = stored_result(assignment, result, observed, digest)
    executed = executed_notebook(result, language) if result.observation else None
    return {
        "results/{name}.json": result_json(stored),
        "feedback/{name}.md": feedback_markdown(assignment, result, language),
        "feedback/{name}.html": None,  # made by `report`, of an earlier run
        "executed/{name}.ipynb": executed,
    }
