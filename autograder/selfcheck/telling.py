"""What a self-check has found, in words; terminals, pytest and notebooks show the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from autograder import wording as course_wording
from autograder.feedback import advice_on_cells, message, raised_in_cell, stopped_in_cell
from autograder.formatting import harmless
from autograder.records import CheckResult, Language, Outcome
from autograder.reports.scores import as_number
from autograder.selfcheck import wording
from autograder.selfcheck.checking import Checked, SelfCheck


@dataclass(frozen=True)
class Said:
    """One check: its title, and what its author should read of it, nothing if it passes."""

    title: str
    outcome: str
    passed: bool
    text: str


def said_of(asked: Checked, result: CheckResult, language: Language) -> Said:
    """Return what there is to say of one check of a question."""
    number = 1 + [other.check.id for other in asked.results].index(result.check.id)
    return Said(
        title=wording.CHECK.said_in(language).format(number=number),
        outcome=course_wording.OUTCOMES[result.outcome].said_in(language),
        passed=result.outcome is Outcome.PASSED,
        text=harmless("\n".join(_sentences(asked, result, language))),
    )


def _sentences(asked: Checked, result: CheckResult, language: Language) -> Iterator[str]:
    if result.outcome is Outcome.NOT_GRADED:
        fault = result.finding.fault if result.finding else None
        reason = fault.message if fault else ""
        yield wording.FAULT.said_in(language).format(reason=reason)
    elif result.outcome is not Outcome.PASSED:
        yield from likely_cause(asked, result, language)
        yield str(message(result, language))


def likely_cause(asked: Checked, result: CheckResult, language: Language) -> Iterator[str]:
    """Return the known mistake's explanation, with the first of the checks that failed."""
    first = next(r for r in asked.results if r.outcome is not Outcome.PASSED)
    if first is result and result.mistake:
        explanation = result.mistake.explanation.said_in(language)
        yield course_wording.LIKELY_CAUSE.said_in(language).format(explanation=explanation)


def standing(asked: Checked, language: Language) -> str:
    """Return in one line how many visible checks pass, and what is still to come."""
    count = len(asked.results)
    text = wording.ALL_PASS if asked.passed == count else wording.SOME_PASS
    hidden = wording.HIDDEN if asked.hidden else wording.NO_HIDDEN
    points = as_number(asked.question.points)
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


def of_cells(found: SelfCheck, language: Language) -> list[str]:
    """Return what went wrong in cells while they ran, and what helps."""
    runs = found.observation.runs
    lines = [stopped_in_cell(run.cell, run.stopped, language) for run in runs if run.stopped]
    lines += [raised_in_cell(run.cell, run.raised, language) for run in runs if run.raised]
    python = dict(found.observation.versions).get("python", "3")
    version = ".".join(python.split(".")[:2])
    return [harmless(line) for line in (*lines, *advice_on_cells(runs, version, language))]
