"""A submission's result as it is kept, with what is said of it, in no language yet."""

from __future__ import annotations

from autograder.feedback.compose import compose
from autograder.records import (
    Assignment,
    Exchange,
    Observation,
    Outcome,
    QuestionResult,
    ScoredCheck,
    SubmissionResult,
)
from autograder.records.messages import Feedback, Message, QuestionFeedback
from autograder.records.shared_answers import SharedExchanges
from autograder.records.stored_results import (
    IN_MEMORY,
    Provenance,
    StoredCheck,
    StoredQuestion,
    StoredResult,
)
from autograder.store.fingerprint import answers_hash


def stored_result(
    assignment: Assignment,
    result: SubmissionResult,
    made_of: Provenance = IN_MEMORY,
    feedback: Feedback | None = None,
) -> StoredResult:
    """Return what is kept of a result; `compose` may have made its feedback already."""
    submission, observation = result.submission, result.observation
    told = feedback or compose(assignment, result)
    asked = zip(result.questions, told.questions, told.known, strict=True)
    return StoredResult(
        assignment=assignment.name,
        submission=submission.name,
        student=submission.student,
        attempt=submission.attempt,
        file=submission.path.name,
        as_notebook=submission.as_notebook,
        sha256=submission.sha256,
        observation=made_of.observation,
        assignment_digest=made_of.assignment_digest,
        status=result.status,
        reason=submission.problem.reason if submission.problem else None,
        remark=submission.remark,
        tier=observation.tier if observation else None,
        trainer=observation.trainer if observation else None,
        versions=dict(observation.versions) if observation else {},
        title=assignment.title,
        language=assignment.language,
        cells=told.cells,
        points=_points(result.points),
        possible=assignment.possible,
        questions=tuple(stored_question(*question, observation) for question in asked),
    )


def stored_question(
    result: QuestionResult,
    feedback: QuestionFeedback,
    known: tuple[Message, ...],
    observation: Observation | None,
) -> StoredQuestion:
    """Return what is kept of one question."""
    question = result.question
    return StoredQuestion(
        id=question.id,
        title=question.title,
        names=tuple(sorted({name for check in question.checks for name in check.names})),
        points=_points(result.points),
        possible=question.points,
        feedback=feedback,
        checks=tuple(
            _check(scored, message, observation)
            for scored, message in zip(result.checks, known, strict=True)
        ),
    )


def _check(scored: ScoredCheck, message: Message, observation: Observation | None) -> StoredCheck:
    result = scored.result
    record = (observation.record(result.check.id) if observation else None) or ()
    return StoredCheck(
        id=result.check.id,
        hidden=result.check.hidden,
        outcome=result.outcome,
        points=_points(scored.points),
        possible=round(scored.possible, 4),
        failing=result.finding.failing if result.finding else 0,
        asked=len(record),
        mistake=result.mistake.id if result.mistake else None,
        message=message,
        answers=_answers(record) if record and result.outcome is not Outcome.PASSED else None,
    )


def _answers(record: tuple[Exchange, ...]) -> str:
    def found() -> str:
        return answers_hash(exchange.answer for exchange in record)

    return record.once((answers_hash,), found) if isinstance(record, SharedExchanges) else found()


def _points(points: float | None) -> float | None:
    return None if points is None else round(points, 4)
