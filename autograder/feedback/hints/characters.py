"""Characters of a Japanese keyboard, or of a word processor, where Python wants another.

A full-width letter inside a name does no harm: Python reads it as the half-width one (PEP 3131).
"""

from __future__ import annotations

import re
import unicodedata

from autograder.feedback.words import line_of
from autograder.records import Frame, Raised
from autograder.records.sentences import Code, Sentence, _, filled

_INVALID = re.compile(r"invalid (?:non-printable )?character (?:'.' \()?U\+([0-9A-F]{4,6})")
_QUOTES = {**dict.fromkeys("“”„‟″", '"'), **dict.fromkeys("‘’‚‛′", "'")}
_LIKE = {
    **_QUOTES,
    **dict.fromkeys("−–—‐‑", "-"),
    **dict.fromkeys("、﹐", ","),
    "。": ".",
    "×": "*",
    "÷": "/",
    "≦": "<=",
    "≤": "<=",
    "≧": ">=",
    "≥": ">=",
    "≠": "!=",
    "【": "[",
    "】": "]",
    "〔": "[",
    "〕": "]",
}


def foreign_character(raised: Raised) -> Sentence | None:
    """Return which character Python cannot read, where it stands and what to type instead."""
    match = _INVALID.search(raised.message) if raised.type == "SyntaxError" else None
    if match is None or not raised.frames:
        return None
    return _sentence(chr(int(match[1], 16)), raised.frames[-1])


def _sentence(character: str, at: Frame) -> Sentence:
    instead = _LIKE.get(character) or unicodedata.normalize("NFKC", character)
    if _is_prose(at.source):
        return _(
            "In {place}, there is prose and no code. A comment begins with `#`.", place=line_of(at)
        )
    if character == "\N{IDEOGRAPHIC SPACE}":
        return _(
            "In {place}, there is a full-width space ({number}), which looks like an ordinary one. Delete it and type a half-width space.",
            place=line_of(at),
            number=_number(character),
        )
    if not character.isprintable() or instead.isspace():
        return _(
            "In {place}, there is an invisible character ({number}), perhaps copied from a web page. Delete the line and type it again.",
            place=line_of(at),
            number=_number(character),
        )
    if not instead.isascii():
        return _(
            "In {place}, there is the character {character}, which may appear only inside text or a comment.",
            place=line_of(at),
            character=Code(character),
        )
    return filled(
        _replacement(character),
        place=line_of(at),
        character=Code(character),
        instead=Code(instead),
    )


def _is_prose(line: str) -> bool:
    """Whether a line has hardly anything but Japanese, which Python takes for code."""
    letters = [c for c in line[:500] if not c.isspace()]
    japanese = [c for c in letters if unicodedata.east_asian_width(c) in "FW"]
    is_code = any(c in "=()[]（）＝［］\"'“”" for c in letters)
    return len(japanese) >= _FEWEST and not is_code and len(japanese) > 0.7 * len(letters)


_FEWEST = 6  #: characters of a sentence


def _replacement(character: str) -> Sentence:
    if character in _QUOTES:
        return _(
            "In {place}, there is the quotation mark {character}, as word processors write it. Python needs the straight {instead}."
        )
    if unicodedata.east_asian_width(character) in "FW" and character not in _LIKE:
        return _(
            "In {place}, there is the full-width character {character}. Switch off Japanese input and type the half-width {instead}."
        )
    return _(
        "In {place}, there is the character {character}, which Python does not know. Type {instead} instead."
    )


def _number(character: str) -> str:
    """Return a character's number as Unicode's tables write it."""
    return f"U+{ord(character):04X}"
