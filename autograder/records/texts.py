"""Texts of a course's author, and faults of ours."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.frozen import dataclass
from autograder.languages import Language as Language, nearest

LANGUAGES: tuple[Language, ...] = ("ja", "en")  #: written `ja=…`, `en=…` in a course's Python


@dataclass(frozen=True, kw_only=True)
class Text:
    """A sentence of the course's author, in any languages; the course's first comes first."""

    by_language: tuple[tuple[Language, str], ...]

    @classmethod
    def of(
        cls,
        *,
        en: str | None = None,
        ja: str | None = None,
        texts: Mapping[Language, str] | None = None,
    ) -> Text:
        """Return the text as it is written in a course's Python."""
        given = {"en": en, "ja": ja, **(texts or {})}
        return cls(by_language=tuple((tag, t) for tag, t in given.items() if t is not None))

    @property
    def languages(self) -> tuple[Language, ...]:
        return tuple(tag for tag, _ in self.by_language)

    def in_language(self, language: Language) -> str:
        """Return the wording in a language, or in one that serves it, or else the first."""
        spoken = nearest(language, self.languages)
        return next((text for tag, text in self.by_language if spoken in (None, tag)), "")

    def led_by(self, language: Language) -> Text:
        """Return the text with the wording first that serves the language, if there is one."""
        first = nearest(language, self.languages)
        ordered = sorted(self.by_language, key=lambda pair: pair[0] != first)
        return Text(by_language=tuple(ordered))


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something of ours that did not work; it makes a check NOT_GRADED, never a zero."""

    message: str
