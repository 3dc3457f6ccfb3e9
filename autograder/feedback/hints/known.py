"""One cure: the errors it is for, and the sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from autograder.records import Text


@dataclass(frozen=True)
class Cure:
    """A sentence for errors of one type whose message fits.

    Named groups of the pattern fill the braces of the sentence, between backticks: they match
    words, numbers and shapes only, since what they match is foreign text.
    """

    type: str
    message: str  #: a pattern, found anywhere in the message
    text: Text

    def fitting(self, type_name: str, message: str) -> Text | None:
        """Return the sentence for an error, None if it is for other errors."""
        match = re.search(self.message, message) if type_name == self.type else None
        if match is None:
            return None
        groups = match.groupdict()
        return Text(self.text.en.format(**groups), self.text.ja.format(**groups))
