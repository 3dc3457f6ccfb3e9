"""What we say about an exception: what it was, where in the student's own code, what helps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder import wording
from autograder.cures import cure
from autograder.feedback.names import Names
from autograder.formatting import code_span
from autograder.messages import Place
from autograder.records import Language, Raised, Text
from autograder.wire.graphemes import beginning

_MOST_CHARACTERS = 300  #: of an error's message


def error_facts(raised: Raised) -> dict[str, str]:
    """Return type and message as code, for a sentence that has places for them."""
    text = beginning(raised.message, _MOST_CHARACTERS)
    more = " …" if len(text) < len(raised.message) else ""
    message = code_span(text + more) if text.strip() else "—"
    return {"type": code_span(beginning(raised.type, 80)), "message": message}


def last_line(raised: Raised, language: Language) -> Iterator[str]:
    """Yield the student's line in which it happened, if there is one."""
    for last in raised.frames[-1:]:
        where = wording.AT_LINE.said_in(language).format(cell=last.cell, line=last.line)
        yield f"{where}: {code_span(last.source)}" if last.source else where


def place_of(raised: Raised) -> Place | None:
    """Return the student's line in which it happened, None if it is in none."""
    return next((Place(last.cell, last.line) for last in raised.frames[-1:]), None)


def help_with(
    raised: Raised, names: Names, language: Language, cell: int | None = None
) -> Iterator[str]:
    """Yield what to do about the error, if more is known than it says itself.

    `cell` is the one that raised it; None if a call did, after all cells.
    """
    if text := cure(raised) or _missing_name(raised, names, cell):
        yield text.said_in(language)


_NO_NAME = re.compile(r"name '(\w+)' is not defined")


def _missing_name(raised: Raised, names: Names, cell: int | None) -> Text | None:
    """Return what is known of a name that stands for nothing."""
    match = _NO_NAME.match(raised.message) if raised.type == "NameError" else None
    if match is None:
        return None
    name = match[1]
    text: Text | None = None
    facts: dict[str, object] = {}
    bound_in = names.cell(match[1])
    if names.unfinished_cell(name) not in (None, cell):
        text, facts = wording.NAME_NOT_REACHED, {"cell": bound_in}
    elif cell and bound_in and bound_in > cell:
        text, facts = wording.NAME_LATER, {"cell": bound_in}
    elif bound_in is None and (near := names.near(name)):
        text, facts = wording.NAME_NEAR, {"near": near}
    elif names.is_nowhere(name):
        text = wording.NAME_NOWHERE
    return text and Text(text.en.format(name=name, **facts), text.ja.format(name=name, **facts))
