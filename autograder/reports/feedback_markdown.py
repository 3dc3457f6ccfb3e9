"""`feedback/<submission>.md`: a student's feedback, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from autograder.feedback.headings import (
    cells_by_heading,
    check_heading,
    likely_cause,
    points_sentence,
    problem_sentence,
)
from autograder.feedback.show.markdown import as_markdown
from autograder.feedback.show.sentences import sentence_markdown
from autograder.records import Assignment, Language, SubmissionResult
from autograder.records.messages import CellFeedback, Feedback
from autograder.records.sentences import Said
from autograder.records.stored_results import StoredQuestion, StoredResult
from autograder.reports.results import stored_result
from autograder.texts import code_span


def feedback_markdown(
    assignment: Assignment,
    result: SubmissionResult,
    language: Language,
    feedback: Feedback | None = None,
) -> str:
    """Return the text of a submission's feedback, which `compose` may have made already."""
    return result_markdown(stored_result(assignment, result, feedback=feedback), language)


def result_markdown(result: StoredResult, language: Language, grade: Sequence[Said] = ()) -> str:
    """Return the text of a result; `grade` tells, a line a step, how a grade is made of it."""
    points = points_sentence(result.points, result.possible)
    paragraphs = [
        f"# {result.title.in_language(language)}: {code_span(result.submission)}",
        f"**{sentence_markdown(points, language)}**",
        *(sentence_markdown(said, language) for said in grade),
        *_problem(result, language),
        *_cells(result.cells, language),
        *(part for question in result.told for part in _question(question, language)),
    ]
    return "\n\n".join(paragraphs) + "\n"


def _problem(result: StoredResult, language: Language) -> Iterator[str]:
    if result.remark:
        yield sentence_markdown(result.remark, language)
    if result.reason:
        yield sentence_markdown(problem_sentence(result.reason), language)


def _cells(told: tuple[CellFeedback, ...], language: Language) -> Iterator[str]:
    for heading, cells in cells_by_heading(told):
        yield f"## {sentence_markdown(heading, language)}"
        yield "\n".join(f"- {sentence_markdown(cell.sentence, language)}" for cell in cells)
        for advice in dict.fromkeys(cell.advice for cell in cells if cell.advice):
            yield sentence_markdown(advice, language)


_MARKDOWN = "markdown"  #: what has been made of a question, among what it holds beside its fields


def _question(question: StoredQuestion, language: Language) -> Sequence[str]:
    """Return the paragraphs; they are kept with a question, which many of a class have alike."""
    kept: tuple[Language, Sequence[str]] | None = vars(question).get(_MARKDOWN)
    if kept is None or kept[0] != language:
        kept = vars(question)[_MARKDOWN] = language, tuple(_paragraphs(question, language))
    return kept[1]


def _paragraphs(question: StoredQuestion, language: Language) -> Iterator[str]:
    told = question.feedback
    points = sentence_markdown(points_sentence(question.points, question.possible), language)
    yield f"## {question.title.in_language(language)} (`{question.id}`): {points}"
    if told.explanation:
        yield sentence_markdown(likely_cause(told.explanation), language)
    for check in told.checks:
        yield f"### {sentence_markdown(check_heading(check), language)}"
        yield from as_markdown(check.message, language)
    if told.remark:
        yield sentence_markdown(told.remark, language)
