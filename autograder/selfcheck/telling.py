"""The words for what a self-check has found; terminals, pytest and notebooks show the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from autograder.feedback.cells import cell_feedback
from autograder.feedback.checks import message
from autograder.feedback.headings import cells_by_heading, likely_cause
from autograder.feedback.names import Names
from autograder.feedback.questions import question_feedback
from autograder.records import CheckResult, Outcome, QuestionResult, ScoredCheck
from autograder.records.messages import CheckFeedback, Message, QuestionFeedback
from autograder.records.sentences import Said, Sentence, _
from autograder.selfcheck.checking import Checked, SelfCheck
from autograder.texts import format_points


def said_of_question(asked: Checked, names: Names) -> QuestionFeedback:
    """Return what there is to say of a question's visible checks, the most useful first."""
    unscored = tuple(
        ScoredCheck(result=result, points=None, possible=0.0) for result in asked.results
    )
    said = question_feedback(
        QuestionResult(question=asked.question, points=None, checks=unscored), names
    )
    checks = (
        replace(check, message=_fault()) if _not_made(check.outcome) else check
        for check in said.checks
    )
    return replace(said, checks=tuple(_numbered(check, asked) for check in checks))


def _numbered(said: CheckFeedback, asked: Checked) -> CheckFeedback:
    """Return the same with the numbers that the checks have at grading, among the hidden ones."""
    numbers = tuple(asked.results[number - 1].check.number for number in said.numbers)
    return replace(said, numbers=numbers)


def said_of_check(result: CheckResult, names: Names) -> Message:
    """Return what there is to say of one check, nothing if it passed."""
    return _fault() if _not_made(result.outcome) else message(result, names)


def cause_of(asked: Checked, result: CheckResult) -> Sentence | None:
    """Return the known mistake's explanation, with the first of the checks that failed."""
    first = next((r for r in asked.results if r.outcome is not Outcome.PASSED), None)
    if first is None or first is not result or not result.mistake:
        return None
    return likely_cause(result.mistake.explanation)


def header(name: str) -> Sentence:
    """Return the line above everything that was found in a file."""
    return _("Self-check of {file}", file=name)


def standing(asked: Checked) -> Sentence:
    """Return in one line how many visible checks pass, and what is still to come."""
    return _(
        "{passing}; {hidden}; {worth}",
        passing=_passing(asked),
        hidden=_("{count} hidden at grading", count=asked.hidden)
        if asked.hidden
        else _("none hidden"),
        worth=_("worth {points} points", points=format_points(asked.question.points)),
    )


def _passing(asked: Checked) -> Sentence:
    count = len(asked.results)
    of_form = sum(result.check.is_of_form_only for result in asked.results)
    if asked.passed == count and asked.hidden and of_form == count:
        return _("the form is right (the value is looked at when your work is graded)")
    if asked.passed == count and asked.hidden and of_form:
        return _(
            "{count} of {count} visible checks pass ({form} of form only: the value is looked at "
            "when your work is graded)",
            count=count,
            form=of_form,
        )
    if asked.passed == count:
        return _("{count} of {count} visible checks pass", count=count)
    return _("{passed} of {count} visible checks pass", passed=asked.passed, count=count)


def footer(found: SelfCheck) -> Sentence | None:
    """Return the reminder that points are given later, None where no check is hidden."""
    if not any(asked.hidden for asked in found.questions):
        return None
    return _("Points are given at grading, when the hidden checks are run too.")


def said_of_cells(found: SelfCheck) -> Iterator[tuple[Sentence, list[Said]]]:
    """Return under their headings what went wrong in cells, and what their warnings mean.

    What helps stands below, each thing once; the Python that grades is not known here.
    """
    unversioned = replace(found.observation, versions=())
    for heading, cells in cells_by_heading(cell_feedback(unversioned, found.names)):
        advice = dict.fromkeys(cell.advice for cell in cells if cell.advice)
        yield heading, [*(cell.sentence for cell in cells), *advice]


def _not_made(outcome: Outcome) -> bool:
    return outcome is Outcome.NOT_GRADED


def _fault() -> Message:
    said = _("This check could not be run; that is no fault of your code. Tell your teacher.")
    return Message(sentences=(said,))
