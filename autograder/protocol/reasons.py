"""Grader and worker: Why a value cannot travel, in words of our own.

A worker tells the grader the reason, and it reaches feedback: text that student code made up in
its place must not.
"""

from __future__ import annotations

import re
from enum import Enum

from autograder.protocol.errors import WireError

_COUNT = r"[0-9]{1,20}"
_SHAPE = rf"\({_COUNT},(?: {_COUNT}(?:, {_COUNT}){{0,62}})?\)"  # numpy knows 64 dimensions
_NUMBERS = rf"(?:{_COUNT}|{_SHAPE})"


class Reason(Enum):
    """A sentence; braces stand for a number, or for an array's shape."""

    VALUES = "more than {} values"
    DEPTH = "nested more than {} deep"
    SIZE = "more than {} MiB"
    BITS = "an integer of {} bits"
    SHAPE = "an array of shape {}"
    KEY = "a key that is not plain data"
    MESSAGE = "a message of {} bytes"
    BRACKETS = "a message of too many values"
    OTHER = "something that cannot be sent"

    def error(self, number: int | tuple[int, ...] | None = None) -> WireError:
        """Return the error that says so."""
        return WireError(self.value.format(number))

    def fits(self, text: str) -> bool:
        """Whether the text is this sentence with some number."""
        before, braces, after = self.value.partition("{}")
        pattern = re.escape(before) + (_NUMBERS if braces else "") + re.escape(after)
        return re.fullmatch(pattern, text) is not None


def own_words(text: str) -> str:
    """Return the text if it is one of our reasons, else a reason that fits everything."""
    known = any(reason.fits(text) for reason in Reason)
    return text if known else Reason.OTHER.value
