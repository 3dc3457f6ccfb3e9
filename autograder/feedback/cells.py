"""Cells that did not run to their end, and those that printed a warning."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.feedback.errors import help_with, message_of, place_of, type_of, with_source
from autograder.feedback.hints import hint_for_cell, hint_for_warning
from autograder.feedback.names import NO_NAMES, Names
from autograder.feedback.stops import stopped_sentence
from autograder.feedback.words import line_of
from autograder.records import Observation, Raised, Stopped
from autograder.records.messages import CellFeedback
from autograder.records.sentences import Sentence, _


def cell_feedback(observation: Observation, names: Names = NO_NAMES) -> tuple[CellFeedback, ...]:
    """Return what is said of each cell that was stopped, raised or warned, in their order."""
    return tuple(_cells(observation, names))


def raised_in_cell(cell: int, raised: Raised, names: Names = NO_NAMES) -> Sentence:
    """Return the sentence about a cell that stopped with an error."""
    said = _(
        "Cell {cell} stops with {type}: {message}",
        cell=cell,
        type=type_of(raised),
        message=message_of(raised),
    )
    if file := next((frame.file for frame in raised.frames), ""):
        said = _(
            "A statement of {file} stops with {type}: {message}",
            file=file,
            type=type_of(raised),
            message=message_of(raised),
        )
    for last in raised.frames[-1:]:
        place = line_of(last)
        said = _("{error} ({place})", error=said, place=with_source(place, last))
    hint = help_with(raised, names, cell)
    return _("{error} — {hint}", error=said, hint=hint) if hint else said


def stopped_in_cell(cell: int, stopped: Stopped) -> Sentence:
    """Return the sentence about a cell that was stopped."""
    return stopped_sentence(stopped, _("cell {cell}", cell=cell))


def _cells(observation: Observation, names: Names) -> Iterator[CellFeedback]:
    python = _python(observation)
    for run in observation.runs:
        if run.stopped:
            yield CellFeedback(cell=run.cell, sentence=stopped_in_cell(run.cell, run.stopped))
        elif run.raised:
            yield CellFeedback(
                cell=run.cell,
                sentence=raised_in_cell(run.cell, run.raised, names),
                place=place_of(run.raised),
                advice=hint_for_cell(run.raised, python),
            )
        elif warning := hint_for_warning(run):
            said = _("Cell {cell} warns: {warning}", cell=run.cell, warning=warning)
            yield CellFeedback(cell=run.cell, sentence=said, is_error=False)


def _python(observation: Observation) -> str | None:
    """Return the Python that ran the submission, as "3.11"; None if it is not on record."""
    full = dict(observation.versions).get("python")
    return full and ".".join(full.split(".")[:2])
