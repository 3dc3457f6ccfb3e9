"""What a submission is worth: check results, findings, points."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from autograder.records.assignments import Broken, Check, Mistake, Question
from autograder.records.observations import Answer, Observation, Request
from autograder.records.submissions import Status, Submission
from autograder.records.texts import Fault


class Outcome(Enum):
    """Which of seven ways a check went."""

    PASSED = "passed"
    FAILED = "failed"
    RAISED = "raised"
    TIMED_OUT = "timed out"
    KILLED = "killed"
    SKIPPED = "skipped"
    NOT_GRADED = "not graded"


@dataclass(frozen=True)
class CheckResult:
    """The opinion on one check, with the facts a message is made of."""

    check: Check
    outcome: Outcome
    finding: Finding | None = None
    mistake: Mistake | None = None
    fraction: float = 0.0  #: of the check's points, where it did not pass as a whole


@dataclass(frozen=True)
class Finding:
    """The first thing that is wrong: which request, and how its answer differs."""

    request: Request | None = None
    answer: Answer | None = None
    expected: object = None
    difference: Difference | None = None
    failing: int = 1  #: how many requests of the check went wrong
    asked: int = 1
    fault: Fault | None = None
    broken: Broken | None = None


@dataclass(frozen=True)
class Difference:
    """How an answer differs from what was expected."""

    kind: Literal[
        "nothing",
        "unfilled",
        "kind",
        "shape",
        "value",
        "nan",
        "length",
        "key",
        "used",
        "missing",
        "printed",
        "accuracy",
        "form",
        "figure",
        "axes",
        "text",
        "plot",
    ]
    got: str | tuple[int, ...] = ""  #: the kind, shape or name found
    expected: str | tuple[int, ...] = ""
    index: tuple[int, ...] | None = None  #: of the first differing element


@dataclass(frozen=True)
class ScoredCheck:
    """A check's result and its part of the question's points."""

    result: CheckResult
    points: float | None  #: earned; None if the check is not graded
    possible: float


@dataclass(frozen=True)
class QuestionResult:
    question: Question
    points: float | None  #: earned; None if the question is not graded
    checks: tuple[ScoredCheck, ...]


@dataclass(frozen=True)
class SubmissionResult:
    submission: Submission
    status: Status
    questions: tuple[QuestionResult, ...]
    observation: Observation | None

    @property
    def points(self) -> float | None:
        """Points earned, None as long as a question is not graded."""
        earned = [question.points for question in self.questions]
        return None if None in earned else sum(p for p in earned if p is not None)
