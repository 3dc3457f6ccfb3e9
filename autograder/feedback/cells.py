"""What we say about cells that did not run to their end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from autograder import wording
from autograder.feedback.errors import error_facts, help_with, last_line, place_of
from autograder.feedback.hints import cure_for_cell, cure_for_warning
from autograder.feedback.names import NO_NAMES, Names
from autograder.records import CellRun, Language, Observation, Raised, Stopped, Text
from autograder.records.messages import CellFeedback


def cell_feedback(
    observation: Observation, language: Language, names: Names = NO_NAMES
) -> tuple[CellFeedback, ...]:
    """Return what is said of each cell that was stopped, raised or warned, in their order."""
    return tuple(_cells(observation.runs, _python(observation), names, language))


def raised_in_cell(cell: int, raised: Raised, language: Language, names: Names = NO_NAMES) -> str:
    """Return the sentence about a cell that stopped with an error."""
    file = next((frame.file for frame in raised.frames), "")
    text = (wording.MODULE_RAISED if file else wording.CELL_RAISED).said_in(language)
    sentence = text.format(cell=cell, file=file, **error_facts(raised))
    where = "".join(f" ({line})" for line in last_line(raised, language))
    return " — ".join([sentence + where, *help_with(raised, names, language, cell)])


def stopped_in_cell(cell: int, stopped: Stopped, language: Language) -> str:
    """Return the sentence about a cell that was stopped."""
    where = Text(f"cell {cell}", f"セル {cell}").said_in(language)
    text = wording.STOPPED[stopped.reason].said_in(language)
    sentence = text.format(name=where, detail=stopped.detail)
    return sentence[0].upper() + sentence[1:]


def advice_on_cells(runs: Iterable[CellRun], python: str, language: Language) -> list[str]:
    """Return what helps against errors in cells and is not in their messages, each thing once."""
    advice = (told.advice for told in _cells(runs, python, NO_NAMES, language))
    return list(dict.fromkeys(filter(None, advice)))


def _cells(
    runs: Iterable[CellRun], python: str, names: Names, language: Language
) -> Iterator[CellFeedback]:
    for run in runs:
        if run.stopped:
            yield CellFeedback(run.cell, stopped_in_cell(run.cell, run.stopped, language))
        elif run.raised:
            text = cure_for_cell(run.raised)
            advice = text.said_in(language).format(python=python) if text else None
            sentence = raised_in_cell(run.cell, run.raised, language, names)
            yield CellFeedback(run.cell, sentence, place_of(run.raised), advice)
        elif warning := cure_for_warning(run):
            yield CellFeedback(run.cell, _warned(run.cell, warning, language), is_error=False)


def _warned(cell: int, warning: Text, language: Language) -> str:
    text = wording.CELL_WARNED.said_in(language)
    return text.format(cell=cell, warning=warning.said_in(language))


def _python(observation: Observation) -> str:
    """Return the Python that ran the submission, as "3.11"."""
    full = dict(observation.versions).get("python", "3")
    return ".".join(full.split(".")[:2])
