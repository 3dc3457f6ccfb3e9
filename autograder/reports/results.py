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
Languages = tuple[Language, ...]


def stored_result(
    assignment: Assignment, result: SubmissionResult, made_of: Provenance = IN_MEMORY
) -> StoredResult:
    """Return what is kept of a result."""
    submission, observation = result.submission, result.observation
    names = Names.of(assignment, submission, observation)
    languages = tuple(dict.fromkeys((*LANGUAGES, *assignment.languages)))
    problem = submission.problem
    return StoredResult(
        assignment=assignment.name,
        submission=submission.name,
        file=submission.path.name,
        sha256=submission.sha256,
        observation=made_of.observation,
        assignment_digest=made_of.assignment_digest,
        status=result.status,
        reason=_in_each(problem.reason.said_in, languages) if problem else None,
        tier=observation.tier if observation else None,
        trainer=observation.trainer if observation else None,
        versions=dict(observation.versions) if observation else {},
        title=_in_each(assignment.title.in_language, languages),
        language=assignment.language,
        cells=_in_each(
            lambda lang: cell_feedback(observation, lang, names) if observation else (), languages
        ),
        points=_points(result.points),
        possible=assignment.possible,
        questions=tuple(
            _question(question, names, observation, languages) for question in result.questions
        ),
    )


def _in_each(said: Callable[[Language], T], languages: Languages) -> Mapping[Language, T]:
    return {language: said(language) for language in languages}


def _question(
    result: QuestionResult, names: Names, observation: Observation | None, languages: Languages
) -> StoredQuestion:
    question = result.question
    return StoredQuestion(
        id=question.id,
        title=_in_each(question.title.in_language, languages),
        names=tuple(sorted({name for check in question.checks for name in check.names})),
        points=_points(result.points),
        possible=question.points,
        feedback=_in_each(lambda lang: question_feedback(result, lang, names), languages),
        checks=tuple(_check(scored, names, observation, languages) for scored in result.checks),
    )


def _check(
    scored: ScoredCheck, names: Names, observation: Observation | None, languages: Languages
) -> StoredCheck:
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
        message=_in_each(lambda lang: as_text(instructor_message(result, lang, names)), languages),
        answers=answers_hash(answers) if answers and result.outcome is not Outcome.PASSED else None,
    )


def _points(points: float | None) -> float | None:
    return None if points is None else round(points, 4)
