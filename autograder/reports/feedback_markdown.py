"""`feedback/<submission>.md`: a student's feedback, in one language."""

from __future__ import annotations

from collections.abc import Iterator

from autograder import wording
from autograder.feedback import Names, cell_feedback, check_heading, question_feedback
from autograder.feedback.show import code_span
from autograder.feedback.show.markdown import as_markdown
from autograder.records import Assignment, Language, QuestionResult, SubmissionResult
from autograder.texts import format_points, sanitize


def feedback_markdown(assignment: Assignment, result: SubmissionResult, language: Language) -> str:
    """Return the text of a submission's feedback."""
    names = Names.of(assignment, result.submission, result.observation)
    paragraphs = [
        f"# {assignment.title.in_language(language)}: {code_span(result.submission.name)}",
        f"**{_points(result.points, assignment.possible, language)}**",
        *_problem(result, language),
        *_cells(result, names, language),
        *(part for question in result.questions for part in _question(question, names, language)),
    ]
    return "\n\n".join(paragraphs) + "\n"


def _points(points: float | None, possible: float, language: Language) -> str:
    text = wording.NO_POINTS_YET if points is None else wording.POINTS
    return text.said_in(language).format(
        points=format_points(points), possible=format_points(possible)
    )


def _problem(result: SubmissionResult, language: Language) -> Iterator[str]:
    if problem := result.submission.problem:
        reason = _escaped(problem.reason.said_in(language))
        yield wording.PROBLEM.said_in(language).format(reason=reason)


def _cells(result: SubmissionResult, names: Names, language: Language) -> Iterator[str]:
    if not result.observation:
        return
    told = cell_feedback(result.observation, language, names)
    for is_error, heading in ((True, wording.CELLS_RAISED), (False, wording.CELLS_WARNED)):
        cells = [cell for cell in told if cell.is_error is is_error]
        if cells:
            yield f"## {heading.said_in(language)}"
            yield "\n".join(f"- {cell.sentence}" for cell in cells)
        yield from dict.fromkeys(cell.advice for cell in cells if cell.advice)


def _question(result: QuestionResult, names: Names, language: Language) -> Iterator[str]:
    question, told = result.question, question_feedback(result, language, names)
    points = _points(result.points, question.points, language)
    yield f"## {question.title.in_language(language)} (`{question.id}`): {points}"
    if told.explanation:
        yield wording.LIKELY_CAUSE.said_in(language).format(explanation=told.explanation)
    for check in told.checks:
        yield f"### {check_heading(check, language)}"
        yield from as_markdown(check.message)
    if told.remark:
        yield told.remark


def _escaped(text: str) -> str:
    """Return one line of foreign text that Markdown shows as it is."""
    line = " ".join(sanitize(text).split())
    return "".join(f"\\{c}" if c in r"\`*_[]<>#|" else c for c in line)
