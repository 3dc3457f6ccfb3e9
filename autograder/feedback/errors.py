"""Errors of the student's code: what it was, where in the student's own lines, what helps."""

from __future__ import annotations

import re

from autograder.cutting import beginning
from autograder.feedback.hints import hint
from autograder.feedback.hints.conflicts import conflict_marks
from autograder.feedback.hints.spelling import misspelt
from autograder.feedback.missing import missing_sentence
from autograder.feedback.names import Names, Spot
from autograder.feedback.words import foreign, place_in
from autograder.records import Frame, Raised
from autograder.records.messages import Location
from autograder.records.sentences import Code, Part, Sentence, _

_MOST_CHARACTERS = 300  #: of an error's message


def type_of(raised: Raised) -> Code:
    """Return the name of the error's class."""
    return Code(beginning(raised.type, 80))


def message_of(raised: Raised) -> Part:
    """Return the error's own message, its end left out if it is long."""
    whole = _FOUND_AT.sub("", raised.message) if raised.type in _IMPORTS else raised.message
    text = beginning(whole, _MOST_CHARACTERS)
    more = " …" if len(text) < len(whole) else ""
    return Code(text + more) if text.strip() else "—"


_IMPORTS = ("ImportError", "ModuleNotFoundError")
_FOUND_AT = re.compile(r" \((?:/|[A-Za-z]:\\)[^()]*\)$")  #: where the grader has the module


def with_source(place: Sentence, frame: Frame) -> Sentence:
    """Return the place of a frame and the line that stands there, if there is one."""
    if not frame.source:
        return place
    return _("{place}: {source}", place=place, source=Code(frame.source))


def place_of(raised: Raised) -> Location | None:
    """Return the student's line in which it happened, None if it is in none."""
    return next((Location(cell=last.cell, line=last.line) for last in raised.frames[-1:]), None)


def help_with(raised: Raised, names: Names, at: Spot | None = None) -> Sentence | None:
    """Return what to do about the error, if more is known than it says itself.

    `at` is the cell or statement that raised it; None if a call did, after all of them.
    """
    name = _missing_name(raised)
    known = conflict_marks(raised, names.sources) or _too_early(name, names, at)
    known = known or misspelt(raised, names)
    return known or hint(raised) or _unknown(name, names)


_NO_NAME = re.compile(r"name '(\w+)' is not defined")


def _missing_name(raised: Raised) -> str:
    """Return the name that stands for nothing, "" if it was another error."""
    match = _NO_NAME.match(raised.message) if raised.type == "NameError" else None
    return match[1] if match else ""


def _too_early(name: str, names: Names, at: Spot | None) -> Sentence | None:
    """Return what should have bound the name, None if it is nothing that we know."""
    bound_in = names.spot(name)
    if bound_in is None:
        return None
    place = place_in(names, bound_in)
    if names.unfinished_spot(name) and not (at and names.is_same_step(bound_in, at)):
        if never_run := not_run(name, bound_in, names):
            return never_run
        if names.module:
            return _(
                "{name} gets its value at {place}, which stopped before its end. Fix what stopped "
                "it first.",
                name=Code(name),
                place=place,
            )
        return _(
            "{name} gets its value in cell {cell}, which stopped before its end. Fix that cell "
            "first.",
            name=Code(name),
            cell=bound_in.cell,
        )
    if at and bound_in > at and not names.is_same_step(bound_in, at):
        if names.module:
            return _(
                "{name} is defined at {place}, which comes later. A file runs from top to bottom.",
                name=Code(name),
                place=place,
            )
        return _(
            "{name} is defined in cell {cell}, which comes later. Cells run from top to bottom.",
            name=Code(name),
            cell=bound_in.cell,
        )
    return None


def not_run(name: str, spot: Spot, names: Names) -> Sentence | None:
    """Return that nothing of what binds a name was run, None if it has no syntax error."""
    line = names.syntax_error(spot)
    if line is None:
        return None
    if not names.module:
        reason = _(
            "nothing of cell {cell}, which defines it, was run, because of the syntax error in "
            "its line {line}. Fix that first.",
            cell=spot.cell,
            line=line,
        )
    elif len(names.sources) > 1:
        reason = _(
            "nothing of the part of {file} that defines it was run, because of the syntax error "
            "in line {line}. Fix that first.",
            file=foreign(names.module),
            line=line,
        )
    else:
        reason = _(
            "nothing of {file} was run, because of the syntax error in line {line}. Fix that "
            "first.",
            file=foreign(names.module),
            line=line,
        )
    return _("There is no {name}: {reason}", name=Code(name), reason=reason)


def _unknown(name: str, names: Names) -> Sentence | None:
    """Return what is known of a name that no cell binds at its top level."""
    if not name or names.cell(name):
        return None
    if near := names.near(name, among_asked=True):
        return _("There is a similar name, {near}. Check the spelling.", near=Code(near))
    if not names.is_nowhere(name):
        return None
    if known := missing_sentence(name, names):
        return known
    if name in names.code.words:
        return _(
            "Nothing gives {name} a value. If it is meant as text, it needs quotation marks: "
            "{text}.",
            name=Code(name),
            text=Code(repr(name)),
        )
    if names.module:
        return _(
            "Nothing in {file} defines {name}. Is a line missing, or an import?",
            file=foreign(names.module),
            name=Code(name),
        )
    return _(
        "No cell defines {name}. Is it misspelt, or is an import missing? If you have deleted or "
        "changed the cell that defined it, your notebook may still remember it: restart the kernel "
        "and run all cells from the top to see the same error.",
        name=Code(name),
    )
