"""Cells that did not run to their end, and those that printed a warning."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.feedback.errors import help_with, message_of, place_of, type_of, with_source
from autograder.feedback.hints import hint_for_cell, hint_for_warning
from autograder.feedback.names import NO_NAMES, Names, Spot
from autograder.feedback.stops import stopped_sentence
from autograder.feedback.words import file_of, foreign, line_of, place_in
from autograder.records import CellRun, Observation, ProgramRequest, Raised, Stopped
from autograder.records.messages import CellFeedback
from autograder.records.sentences import Sentence, _


def cell_feedback(observation: Observation, names: Names = NO_NAMES) -> tuple[CellFeedback, ...]:
    """Return what is said of each cell that was stopped, raised or warned, in their order."""
    return tuple(_cells(observation, names))


def raised_in_cell(cell: int, raised: Raised, names: Names = NO_NAMES, line: int = 0) -> Sentence:
    """Return the sentence about a cell, or a statement of a module, that stopped with an error."""
    said = _(
        "Cell {cell} stops with {type}: {message}",
        cell=cell,
        type=type_of(raised),
        message=message_of(raised),
    )
    if file := names.module or file_of(raised):
        said = _(
            "A statement of {file} stops with {type}: {message}",
            file=foreign(file),
            type=type_of(raised),
            message=message_of(raised),
        )
    for last in raised.frames[-1:]:
        place = line_of(last)
        said = _("{error} ({place})", error=said, place=with_source(place, last))
    hint = help_with(raised, names, Spot(cell, line))
    return _("{error} — {hint}", error=said, hint=hint) if hint else said


def stopped_in_cell(
    cell: int, stopped: Stopped, names: Names = NO_NAMES, line: int = 0
) -> Sentence:
    """Return the sentence about a cell, or a statement of a module, that was stopped."""
    return stopped_sentence(stopped, place_in(names, Spot(cell, line)))


def _cells(observation: Observation, names: Names) -> Iterator[CellFeedback]:
    python = _python(observation)
    reads = _reads_input(observation)
    for run in observation.runs:
        if reads and run.raised and run.raised.type == "EOFError":
            continue  # here was nothing to read; where the program is judged, there is
        if run.stopped:
            yield CellFeedback(
                cell=run.cell,
                file=names.module,
                sentence=stopped_in_cell(run.cell, run.stopped, names, run.line),
            )
        elif run.raised:
            yield CellFeedback(
                cell=run.cell,
                file=names.module,
                sentence=raised_in_cell(run.cell, run.raised, names, run.line),
                place=place_of(run.raised),
                advice=hint_for_cell(run.raised, python, names.libraries),
            )
        elif warning := hint_for_warning(run):
            yield CellFeedback(
                cell=run.cell,
                file=names.module,
                sentence=_warns(run, warning, names),
                is_error=False,
            )


def _reads_input(observation: Observation) -> bool:
    asked = (exchange.request for _, record in observation.exchanges for exchange in record)
    return any(isinstance(request, ProgramRequest) for request in asked)


def _warns(run: CellRun, warning: Sentence, names: Names) -> Sentence:
    if names.module:
        place = place_in(names, Spot(run.cell, run.line))
        return _("A warning at {place}: {warning}", place=place, warning=warning)
    return _("Cell {cell} warns: {warning}", cell=run.cell, warning=warning)


def _python(observation: Observation) -> str | None:
    """Return the Python that ran the submission, as "3.11"; None if it is not on record."""
    full = dict(observation.versions).get("python")
    return full and ".".join(full.split(".")[:2])
