"""Points from check results: shares, the gate for visible checks, statuses."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.records import (
    Assignment,
    CheckResult,
    Observation,
    Outcome,
    Question,
    QuestionResult,
    ScoredCheck,
    Status,
    Submission,
    SubmissionResult,
)


def score_submission(
    assignment: Assignment,
    submission: Submission,
    results: Sequence[CheckResult],
    observation: Observation,
) -> SubmissionResult:
    """Return what a submission that was run is worth."""
    by_check = {result.check.id: result for result in results}
    questions = tuple(
        score_question(question, [by_check[check.id] for check in question.checks])
        for question in assignment.questions
    )
    graded = all(question.points is not None for question in questions)
    status = Status.GRADED if graded else Status.NOT_GRADED
    return SubmissionResult(submission, status, questions, observation)


def score_question(question: Question, results: Sequence[CheckResult]) -> QuestionResult:
    """Return what a question is worth; its points are None if one of its checks is not graded."""
    shares = sum(check.share for check in question.checks)
    earns = [_earns(result, results) for result in results]
    scored = tuple(
        ScoredCheck(
            result,
            points=_points(result, earned, question.points / shares),
            possible=question.points * result.check.share / shares,
        )
        for result, earned in zip(results, earns, strict=True)
    )
    if any(result.outcome is Outcome.NOT_GRADED for result in results):
        return QuestionResult(question, None, scored)
    earned_shares = sum(r.check.share for r, earned in zip(results, earns, strict=True) if earned)
    return QuestionResult(question, question.points * earned_shares / shares, scored)


def score_problem(assignment: Assignment, submission: Submission) -> SubmissionResult:
    """Return the result of a submission that could not be run: unreadable 0 points, else none."""
    assert submission.problem is not None
    status = submission.problem.status
    points = 0.0 if status is Status.UNREADABLE else None
    questions = tuple(QuestionResult(question, points, ()) for question in assignment.questions)
    return SubmissionResult(submission, status, questions, None)


def _earns(result: CheckResult, results: Sequence[CheckResult]) -> bool:
    """Tell whether a check earns its share: it passed and, if visible, so did a hidden one.

    Typing in the lecture's numbers earns nothing.
    """
    hidden = [other for other in results if other.check.hidden]
    vouched = result.check.hidden or not hidden or any(_passed(other) for other in hidden)
    return _passed(result) and vouched


def _passed(result: CheckResult) -> bool:
    return result.outcome is Outcome.PASSED


def _points(result: CheckResult, earned: bool, points_a_share: float) -> float | None:
    if result.outcome is Outcome.NOT_GRADED:
        return None
    return result.check.share * points_a_share if earned else 0.0
