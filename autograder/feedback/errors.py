"""What we say about an exception: what it was, where in the student's own code, what helps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder import wording
from autograder.feedback.hints import cure
from autograder.feedback.names import Names
from autograder.feedback.show import code_span
from autograder.feedback.words import line_of
from autograder.records import Language, Raised, Text
from autograder.records.messages import Place
from autograder.texts import beginning

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
        where = line_of(last).said_in(language)
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
    name = _missing_name(raised)
    text = _too_early(name, names, cell) or cure(raised) or _unknown(name, names)
    if text:
        yield text.said_in(language)


_NO_NAME = re.compile(r"name '(\w+)' is not defined")


def _missing_name(raised: Raised) -> str:
    """Return the name that stands for nothing, "" if it was another error."""
    match = _NO_NAME.match(raised.message) if raised.type == "NameError" else None
    return match[1] if match else ""


def _too_early(name: str, names: Names, cell: int | None) -> Text | None:
    """Return which cell should have bound the name, None if it is none that we know."""
    bound_in = names.cell(name)
    if names.unfinished_cell(name) not in (None, cell):
        return _filled(wording.NAME_NOT_REACHED, name=name, cell=bound_in)
    if cell and bound_in and bound_in > cell:
        return _filled(wording.NAME_LATER, name=name, cell=bound_in)
    return None


def _unknown(name: str, names: Names) -> Text | None:
    """Return what is known of a name that no cell binds at its top level."""
    if not name or names.cell(name):
        return None
    if near := names.near(name, among_asked=True):
        return _filled(wording.NAME_NEAR, near=near)
    return _filled(wording.NAME_NOWHERE, name=name) if names.is_nowhere(name) else None


def _filled(text: Text, **facts: object) -> Text:
    return Text(text.en.format(**facts), text.ja.format(**facts))
