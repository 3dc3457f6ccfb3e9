"""Feedback on one submission, each message made once."""

from __future__ import annotations

from autograder.feedback.cells import cell_feedback
from autograder.feedback.checks import instructor_message
from autograder.feedback.names import Names
from autograder.feedback.questions import question_feedback
from autograder.feedback.readers import HERE, CodeReader
from autograder.records import Assignment, Outcome, SubmissionResult
from autograder.records.messages import Feedback


def compose(
    assignment: Assignment,
    result: SubmissionResult,
    reader: CodeReader = HERE,
) -> Feedback:
    """Return what is said about a submission, in no language yet."""
    observation = result.observation
    names = Names.of(
        assignment,
        result.submission,
        observation,
        reader,
        _names(result, Outcome.PASSED, Outcome.NOT_GRADED),
        _names(result, Outcome.PASSED),
    )
    known = tuple(
        tuple(instructor_message(scored.result, names) for scored in question.checks)
        for question in result.questions
    )
    return Feedback(
        cells=cell_feedback(observation, names) if observation else (),
        questions=tuple(map(lambda q, k: question_feedback(q, names, k), result.questions, known)),
        known=known,
    )


def _names(result: SubmissionResult, *but: Outcome) -> frozenset[str]:
    """Return the names that checks ask for, but those with some outcomes."""
    return frozenset(
        name
        for question in result.questions
        for scored in question.checks
        if scored.result.outcome not in but
        for name in scored.result.check.names
    )
