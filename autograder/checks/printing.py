"""Comparing texts that are printed: line by line, some among others, or the numbers in them."""

from __future__ import annotations

import re
from typing import Literal, get_args

from autograder.checks.comparison import difference
from autograder.checks.kind import Schema
from autograder.checks.margins import margins
from autograder.frozen import dataclass
from autograder.records.sentences import Code, Sentence, _
from autograder.texts import first_difference, printed_lines

Compare = Literal["whole", "among", "numbers"]


@dataclass(frozen=True, kw_only=True)
class TextDifference:
    """In what a text is not the expected one; `place` counts lines or numbers, from 1."""

    kind: Literal["empty", "unwanted", "more", "less", "line", "lacking", "count", "number"]
    place: int = 0
    line: str = ""  #: that is lacking
    counts: tuple[int, int] = (0, 0)  #: of numbers: how many there are, how many there should be


@dataclass(frozen=True, kw_only=True)
class Printing:
    """How what is printed, or written into a file, is compared with what should be."""

    compare: Compare = "whole"
    tolerance: float | None = None  #: of numbers
    relative: float | None = None

    def differs(self, got: str, expected: str) -> Sentence | None:
        """Return in what a printed text differs, None if it does not."""
        differs = self.difference(got, expected)
        return None if differs is None else _said(differs)

    def difference(self, got: str, expected: str) -> TextDifference | None:
        """Return in what the texts differ, None if they agree."""
        if not got.strip() and expected.strip():
            return TextDifference(kind="empty")
        match self.compare:
            case "whole":
                return _whole(printed_lines(got), printed_lines(expected))
            case "among":
                return _among(printed_lines(got), printed_lines(expected))
            case "numbers":
                return self._numbers(_numbers_in(got), _numbers_in(expected))

    def _numbers(self, got: list[float], expected: list[float]) -> TextDifference | None:
        if len(got) != len(expected):
            return TextDifference(kind="count", counts=(len(got), len(expected)))
        margin = margins([expected], self.tolerance, self.relative)
        differs = difference(got, expected, margin)
        if differs is None:
            return None
        (place,) = differs.index or (0,)
        return TextDifference(kind="number", place=place + 1)


def _said(differs: TextDifference) -> Sentence:
    place = differs.place
    match differs.kind:
        case "empty":
            return _("Nothing is printed.")
        case "unwanted":
            return _("Nothing should be printed.")
        case "more":
            return _("Nothing more should be printed after line {line}.", line=place)
        case "less":
            return _("Something is missing after line {line} of what is printed.", line=place)
        case "line":
            return _("Line {line} of what is printed is not as it should be.", line=place)
        case "lacking":
            return _(
                "This line is not printed, or not in its place: {line}", line=Code(differs.line)
            )
        case "count":
            got, expected = differs.counts
            return _(
                "How many numbers are printed: {got}; how many there should be: {expected}.",
                got=got,
                expected=expected,
            )
        case "number":
            return _("Number {place} of those that are printed is not right.", place=place)


def _whole(got: list[str], expected: list[str]) -> TextDifference | None:
    place = first_difference(got, expected)
    if place is None:
        return None
    if not expected:
        return TextDifference(kind="unwanted")
    if place == len(expected):
        return TextDifference(kind="more", place=place)
    if place == len(got):
        return TextDifference(kind="less", place=place)
    return TextDifference(kind="line", place=place + 1)


def _among(got: list[str], expected: list[str]) -> TextDifference | None:
    left = iter(map(_without_blanks, got))
    for line in expected:
        if _without_blanks(line) not in left:  # goes on behind what it has found
            return TextDifference(kind="lacking", line=line)
    return None


def _without_blanks(line: str) -> str:
    return " ".join(line.split())


_NUMBER = re.compile(r"[-+]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][-+]?\d{1,4})?")


def _numbers_in(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text)]


COMPARE: Schema = {
    "enum": list(get_args(Compare)),
    "description": "How what is printed is compared: whole (line by line, the default), among "
    "(these lines, in this order, among others), numbers (only the numbers in it, with "
    "`tolerance` or `relative`).",
    "expected": "whole, among or numbers",
}
