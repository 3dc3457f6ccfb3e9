"""`feedback/<submission>.md`: a student's feedback, in one language."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.feedback import compose
from autograder.feedback.headings import (
    cells_by_heading,
    check_heading,
    likely_cause,
    points_sentence,
    problem_sentence,
)
from autograder.feedback.show.markdown import as_markdown
from autograder.feedback.show.sentences import sentence_markdown
from autograder.records import Assignment, Language, QuestionResult, SubmissionResult
from autograder.records.messages import CellFeedback, Feedback, QuestionFeedback
from autograder.texts import code_span


def feedback_markdown(
    assignment: Assignment,
    result: SubmissionResult,
    language: Language,
    feedback: Feedback | None = None,
) -> str:
    """Return the text of a submission's feedback, which `compose` may have made already."""
    feedback = feedback or compose(assignment, result)
    points = points_sentence(result.points, assignment.possible)
    told = zip(result.questions, feedback.questions, strict=True)
    paragraphs = [
        f"# {assignment.title.in_language(language)}: {code_span(result.submission.name)}",
        f"**{sentence_markdown(points, language)}**",
        *_problem(result, language),
        *_cells(feedback.cells, language),
        *(part for question, said in told for part in _question(question, said, language)),
    ]
    return "\n\n".join(paragraphs) + "\n"


def _problem(result: SubmissionResult, language: Language) -> Iterator[str]:
    if remark := result.submission.remark:
        yield sentence_markdown(remark, language)
    if problem := result.submission.problem:
        yield sentence_markdown(problem_sentence(problem.reason), language)


def _cells(told: tuple[CellFeedback, ...], language: Language) -> Iterator[str]:
    for heading, cells in cells_by_heading(told):
        yield f"## {sentence_markdown(heading, language)}"
        yield "\n".join(f"- {sentence_markdown(cell.sentence, language)}" for cell in cells)
        for advice in dict.fromkeys(cell.advice for cell in cells if cell.advice):
            yield sentence_markdown(advice, language)


def _question(result: QuestionResult, told: QuestionFeedback, language: Language) -> Iterator[str]:
    question = result.question
    points = sentence_markdown(points_sentence(result.points, question.points), language)
    yield f"## {question.title.in_language(language)} (`{question.id}`): {points}"
    if told.explanation:
        yield sentence_markdown(likely_cause(told.explanation), language)
    for check in told.checks:
        yield f"### {sentence_markdown(check_heading(check), language)}"
        yield from as_markdown(check.message, language)
    if told.remark:
        yield sentence_markdown(told.remark, language)
