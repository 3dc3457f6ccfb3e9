"""A result as plain text that students may read, question by question."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.feedback.headings import (
    check_heading,
    likely_cause,
    points_sentence,
    problem_sentence,
)
from autograder.feedback.show.sentences import in_language
from autograder.feedback.show.text import as_text
from autograder.frozen import dataclass
from autograder.records import Language, Outcome
from autograder.records.stored_results import StoredQuestion, StoredResult


@dataclass(frozen=True, kw_only=True)
class Told:
    """A question, for a system that calls it a test."""

    id: str
    title: str
    points: float | None
    possible: float
    text: str

    @property
    def is_full(self) -> bool:
        return self.points is not None and self.points >= self.possible - 1e-9


def told(result: StoredResult, language: Language) -> tuple[Told, ...]:
    """Return all questions of a result with what is said of them."""
    return tuple(
        Told(
            id=question.id,
            title=in_language(question.title, language),
            points=question.points,
            possible=question.possible,
            text="\n".join(_lines(question, language)),
        )
        for question in result.questions
    )


def _lines(question: StoredQuestion, language: Language) -> Iterator[str]:
    yield in_language(points_sentence(question.points, question.possible), language)
    feedback = question.feedback
    if feedback.explanation:
        yield in_language(likely_cause(feedback.explanation), language)
    for check in feedback.checks:
        if check.outcome is not Outcome.PASSED:
            yield in_language(check_heading(check), language)
            if said := as_text(check.message, language):
                yield said
    if feedback.remark:
        yield in_language(feedback.remark, language)


def whole_text(result: StoredResult, language: Language) -> str:
    """Return all of a result as text: cells that did not run, then the questions."""
    lines = []
    if result.reason is not None:
        lines.append(in_language(problem_sentence(result.reason), language))
    lines += [in_language(cell.sentence, language) for cell in result.cells]
    lines += [f"{question.title}: {question.text}" for question in told(result, language)]
    return "\n".join(lines)
