"""Results: points of checks, of questions and of a whole submission."""

from __future__ import annotations

from dataclasses import replace

from autograder.frozen import dataclass
from autograder.records.assignments import Question
from autograder.records.checks import CheckResult
from autograder.records.observations import Observation
from autograder.records.submissions import Status, Submission


@dataclass(frozen=True, kw_only=True)
class ScoredCheck:
    """A check's result and its part of the question's points."""

    result: CheckResult
    points: float | None  #: earned; None if the check is not graded
    possible: float


@dataclass(frozen=True, kw_only=True)
class QuestionResult:
    question: Question
    points: float | None  #: earned; None if the question is not graded
    checks: tuple[ScoredCheck, ...]


@dataclass(frozen=True, kw_only=True)
class SubmissionResult:
    submission: Submission
    status: Status
    questions: tuple[QuestionResult, ...]
    observation: Observation | None

    @property
    def points(self) -> float | None:
        """Points earned, None as long as a question is not graded."""
        earned = [question.points for question in self.questions]
        total = sum(p for p in earned if p is not None)
        return None if None in earned else round(total, 4)  # 0.1 + 0.2 is 0.3

    def without_answers(self) -> SubmissionResult:
        """Return it without what the submission has answered."""
        questions = tuple(
            replace(question, checks=tuple(map(_without_answer, question.checks)))
            for question in self.questions
        )
        return replace(self, questions=questions, observation=None)


def _without_answer(scored: ScoredCheck) -> ScoredCheck:
    if scored.result.finding is None:
        return scored
    finding = replace(scored.result.finding, answer=None)
    return replace(scored, result=replace(scored.result, finding=finding))
