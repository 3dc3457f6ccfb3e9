"""Sentences as text, in the language that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from string import Formatter

from autograder.feedback.show.catalogues import translated
from autograder.records import Language, Text
from autograder.records.sentences import Code, Listed, Part, Said, Sentence, number
from autograder.texts import sanitize

Piece = str | Code
"""Text to be shown as it stands, or code."""


def in_language(said: Said, language: Language) -> str:
    """Return a sentence as plain text, code in it between backticks."""
    return "".join(map(str, pieces(said, language)))


def sentence_markdown(said: Said, language: Language) -> str:
    """Return a sentence as Markdown that shows everything but code as it stands."""
    return "".join(
        str(piece) if isinstance(piece, Code) else _escaped(piece)
        for piece in pieces(said, language)
    )


def pieces(part: Part, language: Language) -> Iterator[Piece]:
    """Yield what a sentence, or a part of one, is made of in a language."""
    match part:
        case Code():
            yield part
        case Text():
            yield from _prose(part.in_language(language))
        case Listed(parts=listed):
            for place, each in enumerate(listed):
                yield ", " if place else ""
                yield from pieces(each, language)
        case Sentence(template=template, parts=named):
            parts = dict(named)
            for prose, name in _template(translated(template, language)):
                yield from prose
                if name is not None:
                    yield from pieces(parts[name], language)
        case _:
            yield sanitize(number(part) if isinstance(part, float) else str(part))


@lru_cache(2000)
def _template(text: str) -> tuple[tuple[tuple[Piece, ...], str | None], ...]:
    """Return the prose of a translated template, each with the part that follows it."""
    parts = Formatter().parse(text)
    return tuple((tuple(_prose(prose)), name) for prose, name, _, _ in parts)


_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")


def _prose(text: str) -> Iterator[Piece]:
    """Yield an author's prose, or a template's: code spans as in Markdown, the rest literally.

    https://spec.commonmark.org/current/#code-spans
    """
    place = 0
    for span in _CODE_SPAN.finditer(text):
        yield sanitize(text[place : span.start()])
        yield Code(_unpadded(span[2]))
        place = span.end()
    yield sanitize(text[place:])


def _unpadded(code: str) -> str:
    """Leave out the spaces that keep backticks at either end apart from the fence."""
    padded = code.startswith(" ") and code.endswith(" ") and code.strip()
    return code[1:-1] if padded else code


def _escaped(text: str) -> str:
    """Return a line of text that Markdown shows as it is."""
    line = re.sub(r"\s+", " ", text)
    return "".join(f"\\{c}" if c in r"\`*_[]<>#|" else c for c in line)
