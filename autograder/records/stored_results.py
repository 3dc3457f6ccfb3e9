"""A result as it is kept: what the machine found of one submission, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from autograder.frozen import dataclass
from autograder.records.checks import Outcome
from autograder.records.messages import CellFeedback, Message, QuestionFeedback
from autograder.records.sentences import Said
from autograder.records.submissions import Status, module_of
from autograder.records.texts import Language, Text


@dataclass(frozen=True, kw_only=True)
class StoredCheck:
    """One check in a stored result."""

    id: str
    hidden: bool
    outcome: Outcome
    points: float | None  #: earned; None if it is not graded
    possible: float
    failing: int  #: how many requests went wrong
    asked: int  #: of how many
    mistake: str | None  #: id of the known mistake
    message: Message  #: for instructors: it may tell of hidden inputs; empty if it passed
    answers: str | None = None  #: SHA-256 of the answers if it did not pass: the same if alike


@dataclass(frozen=True, kw_only=True)
class StoredQuestion:
    """A question's points, and what a student may read about it."""

    id: str
    title: Text
    names: tuple[str, ...]  #: that a submission must define for it
    points: float | None
    possible: float
    feedback: QuestionFeedback
    checks: tuple[StoredCheck, ...]


@dataclass(frozen=True, kw_only=True)
class AssignmentDigest:
    """An assignment as two hashes, so that a difference says "new inputs" or "new tolerance"."""

    asked: str  #: SHA-256 of what determines the answers
    judging: str  #: SHA-256 of all of it, expected answers, points and texts included


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Provenance of a result; empty for a result in memory."""

    observation: str | None = None  #: SHA-256 of the observation's JSON file
    assignment_digest: AssignmentDigest | None = None


IN_MEMORY = Provenance()


@dataclass(frozen=True, kw_only=True)
class StoredResult:
    """Contents of a result file: a pure function of observation and assignment."""

    assignment: str
    submission: str
    student: str | None = None  #: a key of the class folder's
    attempt: str | None = None  #: a key of the class folder's
    file: str  #: name of what was handed in
    as_notebook: bool = False  #: its cells run as a notebook's do, whatever it is called
    sha256: str
    observation: str | None = None  #: SHA-256 of the observation's JSON file
    assignment_digest: AssignmentDigest | None = None
    status: Status
    reason: Said | None  #: why it could not be graded as it stands
    remark: Said | None = None  #: on the submission as a whole
    tier: str | None
    trainer: str | None
    versions: Mapping[str, str] = field(default_factory=dict)  #: of what it was run with
    title: Text  #: of the assignment
    language: Language  #: the course's
    cells: tuple[CellFeedback, ...]
    points: float | None
    possible: float
    questions: tuple[StoredQuestion, ...]

    @property
    def module(self) -> str:
        """Name of the file if it is a module, empty for a notebook."""
        return "" if self.as_notebook else module_of(self.file)

    @property
    def told(self) -> tuple[StoredQuestion, ...]:
        """The questions that a student reads of: none of a file of which nothing could be asked."""
        if not self.reason:
            return self.questions
        said = (question.feedback for question in self.questions)
        nothing = not any(each.checks or each.explanation or each.remark for each in said)
        return () if nothing else self.questions
