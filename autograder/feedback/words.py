"""Words of the submission, inside our sentences."""

import re

from autograder.records.sentences import Code


def foreign(text: str) -> str | Code:
    """Return text of the submission, as code unless it is a word, a number or a shape."""
    return text if re.fullmatch(r"[\w.+%, ()-]*", text) else Code(text)
