"""What is said in two languages, and what went wrong on our side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = ("ja", "en")


@dataclass(frozen=True)
class Text:
    """One sentence, or several, in both languages."""

    en: str
    ja: str

    def said_in(self, language: Language) -> str:
        return self.ja if language == "ja" else self.en


@dataclass(frozen=True)
class Fault:
    """Something of ours that did not work; it makes a check NOT_GRADED, never a zero."""

    message: str
