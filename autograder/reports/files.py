"""The files that tell what came of one submission."""

from __future__ import annotations

from autograder.feedback.compose import compose
from autograder.feedback.readers import HERE, CodeReader
from autograder.records import Assignment, Language, SubmissionResult
from autograder.records.stored_results import IN_MEMORY, Provenance
from autograder.reports.executed import executed_notebook
from autograder.reports.feedback_markdown import result_markdown
from autograder.reports.results import stored_result
from autograder.store.output import Files
from autograder.store.results import result_json


def files_about(
    assignment: Assignment,
    result: SubmissionResult,
    language: Language,
    made_of: Provenance = IN_MEMORY,
    reader: CodeReader = HERE,
) -> Files:
    """Return the files by their places in the output folder."""
    executed = executed_notebook(result, language) if result.observation else None
    feedback = compose(assignment, result, reader)
    kept = stored_result(assignment, result, made_of, feedback)
    return {
        "results/{name}.json": result_json(kept),
        "feedback/{name}.md": result_markdown(kept, language),
        "feedback/{name}.html": None,  # made by `report`, of an earlier run, as the next one is
        "why/{name}.html": None,
        "executed/{name}.ipynb": executed,
    }
