"""Comparing what is printed: line by line, some lines among others, or the numbers in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from autograder.checks.comparison import difference
from autograder.checks.kind import Schema
from autograder.checks.margins import margins
from autograder.records.sentences import Code, Sentence, _
from autograder.texts import first_difference, printed_lines

Compare = Literal["whole", "among", "numbers"]


@dataclass(frozen=True, kw_only=True)
class Printing:
    """How what is printed is compared with what should be."""

    compare: Compare = "whole"
    tolerance: float | None = None  #: of numbers
    relative: float | None = None

    def differs(self, got: str, expected: str) -> Sentence | None:
        """Return in what they differ, None if they agree."""
        if not got.strip() and expected.strip():
            return _("Nothing is printed.")
        match self.compare:
            case "whole":
                return _whole(printed_lines(got), printed_lines(expected))
            case "among":
                return _among(printed_lines(got), printed_lines(expected))
            case "numbers":
                return self._numbers(_numbers_in(got), _numbers_in(expected))

    def _numbers(self, got: list[float], expected: list[float]) -> Sentence | None:
        if len(got) != len(expected):
            return _(
                "How many numbers are printed: {got}; how many there should be: {expected}.",
                got=len(got),
                expected=len(expected),
            )
        margin = margins([expected], self.tolerance, self.relative)
        differs = difference(got, expected, margin)
        if differs is None:
            return None
        (place,) = differs.index or (0,)
        return _("Number {place} of those that are printed is not right.", place=place + 1)


def _whole(got: list[str], expected: list[str]) -> Sentence | None:
    place = first_difference(got, expected)
    if place is None:
        return None
    if not expected:
        return _("Nothing should be printed.")
    if place == len(expected):
        return _("Nothing more should be printed after line {line}.", line=place)
    if place == len(got):
        return _("Something is missing after line {line} of what is printed.", line=place)
    return _("Line {line} of what is printed is not as it should be.", line=place + 1)


def _among(got: list[str], expected: list[str]) -> Sentence | None:
    left = iter(map(_without_blanks, got))
    for line in expected:
        if _without_blanks(line) not in left:  # goes on behind what it has found
            return _("This line is not printed, or not in its place: {line}", line=Code(line))
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
