"""A submission's result as it is kept, with what is said of it in every language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from autograder.feedback import Names, cell_feedback, instructor_message, question_feedback
from autograder.feedback.show.text import as_text
from autograder.records import (
    LANGUAGES,
    Assignment,
    Language,
    Observation,
    Outcome,
    QuestionResult,
    ScoredCheck,
    SubmissionResult,
)
from autograder.records.stored_results import (
    IN_MEMORY,
    Provenance,
    StoredCheck,
    StoredQuestion,
    StoredResult,
)
from autograder.store.fingerprint import answers_hash

T = TypeVar("T")


def stored_result(
    assignment: Assignment, result: SubmissionResult, made_of: Provenance = IN_MEMORY
) -> StoredResult:
    """Return what is kept of a result."""
    submission, observation = result.submission, result.observation
    names = Names.of(assignment, submission, observation)
    problem = submission.problem
    return StoredResult(
        assignment=assignment.name,
        submission=submission.name,
        file=submission.path.name,
        sha256=submission.sha256,
        observation=made_of.observation,
        assignment_digest=made_of.assignment_digest,
        status=result.status,
        reason=_in_all(problem.reason.said_in) if problem else None,
        tier=observation.tier if observation else None,
        trainer=observation.trainer if observation else None,
        versions=dict(observation.versions) if observation else {},
        title=_in_all(assignment.title.said_in),
        language=assignment.language,
        cells=_in_all(lambda lang: cell_feedback(observation, lang, names) if observation else ()),
        points=_points(result.points),
        possible=assignment.possible,
        questions=tuple(_question(question, names, observation) for question in result.questions),
    )


def _in_all(said_in: Callable[[Language], T]) -> Mapping[Language, T]:
    return {language: said_in(language) for language in LANGUAGES}


def _question(
    result: QuestionResult, names: Names, observation: Observation | None
) -> StoredQuestion:
    question = result.question
    return StoredQuestion(
        id=question.id,
        title=_in_all(question.title.said_in),
        names=tuple(sorted({name for check in question.checks for name in check.names})),
        points=_points(result.points),
        possible=question.points,
        feedback=_in_all(lambda lang: question_feedback(result, lang, names)),
        checks=tuple(_check(scored, names, observation) for scored in result.checks),
    )


def _check(scored: ScoredCheck, names: Names, observation: Observation | None) -> StoredCheck:
    result = scored.result
    answers = (observation.answers(result.check.id) if observation else None) or ()
    return StoredCheck(
        id=result.check.id,
        hidden=result.check.hidden,
        outcome=result.outcome,
        points=_points(scored.points),
        possible=round(scored.possible, 4),
        failing=result.finding.failing if result.finding else 0,
        asked=len(answers),
        mistake=result.mistake.id if result.mistake else None,
        message=_in_all(lambda lang: as_text(instructor_message(result, lang, names))),
        answers=answers_hash(answers) if answers and result.outcome is not Outcome.PASSED else None,
    )


def _points(points: float | None) -> float | None:
    return None if points is None else round(points, 4)
