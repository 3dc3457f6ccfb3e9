"""What a self-check has found, in words; terminals, pytest and notebooks show the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from autograder import wording as course_wording
from autograder.feedback import Names, cell_feedback, message, question_feedback
from autograder.records import CheckResult, Language, Outcome, QuestionResult, ScoredCheck
from autograder.records.messages import CheckFeedback, Message, QuestionFeedback
from autograder.selfcheck import wording
from autograder.selfcheck.checking import Checked, SelfCheck
from autograder.texts import format_points


def said_of_question(asked: Checked, language: Language, names: Names) -> QuestionFeedback:
    """Return what there is to say of a question's visible checks, the most useful first."""
    unscored = tuple(ScoredCheck(result, None, 0.0) for result in asked.results)
    said = question_feedback(QuestionResult(asked.question, None, unscored), language, names)
    checks = (
        replace(check, message=_fault(language)) if _not_made(check.outcome) else check
        for check in said.checks
    )
    return replace(said, checks=tuple(_numbered(check, asked) for check in checks))


def _numbered(said: CheckFeedback, asked: Checked) -> CheckFeedback:
    """Return the same with the numbers that the checks have at grading, among the hidden ones."""
    numbers = tuple(asked.results[number - 1].check.number for number in said.numbers)
    return replace(said, numbers=numbers)


def said_of_check(result: CheckResult, language: Language, names: Names) -> Message:
    """Return what there is to say of one check, nothing if it passed."""
    return _fault(language) if _not_made(result.outcome) else message(result, language, names)


def likely_cause(asked: Checked, result: CheckResult, language: Language) -> str | None:
    """Return the known mistake's explanation, with the first of the checks that failed."""
    first = next((r for r in asked.results if r.outcome is not Outcome.PASSED), None)
    if first is None or first is not result or not result.mistake:
        return None
    return explained(result.mistake.explanation.in_language(language), language)


def explained(explanation: str, language: Language) -> str:
    """Return an explanation, introduced as what it is."""
    return course_wording.LIKELY_CAUSE.said_in(language).format(explanation=explanation)


def standing(asked: Checked, language: Language) -> str:
    """Return in one line how many visible checks pass, and what is still to come."""
    count = len(asked.results)
    text = wording.ALL_PASS if asked.passed == count else wording.SOME_PASS
    hidden = wording.HIDDEN if asked.hidden else wording.NO_HIDDEN
    points = format_points(asked.question.points)
    parts = (
        text.said_in(language).format(passed=asked.passed, count=count),
        hidden.said_in(language).format(count=asked.hidden),
        wording.WORTH.said_in(language).format(points=points),
    )
    return ("、" if language == "ja" else "; ").join(parts)


def footer(found: SelfCheck, language: Language) -> str:
    """Return the reminder that points are given later, nothing where no check is hidden."""
    any_hidden = any(asked.hidden for asked in found.questions)
    return wording.FOOTER.said_in(language) if any_hidden else ""


def said_of_cells(found: SelfCheck, language: Language) -> Iterator[tuple[str, list[str]]]:
    """Return under their headings what went wrong in cells, and what their warnings mean.

    What helps stands below, each thing once.
    """
    unversioned = replace(found.observation, versions=())
    told = cell_feedback(unversioned, language, found.names)
    for is_error, heading in ((True, wording.CELLS), (False, course_wording.CELLS_WARNED)):
        cells = [cell for cell in told if cell.is_error is is_error]
        advice = dict.fromkeys(_advice(cell.advice, language) for cell in cells if cell.advice)
        if cells:
            yield heading.said_in(language), [*(cell.sentence for cell in cells), *advice]


def _advice(advice: str, language: Language) -> str:
    """Return the advice, without the Python that grades: which one that is, is not known here."""
    graded = course_wording.CELL_SYNTAX.said_in(language).format(python="3")
    return wording.CELL_SYNTAX.said_in(language) if advice == graded else advice


def _not_made(outcome: Outcome) -> bool:
    return outcome is Outcome.NOT_GRADED


def _fault(language: Language) -> Message:
    return Message((wording.FAULT.said_in(language),))
