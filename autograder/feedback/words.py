"""Words of the submission, inside our sentences."""

import re

from autograder.records import Frame
from autograder.records.sentences import Code, Sentence, _


def foreign(text: str) -> str | Code:
    """Return text of the submission, as code unless it is a word, a number or a shape."""
    return text if re.fullmatch(r"[\w.+%, ()-]*", text) else Code(text)


def line_of(frame: Frame) -> Sentence:
    """Return which line it is: of a cell, or of a module's file, as the editor counts."""
    if frame.file:
        return _("{file}, line {line}", file=frame.file, line=frame.above + frame.line)
    return _("cell {cell}, line {line}", cell=frame.cell, line=frame.line)
