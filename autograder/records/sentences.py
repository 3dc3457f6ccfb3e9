"""Sentences of ours as they travel: an English template and its parts, in no language yet.

    _("The shape is {got}; it should be {expected}.", got=(2, 3), expected=(3,))

`_` marks a template for translation, as gettext's tools know it. Code that never changes stands
between backticks in the template; foreign text gets in as `Code` only. `feedback.show` makes text
of a sentence, in the language that is asked for.
"""

from __future__ import annotations

from dataclasses import replace

from autograder.frozen import dataclass
from autograder.records.texts import Text
from autograder.texts import code_span


@dataclass(frozen=True)
class Code:
    """Text that others have written: a name, a line of code, an error's message."""

    text: str

    def __str__(self) -> str:
        return code_span(self.text)


@dataclass(frozen=True)
class Listed:
    """Parts with commas between them."""

    parts: tuple[Part, ...]

    def __str__(self) -> str:
        return ", ".join(map(_in_english, self.parts))


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """Something that we say; `str()` is the English of it."""

    template: str  #: English, with a name in braces for each part
    parts: tuple[tuple[str, Part], ...] = ()

    def __str__(self) -> str:
        return self.template.format(**{name: _in_english(part) for name, part in self.parts})


Part = int | float | str | tuple[int, ...] | Code | Listed | Sentence | Text
"""A word of ours, a number, a shape; `Text` is an author's."""

Said = Sentence | Text
"""What is said, by us or by an author."""


def _(template: str, /, **parts: Part) -> Sentence:
    """Return the sentence; its template is marked to be translated."""
    return Sentence(template=template, parts=tuple(parts.items()))


def filled(sentence: Sentence, **parts: Part) -> Sentence:
    """Return the sentence with more of its parts."""
    return replace(sentence, parts=(*sentence.parts, *parts.items()))


def literal(text: str) -> Sentence:
    """Return text that is the same in every language as a sentence."""
    return Sentence(template="{text}", parts=(("text", text),))


def number(value: float) -> str:
    """Return a number as a sentence tells it, with six significant digits."""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _in_english(part: Part) -> str:
    if isinstance(part, Text):
        return part.in_language("en")
    return number(part) if isinstance(part, float) else str(part)
