"""What should be printed beside what was: the lines around the first that differs, marked."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from itertools import zip_longest

from autograder.feedback.show.foreign import shortened
from autograder.records import ProgramRequest
from autograder.records.messages import Fact
from autograder.records.sentences import Said, _
from autograder.texts import first_difference, printed_lines, sanitize

_BEFORE, _AFTER = 4, 8  #: lines shown around the first that differs


def program_facts(request: ProgramRequest, file: str) -> list[Fact]:
    """Return how the program was started, and what it could read."""
    command = shlex.join(["python", file or "notebook.py", *request.arguments])
    facts = [Fact(label=_("Command"), text=shortened(command))]
    if request.stdin:
        facts.append(Fact(label=_("Input"), text=shortened(request.stdin.rstrip("\n"))))
    return facts


def printed_facts(expected: str, got: str) -> list[Fact]:
    """Return what should be printed and what was, as facts that stand side by side."""
    wanted, found = printed_lines(expected), printed_lines(got)
    place = first_difference(found, wanted) or 0
    return [
        _fact(_("Expected"), wanted, found, place),
        _fact(_("Got"), found, wanted, place),
    ]


def _fact(label: Said, lines: Sequence[str], others: Sequence[str], place: int) -> Fact:
    """Return the lines around a place, marked from where that one differs."""
    first, last = max(place - _BEFORE, 0), place + _AFTER
    shown = [
        *(["…"] if first else []),
        *(sanitize(shortened(line)) for line in lines[first:last]),
        *(["…"] if last < len(lines) else []),
    ]
    text = "\n".join(shown) or " "
    if place >= len(lines):
        return Fact(label=label, text=text, compared=True)
    row = place - first + bool(first)
    other = sanitize(shortened(others[place])) if place < len(others) else ""
    start = sum(len(line) + 1 for line in shown[:row])
    end = start + len(shown[row])
    column = min(start + _first_other(shown[row], other), end)
    return Fact(label=label, text=text, marks=((column, end),), compared=True)


def _first_other(line: str, other: str) -> int:
    """Return the first column in which two lines differ."""
    pairs = enumerate(zip_longest(line, other))
    return next((column for column, (one, two) in pairs if one != two), 0)
