"""Feedback on one submission, each message made once."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.feedback.cells import cell_feedback
from autograder.feedback.checks import instructor_message
from autograder.feedback.names import Names
from autograder.feedback.questions import question_feedback
from autograder.feedback.readers import HERE, CodeReader
from autograder.records import (
    Assignment,
    Observation,
    Outcome,
    QuestionResult,
    Submission,
    SubmissionResult,
)
from autograder.records.messages import Feedback, Message


def compose(
    assignment: Assignment,
    result: SubmissionResult,
    reader: CodeReader = HERE,
) -> Feedback:
    """Return what is said about a submission, in no language yet."""
    observation = result.observation
    outcomes = {s.result.check.id: s.result.outcome for q in result.questions for s in q.checks}
    names = names_for(assignment, result.submission, observation, outcomes, reader)
    known = tuple(known_of(question, names) for question in result.questions)
    return Feedback(
        cells=cell_feedback(observation, names) if observation else (),
        questions=tuple(map(lambda q, k: question_feedback(q, names, k), result.questions, known)),
        known=known,
    )


def names_for(
    assignment: Assignment,
    submission: Submission,
    observation: Observation | None,
    outcomes: Outcomes,
    reader: CodeReader = HERE,
) -> Names:
    """Return the names that a submission binds, for what is said of such outcomes."""
    return Names.of(
        assignment,
        submission,
        observation,
        reader,
        wrong_names(assignment, outcomes),
        _names(assignment, outcomes, Outcome.PASSED),
    )


def known_of(result: QuestionResult, names: Names) -> tuple[Message, ...]:
    """Return everything that is known of each check of a question."""
    return tuple(instructor_message(scored.result, names) for scored in result.checks)


Outcomes = Mapping[str, Outcome]
"""Of checks, by their ids; none of a submission that could not be run."""


def wrong_names(assignment: Assignment, outcomes: Outcomes) -> frozenset[str]:
    """Return the names that checks ask for of which something is not right."""
    return _names(assignment, outcomes, Outcome.PASSED, Outcome.NOT_GRADED)


def _names(assignment: Assignment, outcomes: Outcomes, *but: Outcome) -> frozenset[str]:
    """Return the names that checks ask for, but those with some outcomes."""
    return frozenset(
        name
        for question in assignment.questions
        for check in question.checks
        if check.id in outcomes and outcomes[check.id] not in but
        for name in check.names
    )
