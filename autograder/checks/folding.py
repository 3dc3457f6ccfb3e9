"""Texts that look alike: folded into one where a check says so."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from typing import Literal

from autograder.checks.kind import Schema
from autograder.values import unwrap

Fold = Literal["case", "blanks", "width"]


def folded(value: object, folds: Collection[Fold]) -> object:
    """Return the value with all texts in it folded, but for a dictionary's keys."""
    value = unwrap(value)
    if not folds:
        return value
    if isinstance(value, str):
        return _text(value, folds)
    if isinstance(value, dict):
        return {key: folded(item, folds) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)([folded(item, folds) for item in value])
    return value


def _text(text: str, folds: Collection[Fold]) -> str:
    if "width" in folds:
        text = unicodedata.normalize("NFKC", text)
    if "blanks" in folds:
        text = " ".join("".join(filter(_is_seen, text)).split())
    return text.lower() if "case" in folds else text


def _is_seen(character: str) -> bool:
    """Tell whether a character has a width, as U+200B has not."""
    return unicodedata.category(character) != "Cf"


def look_alike(one: str, other: str) -> bool:
    """Tell whether two texts differ, and only in blanks and in the width of characters."""
    return one != other and _text(one, _HARD_TO_SEE) == _text(other, _HARD_TO_SEE)


_HARD_TO_SEE: tuple[Fold, ...] = ("blanks", "width")

FOLD: Schema = {
    "type": "array",
    "items": {"enum": list(_HARD_TO_SEE), "expected": "blanks or width"},
    "description": "What of a text does not count: blanks (at its ends, several, of any kind), "
    "width (full-width or half-width characters).",
    "expected": "a list such as [blanks, width]",
}
