"""How wrong texts, lists and dictionaries are related to those that were expected."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from autograder.records.sentences import Code, Sentence, _

_LONGEST = 40  #: characters of a text that is told
_MOST = 1_000  #: entries that are compared
_SHORTEST = 2  #: elements that can stand in another order


def texts_alike(got: str, expected: str) -> Sentence | None:
    """Return in which way two texts differ, None if it is not a plain one."""
    if _without_blanks(got) == _without_blanks(expected):
        return _("They differ only in blanks: spaces, tabs or line ends.")
    if _folded(got) == _folded(expected):
        return _("They differ only in full-width and half-width characters.")
    if got.casefold() == expected.casefold():
        return _("They differ only in capital and small letters.")
    rest = expected.removeprefix(got)
    if got and rest != expected and len(rest) <= _LONGEST:
        return _("What is there is right, but {rest} at the end is missing.", rest=Code(rest))
    more = got.removeprefix(expected)
    if expected and more != got and len(more) <= _LONGEST:
        return _("After what was expected there is {more} too much.", more=Code(more))
    return None


def _without_blanks(text: str) -> str:
    """Return a text without any kind of space, those that nobody sees included."""
    return "".join(c for c in text if not (c.isspace() or unicodedata.category(c) in ("Zs", "Cf")))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", _without_blanks(text))


def entries_alike(
    got: Mapping[object, object], expected: Mapping[object, object]
) -> Sentence | None:
    """Return in which way two dictionaries differ, None if it is not a plain one."""
    if not 0 < len(got) <= _MOST or len(expected) > _MOST:
        return None
    if all(_is_plain(value) for value in (*got.values(), *expected.values())):
        exchanged = {value: key for key, value in got.items()}
        if exchanged.items() <= expected.items() and got != expected:
            return _("The keys and values are exchanged.")
    if _are_characters_of(got, expected):
        return _(
            "Each key is a single character. A loop over a text goes through its characters; to "
            "go through its words, loop over what `.split()` makes of it."
        )
    for key in expected:
        twin = next((k for k in got if k not in expected and _same_word(k, key)), None)
        if twin is not None:
            return _(
                "The keys {key} and {twin} differ only in capital and small letters.",
                key=Code(repr(key)),
                twin=Code(repr(twin)),
            )
    return None


def _are_characters_of(got: Mapping[object, object], expected: Mapping[object, object]) -> bool:
    """Whether the keys are the characters of those that were expected, which are longer."""
    if not all(isinstance(key, str) for key in (*got, *expected)):
        return False
    letters = {letter for key in expected for letter in str(key)}
    longer = any(len(str(key)) > 1 for key in expected)
    return longer and letters <= got.keys() and all(len(str(key)) == 1 for key in got)


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float)


def _same_word(one: object, other: object) -> bool:
    return isinstance(one, str) and isinstance(other, str) and one.casefold() == other.casefold()


def lists_alike(got: list[object], expected: list[object]) -> Sentence | None:
    """Return in which way two lists of texts differ, None if it is not a plain one."""
    if not _SHORTEST <= len(got) <= _MOST or not all(isinstance(e, str) for e in (*got, *expected)):
        return None
    if got == expected[::-1]:
        return _("These are the expected elements in reverse order.")
    if len(got) == len(expected) and sorted(map(str, got)) == sorted(map(str, expected)):
        return _("These are the expected elements in another order.")
    return None
