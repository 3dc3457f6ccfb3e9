"""Points, headings and introductions around messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from autograder.feedback.words import foreign
from autograder.records import Outcome, Text
from autograder.records.messages import CellFeedback, CheckFeedback
from autograder.records.sentences import Listed, Part, Sentence, _, filled
from autograder.texts import format_points


def points_sentence(points: float | None, possible: float) -> Sentence:
    """Return how many points there are, for a question or for all of them."""
    if points is None:
        return _("not graded yet ({possible} points possible)", possible=format_points(possible))
    return _(
        "{points} of {possible} points",
        points=format_points(points),
        possible=format_points(possible),
    )


def problem_sentence(reason: Part) -> Sentence:
    """Return why a submission could not be graded as it stands."""
    return _("This submission could not be graded: {reason}.", reason=reason)


def likely_cause(explanation: Text) -> Sentence:
    """Return a known mistake's explanation, introduced as what it is."""
    return _("Likely cause: {explanation}", explanation=explanation)


def check_heading(check: CheckFeedback) -> Sentence:
    """Return which checks it is about and how they went, as "Checks 2, 3 (hidden): failed"."""
    numbers, outcome = Listed(check.numbers), _OUTCOMES[check.outcome]
    if check.hidden and len(check.numbers) > 1:
        return _("Checks {numbers} (hidden): {outcome}", numbers=numbers, outcome=outcome)
    if check.hidden:
        return _("Check {numbers} (hidden): {outcome}", numbers=numbers, outcome=outcome)
    if len(check.numbers) > 1:
        return _("Checks {numbers}: {outcome}", numbers=numbers, outcome=outcome)
    return _("Check {numbers}: {outcome}", numbers=numbers, outcome=outcome)


_OUTCOMES = {
    Outcome.PASSED: _("passed"),
    Outcome.FAILED: _("failed"),
    Outcome.RAISED: _("stopped by an error"),
    Outcome.TIMED_OUT: _("stopped: out of time"),
    Outcome.KILLED: _("stopped"),
    Outcome.SKIPPED: _("not run"),
    Outcome.NOT_GRADED: _("not graded"),
}


def cells_by_heading(
    cells: Iterable[CellFeedback],
) -> Iterator[tuple[Sentence, list[CellFeedback]]]:
    """Yield the cells that stopped, then those that printed warnings, with a heading each."""
    told = list(cells)
    for is_error in (True, False):
        if chosen := [cell for cell in told if cell.is_error is is_error]:
            yield _heading(chosen[0].file, is_error), chosen


def _heading(file: str, is_error: bool) -> Sentence:
    if file:
        said = _("Errors in {file}") if is_error else _("Warnings in {file}")
        return filled(said, file=foreign(file))
    return _("Errors in cells") if is_error else _("Warnings in cells")
