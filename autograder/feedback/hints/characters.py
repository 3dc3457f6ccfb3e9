"""Characters of a Japanese keyboard, or of a word processor, where Python wants another.

A full-width letter inside a name does no harm: Python reads it as the half-width one (PEP 3131).
"""

from __future__ import annotations

import re
import unicodedata

from autograder.feedback.show import code_span
from autograder.feedback.words import line_of
from autograder.records import Raised, Text

FULL_WIDTH = Text(
    "In {where}, there is the full-width character {character}. Switch the Japanese input off and type the half-width {instead}.",
    "{where}に、全角の {character} があります。日本語入力をオフにして、半角の {instead} に直してください。",
)
IDEOGRAPHIC_SPACE = Text(
    "In {where}, there is a full-width space ({number}), which looks like an ordinary one. Delete it and type a half-width space.",
    "{where}に、全角の空白 ({number}) があります。見た目では区別しにくい文字です。消して、半角の空白に直してください。",
)
INVISIBLE_CHARACTER = Text(
    "In {where}, there is an invisible character ({number}), perhaps copied along from a web page. Delete the line and type it anew.",
    "{where}に、目に見えない文字 ({number}) があります。Web ページなどから写したときに入ることがあります。行を消して、打ち直してください。",
)
CURLY_QUOTE = Text(
    "In {where}, there is the quotation mark {character}, as word processors write it. Python wants the straight {instead}.",
    "{where}に、文書用の引用符 {character} があります。Python では、まっすぐな半角の {instead} を使います。",
)
OTHER_CHARACTER = Text(
    "In {where}, there is the character {character}, which Python does not know. Type {instead}.",
    "{where}に、Python では使えない文字 {character} があります。半角の {instead} に直してください。",
)
NO_SUCH_CHARACTER = Text(
    "In {where}, there is the character {character}, which can stand only inside text or a comment.",
    "{where}に、文字列とコメントの中でしか使えない文字 {character} があります。",
)

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
    character, where = chr(int(match[1], 16)), line_of(raised.frames[-1])
    facts = {"character": code_span(character)}
    instead = _LIKE.get(character) or unicodedata.normalize("NFKC", character)
    text = _sentence(character, instead)
    facts |= {"instead": code_span(instead), "number": f"U+{ord(character):04X}"}
    return Text(text.en.format(where=where.en, **facts), text.ja.format(where=where.ja, **facts))


def _sentence(character: str, instead: str) -> Text:
    if character == "\N{IDEOGRAPHIC SPACE}":
        return IDEOGRAPHIC_SPACE
    if not character.isprintable() or instead.isspace():
        return INVISIBLE_CHARACTER
    if character in _QUOTES:
        return CURLY_QUOTE
    is_full_width = unicodedata.east_asian_width(character) in "FW" and character not in _LIKE
    if is_full_width and instead.isascii():
        return FULL_WIDTH
    return OTHER_CHARACTER if instead.isascii() else NO_SUCH_CHARACTER
