"""Characters of a Japanese keyboard, or of a word processor, where Python wants another.

A full-width letter inside a name does no harm: Python reads it as the half-width one (PEP 3131).
"""

from __future__ import annotations

import re
import unicodedata

from autograder import wording
from autograder.formatting import code_span
from autograder.records import Raised, Text

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


def foreign_character(raised: Raised) -> Text | None:
    """Return which character Python cannot read, where it stands and what to type instead."""
    match = _INVALID.search(raised.message) if raised.type == "SyntaxError" else None
    if match is None or not raised.frames:
        return None
    character, last = chr(int(match[1], 16)), raised.frames[-1]
    facts = {"cell": last.cell, "line": last.line, "character": code_span(character)}
    instead = _LIKE.get(character) or unicodedata.normalize("NFKC", character)
    text = _sentence(character, instead)
    facts |= {"instead": code_span(instead), "number": f"U+{ord(character):04X}"}
    return Text(text.en.format(**facts), text.ja.format(**facts))


def _sentence(character: str, instead: str) -> Text:
    if character == "\N{IDEOGRAPHIC SPACE}":
        return wording.IDEOGRAPHIC_SPACE
    if not character.isprintable() or instead.isspace():
        return wording.INVISIBLE_CHARACTER
    if character in _QUOTES:
        return wording.CURLY_QUOTE
    is_full_width = unicodedata.east_asian_width(character) in "FW" and character not in _LIKE
    if is_full_width and instead.isascii():
        return wording.FULL_WIDTH
    return wording.OTHER_CHARACTER if instead.isascii() else wording.NO_SUCH_CHARACTER
