"""Words of the submission, inside our sentences."""

import re

from autograder.feedback.names import Names, Spot
from autograder.records import Frame, Raised
from autograder.records.sentences import Code, Sentence, _


def foreign(text: str) -> str | Code:
    """Return text of the submission, as code unless it is a word, a number or a shape."""
    return text if re.fullmatch(r"[\w.+%, ()-]*", text) else Code(text)


def line_of(frame: Frame) -> Sentence:
    """Return which line it is: of a cell, or of a module's file, as the editor counts."""
    if frame.file:
        return _("{file}, line {line}", file=foreign(frame.file), line=frame.above + frame.line)
    return _("cell {cell}, line {line}", cell=frame.cell, line=frame.line)


def place_in(names: Names, spot: Spot) -> Sentence:
    """Return which cell it is, or which line of a module."""
    if names.module:
        return _("{file}, line {line}", file=foreign(names.module), line=spot.line)
    return _("cell {cell}", cell=spot.cell)


def file_of(raised: Raised) -> str:
    """Return the name of the module that it was raised in, "" if it was a notebook."""
    return next((frame.file for frame in raised.frames), "")
