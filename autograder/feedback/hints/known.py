"""One hint: the errors it is for, and the sentence."""

from __future__ import annotations

import re

from autograder.frozen import dataclass
from autograder.records.sentences import Code, Part, Sentence, filled


@dataclass(frozen=True)
class Hint:
    """A sentence for errors of one type whose message fits, and the student's line if need be.

    Named groups of the patterns are parts of the sentence: numbers, or code.
    """

    type: str
    message: str  #: a pattern, found anywhere in the message
    sentence: Sentence
    line: str = ""  #: a pattern, found anywhere in the student's line that raised

    def fitting(self, type_name: str, message: str, line: str = "") -> Sentence | None:
        """Return the sentence for an error, None if it is for other errors."""
        if type_name != self.type:
            return None
        matches = [re.search(self.message, message), re.search(self.line, line[:_LONGEST])]
        if None in matches:
            return None
        parts = {n: t for match in matches if match for n, t in match.groupdict().items() if t}
        return filled(self.sentence, **{name: _part(text) for name, text in parts.items()})


_LONGEST = 500  #: characters of a line


def _part(text: str) -> Part:
    return int(text) if re.fullmatch("-?[0-9]{1,9}", text) else Code(text)
