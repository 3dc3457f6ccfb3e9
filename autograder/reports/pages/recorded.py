"""A result in one language, as its student may know it."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.languages import require_language
from autograder.records import Language, Status
from autograder.records.messages import CellFeedback, QuestionFeedback
from autograder.records.stored_results import StoredQuestion, StoredResult


@dataclass(frozen=True)
class RecordedQuestion:
    """A question's points and feedback, in one language."""

    id: str
    title: str
    names: tuple[str, ...]  #: that a submission must define for it
    points: float | None
    possible: float
    feedback: QuestionFeedback


@dataclass(frozen=True)
class Recorded:
    """One submission's result, as far as its student may know it, in one language."""

    file: str  #: the stem of its files in the output folder
    language: Language
    submission: str
    assignment: str  #: its title
    status: Status
    reason: str | None
    points: float | None
    possible: float
    questions: tuple[RecordedQuestion, ...]
    cells: tuple[CellFeedback, ...]


def recorded(file: str, result: StoredResult, language: Language | None) -> Recorded:
    """Return the result in a language, or (None) in the course's own.

    Raises UsageError for a language that the result does not speak.
    """
    language = require_language(language or result.language, result.title)
    return Recorded(
        file=file,
        language=language,
        submission=result.submission,
        assignment=result.title[language],
        status=result.status,
        reason=result.reason[language] if result.reason else None,
        points=result.points,
        possible=result.possible,
        questions=tuple(_question(question, language) for question in result.questions),
        cells=result.cells[language],
    )


def _question(question: StoredQuestion, language: Language) -> RecordedQuestion:
    return RecordedQuestion(
        id=question.id,
        title=question.title[language],
        names=question.names,
        points=question.points,
        possible=question.possible,
        feedback=question.feedback[language],
    )
