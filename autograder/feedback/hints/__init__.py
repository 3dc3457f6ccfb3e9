"""What to do about an error whose own text does not say it, or not to a beginner."""

from __future__ import annotations

from itertools import chain

from autograder import wording
from autograder.feedback.hints.arrays import ARRAYS
from autograder.feedback.hints.characters import foreign_character
from autograder.feedback.hints.denials import denial
from autograder.feedback.hints.keras import KERAS
from autograder.feedback.hints.known import Cure as Cure
from autograder.feedback.hints.python import PYTHON
from autograder.feedback.hints.warnings import WARNINGS
from autograder.records import CellRun, Raised, Text

KNOWN = (*KERAS, *ARRAYS, *PYTHON)


def cure(raised: Raised) -> Text | None:
    """Return what to do about an error, None if nothing more is known than it says itself."""
    found = (known.fitting(raised.type, raised.message) for known in KNOWN)
    return next(filter(None, chain([foreign_character(raised)], found, [denial(raised)])), None)


def cure_for_cell(raised: Raised) -> Text | None:
    """Return what to do about an error that has cost the rest of its cell, None as above.

    Where the text has `{python}`, the version that runs the work belongs.
    """
    match raised.type, raised.message:
        case (("SyntaxError" | "IndentationError" | "TabError"), _):
            return wording.CELL_SYNTAX
        case "ModuleNotFoundError", _:
            return wording.CELL_NO_MODULE
        case "EOFError", "EOF when reading a line":
            return wording.CELL_INPUT
    return None


def cure_for_warning(run: CellRun) -> Text | None:
    """Return what a warning means that the cell has printed, None if it is none we know."""
    printed = "".join(
        dict(output.content)["text"]
        for output in run.outputs
        if output.kind == "stream" and dict(output.content)["name"] == "stderr"
    )
    return next(filter(None, (known.fitting(known.type, printed) for known in WARNINGS)), None)
