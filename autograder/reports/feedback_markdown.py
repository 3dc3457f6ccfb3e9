"""`feedback/<submission>.md`: what a student may read, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from autograder import wording
from autograder.feedback import (
    Message,
    advice_on_cells,
    message,
    raised_in_cell,
    stopped_in_cell,
)
from autograder.formatting import code_block, code_span, harmless
from autograder.records import (
    Assignment,
    CheckResult,
    Language,
    Observation,
    Outcome,
    QuestionResult,
    ScoredCheck,
    SubmissionResult,
    Text,
)
from autograder.reports.scores import as_number


def feedback_markdown(assignment: Assignment, result: SubmissionResult, language: Language) -> str:
    """Return the text of a submission's feedback."""
    paragraphs = [
        f"# {assignment.title.said_in(language)}: {code_span(result.submission.name)}",
        f"**{_points(result.points, assignment.possible, language)}**",
        *_problem(result, language),
        *_cells(result, language),
        *(part for question in result.questions for part in _question(question, language)),
    ]
    return "\n\n".join(paragraphs) + "\n"


def _points(points: float | None, possible: float, language: Language) -> str:
    text = wording.NO_POINTS_YET if points is None else wording.POINTS
    return text.said_in(language).format(points=as_number(points), possible=as_number(possible))


def _problem(result: SubmissionResult, language: Language) -> Iterator[str]:
    if problem := result.submission.problem:
        reason = _escaped(problem.reason.said_in(language))
        yield wording.PROBLEM.said_in(language).format(reason=reason)


def _cells(result: SubmissionResult, language: Language) -> Iterator[str]:
    if not result.observation:
        return
    runs = result.observation.runs
    lines = [f"- {stopped_in_cell(r.cell, r.stopped, language)}" for r in runs if r.stopped]
    lines += [f"- {raised_in_cell(r.cell, r.raised, language)}" for r in runs if r.raised]
    if lines:
        yield f"## {wording.CELLS_RAISED.said_in(language)}"
        yield "\n".join(lines)
    yield from advice_on_cells(runs, _python(result.observation), language)


def _python(observation: Observation) -> str:
    """Return the Python that ran the submission, as "3.11"."""
    full = dict(observation.versions).get("python", "3")
    return ".".join(full.split(".")[:2])


def _question(result: QuestionResult, language: Language) -> Iterator[str]:
    question = result.question
    points = _points(result.points, question.points, language)
    yield f"## {question.title.said_in(language)} (`{question.id}`): {points}"
    failed = [scored.result for scored in result.checks if _failed(scored)]
    if result.checks and not failed:
        yield wording.ALL_RIGHT.said_in(language)
        return
    if failed and failed[0].mistake:
        explanation = failed[0].mistake.explanation.said_in(language)
        yield wording.LIKELY_CAUSE.said_in(language).format(explanation=explanation)
    for alike in _alike(result.checks, language):
        yield from _check(alike, language)
    if any(scored.points == 0.0 and not _failed(scored) for scored in result.checks):
        yield wording.GATED.said_in(language)


def _failed(scored: ScoredCheck) -> bool:
    return scored.result.outcome is not Outcome.PASSED


def _alike(
    checks: Sequence[ScoredCheck], language: Language
) -> Iterator[list[tuple[int, CheckResult]]]:
    """Group neighbours of which the same is to be said."""

    def said(numbered: tuple[int, CheckResult]) -> tuple[bool, Outcome, Message]:
        result = numbered[1]
        return result.check.hidden, result.outcome, message(result, language)

    numbered = enumerate((scored.result for scored in checks), 1)
    return (list(group) for _, group in groupby(numbered, key=said))


def _check(alike: Sequence[tuple[int, CheckResult]], language: Language) -> Iterator[str]:
    result = alike[0][1]
    label = _label(result.check.hidden, several=len(alike) > 1)
    numbers = ", ".join(str(number) for number, _ in alike)
    outcome = wording.OUTCOMES[result.outcome].said_in(language)
    yield f"### {label.said_in(language).format(numbers=numbers)}: {outcome}"
    said = message(result, language)
    if said.facts:
        yield code_block(said.shown)
    yield from said.sentences


def _label(hidden: bool, several: bool) -> Text:
    if several:
        return wording.SEVERAL_HIDDEN if hidden else wording.SEVERAL_VISIBLE
    return wording.HIDDEN if hidden else wording.VISIBLE


def _escaped(text: str) -> str:
    """Return one line of foreign text that Markdown shows as it is."""
    line = " ".join(harmless(text).split())
    return "".join(f"\\{c}" if c in r"\`*_[]<>#|" else c for c in line)
