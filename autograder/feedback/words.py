"""Words of the submission, inside our sentences."""

import re

from autograder import wording
from autograder.feedback.show import code_span
from autograder.records import Frame, Text


def foreign(text: str) -> str:
    """Return text of the submission, as code unless it is a word, a number or a shape."""
    return text if re.fullmatch(r"[\w.+%, ()-]*", text) else code_span(text)


def line_of(frame: Frame) -> Text:
    """Return which line it is: of a cell, or of a module's file, as the editor counts."""
    text = wording.IN_MODULE if frame.file else wording.AT_LINE
    facts = {"file": frame.file, "cell": frame.cell, "line": frame.above + frame.line}
    return Text(text.en.format(**facts), text.ja.format(**facts))
