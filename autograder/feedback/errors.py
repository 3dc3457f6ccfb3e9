"""What we say about an exception: what it was, where in the student's own code, what helps."""

from __future__ import annotations

from collections.abc import Iterator

from autograder import wording
from autograder.cures import cure
from autograder.formatting import code_span
from autograder.records import Language, Raised


def error_facts(raised: Raised) -> dict[str, str]:
    """Return type and message as code, for a sentence that has places for them."""
    message = code_span(raised.message[:300]) if raised.message.strip() else "—"
    return {"type": code_span(raised.type[:80]), "message": message}


def last_line(raised: Raised, language: Language) -> Iterator[str]:
    """Yield the student's line in which it happened, if there is one."""
    for last in raised.frames[-1:]:
        where = wording.AT_LINE.said_in(language).format(cell=last.cell, line=last.line)
        yield f"{where}: {code_span(last.source)}" if last.source else where


def help_with(raised: Raised, language: Language) -> Iterator[str]:
    """Yield what to do about the error, if more is known than it says itself."""
    if text := cure(raised):
        yield text.said_in(language)
