"""One hint: the errors it is for, and the sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from autograder.records.sentences import Code, Part, Sentence, filled


@dataclass(frozen=True)
class Hint:
    """A sentence for errors of one type whose message fits.

    Named groups of the pattern are parts of the sentence: numbers, or code.
    """

    type: str
    message: str  #: a pattern, found anywhere in the message
    sentence: Sentence

    def fitting(self, type_name: str, message: str) -> Sentence | None:
        """Return the sentence for an error, None if it is for other errors."""
        match = re.search(self.message, message) if type_name == self.type else None
        if match is None:
            return None
        return filled(self.sentence, **{n: _part(text) for n, text in match.groupdict().items()})


def _part(text: str) -> Part:
    return int(text) if re.fullmatch("-?[0-9]{1,9}", text) else Code(text)
