"""What to do about an error whose own text does not say it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from autograder import wording
from autograder.denials import denial
from autograder.records import Raised, Text


@dataclass(frozen=True)
class Cure:
    """A sentence for errors of one type whose message fits."""

    type: str
    message: re.Pattern[str]
    text: Text


_KNOWN = (
    Cure("ValueError", re.compile(r"Argument\(s\) not recognized: .*'lr'"), wording.CURE_LR),
    Cure(
        "ValueError",
        re.compile(
            r"`target` and `output` must have the same (rank|shape)"
            r".*target\.shape=\([^,]+,( 1)?\), output\.shape=\([^,]+, [0-9]+\)"
        ),
        wording.CURE_NOT_ONE_HOT,
    ),
    Cure(
        "ValueError",
        re.compile(r"`output` must have rank \(ndim\) `target\.ndim - 1`"),
        wording.CURE_ONE_HOT,
    ),
    Cure("ValueError", re.compile(r"Data cardinality is ambiguous"), wording.CURE_CARDINALITY),
    Cure("ValueError", re.compile(r"Unrecognized data type: .*<class 'list'>"), wording.CURE_LIST),
    Cure(
        "ValueError",
        re.compile(r"Expected shape \(None, .* incompatible shape \([0-9]+,\)"),
        wording.CURE_ONE_EXAMPLE,
    ),
)


def cure(raised: Raised) -> Text | None:
    """Return what to do about an error, None if nothing more is known than it says itself."""
    fitting = (c.text for c in _KNOWN if c.type == raised.type and c.message.search(raised.message))
    return next(fitting, None) or denial(raised)


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
