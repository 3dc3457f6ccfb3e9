"""What a person gets for an assignment, step by step."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from pathlib import Path

from autograder.frozen import dataclass
from autograder.records.people import Adjustment, Student
from autograder.records.submissions import Status


@dataclass(frozen=True, kw_only=True)
class QuestionPoints:
    id: str
    points: float | None  #: earned; None if it is not graded
    possible: float


@dataclass(frozen=True, kw_only=True)
class ResultPoints:
    """The points of one result file, and what it is a result of."""

    file: str  #: the file's stem
    attempt: str | None  #: the attempt's id, if the result knows it
    sha256: str  #: of the file that was handed in
    status: Status
    questions: tuple[QuestionPoints, ...]

    @property
    def points(self) -> float | None:
        earned = [question.points for question in self.questions]
        return None if None in earned else sum(p for p in earned if p is not None)


class GradeState(Enum):
    FINAL = "final"
    NOT_GRADED = "not graded"
    NOT_CHOSEN = "no attempt chosen"
    CHOICE_GONE = "chosen attempt not there"
    CLOSED = "handed in after closing"
    NOTHING = "nothing handed in"
    EXCUSED = "excused"


@dataclass(frozen=True, kw_only=True)
class Grade:
    """A grade, with each step of its making: each is rounded to two decimals, and they add up.

    automatic + by_question = subtotal;  subtotal - deduction + adjusted + limited = points
    """

    assignment: str
    student: str
    state: GradeState
    attempt: str | None = None  #: the id of the one that counts
    number: int | None = None
    received_at: datetime | None = None
    is_late: bool = False  #: as the LMS says; without `received_at` nobody knows since when
    due_at: datetime | None = None  #: for this person
    late: float = 0  #: seconds after the due date, 0 if it is in time
    questions: tuple[QuestionPoints, ...] = ()  #: as they were found
    automatic: float | None = None  #: their sum
    by_question: float = 0  #: what adjustments of questions change
    subtotal: float | None = None
    bank: int = 0  #: late days spent
    units: int = 0  #: started hours or days that cost points
    deduction: float = 0
    adjusted: float = 0  #: what adjustments of the whole change
    limited: float = 0  #: what keeps it between 0 and what is possible
    points: float | None = None
    possible: float = 0
    comments: tuple[str, ...] = ()
    changed: tuple[Adjustment, ...] = ()  #: made on other automatic points than there are now


@dataclass(frozen=True, kw_only=True)
class PersonGrade:
    """A person, their grade, and the file of the result that it is made of."""

    student: Student
    grade: Grade
    file: str | None = None  #: the result file's stem; None if no result counts
    handed_in: Path | None = None  #: the folder of the files that count
    adjustments: tuple[Adjustment, ...] = ()  #: of this grade, as they were written down
