"""Points from check results: shares, the gate for visible checks, statuses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import floor, isclose

from autograder.records import (
    Assignment,
    CheckResult,
    Fault,
    Finding,
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
    observation: Observation | None,
) -> SubmissionResult:
    """Return what a submission is worth; `observation` is None where that is not known."""
    by_check = {result.check.id: result for result in results}
    questions = tuple(
        score_question(question, [by_check[check.id] for check in question.checks])
        for question in assignment.questions
    )
    graded = all(question.points is not None for question in questions)
    status = Status.GRADED if graded else Status.NOT_GRADED
    return SubmissionResult(
        submission=submission, status=status, questions=questions, observation=observation
    )


def score_question(question: Question, results: Sequence[CheckResult]) -> QuestionResult:
    """Return what a question is worth; its points are None if one of its checks is not graded."""
    shares = sum(check.share for check in question.checks)
    earned = [result.check.share * _fraction(result, results) for result in results]
    scored = tuple(
        ScoredCheck(
            result=result,
            points=_points(result, question.points * share / shares),
            possible=question.points * result.check.share / shares,
        )
        for result, share in zip(results, earned, strict=True)
    )
    if any(result.outcome is Outcome.NOT_GRADED for result in results):
        return QuestionResult(question=question, points=None, checks=scored)
    points = _rounded(question.points * sum(earned) / shares, question.points)
    return QuestionResult(question=question, points=points, checks=scored)


def score_problem(assignment: Assignment, submission: Submission) -> SubmissionResult:
    """Return the result of a submission that could not be run: unreadable 0 points, else none."""
    assert submission.problem is not None
    status = submission.problem.status
    points = 0.0 if status is Status.UNREADABLE else None
    questions = tuple(
        QuestionResult(question=question, points=points, checks=())
        for question in assignment.questions
    )
    return SubmissionResult(
        submission=submission, status=status, questions=questions, observation=None
    )


def score_fault(assignment: Assignment, submission: Submission, fault: Fault) -> SubmissionResult:
    """Return the result of a submission that we could not deal with; nothing in it is looked at."""
    finding = Finding(fault=fault)
    checks = [check for question in assignment.questions for check in question.checks]
    results = [
        CheckResult(check=check, outcome=Outcome.NOT_GRADED, finding=finding) for check in checks
    ]
    return score_submission(assignment, replace(submission, cells=()), results, None)


def _fraction(result: CheckResult, results: Sequence[CheckResult]) -> float:
    """Return how much of its share a check earns; a hidden check vouches for a visible one.

    Typing in the lecture's numbers earns nothing.
    """
    hidden = [_passed(other) for other in results if other.check.hidden]
    if result.check.hidden or not hidden:
        return _passed(result)
    return _passed(result) * max(hidden)


def _passed(result: CheckResult) -> float:
    return 1.0 if result.outcome is Outcome.PASSED else result.fraction


def _rounded(points: float, full: float) -> float:
    """Return points with two decimals, halves rounded up; full points are as they were declared.

    A question's points are rounded once, here, and a total is the sum of what is rounded: so what
    people read adds up, and depends on no other question.
    """
    return full if isclose(points, full) else floor(points * 100 + 0.5 + 1e-9) / 100


def _points(result: CheckResult, points: float) -> float | None:
    return None if result.outcome is Outcome.NOT_GRADED else points
