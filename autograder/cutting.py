"""Text cut between characters.

Characters as readers see them (か with its ゛, or 👨‍👩‍👧) are what Unicode calls grapheme clusters,
https://www.unicode.org/reports/tr29/.
"""

from __future__ import annotations

from wcwidth import grapheme_boundary_before, iter_graphemes

_LONGEST = 64  #: code points; what claims to be a longer character is cut all the same


def beginning(text: str, longest: int) -> str:
    """Return the beginning of the text, at most `longest` code points of it."""
    return text if len(text) <= longest else text[: _boundary_before(text, longest)]


def ending(text: str, longest: int) -> str:
    """Return the end of the text, at most `longest` code points of it."""
    return text if len(text) <= longest else text[_boundary_after(text, len(text) - longest) :]


def _boundary_before(text: str, place: int) -> int:
    """Return the last boundary that is not after the place."""
    start = max(place - _LONGEST, 0)
    boundary = start + grapheme_boundary_before(text[start : place + 1], place + 1 - start)
    return place if boundary == start and start else boundary


def _boundary_after(text: str, place: int) -> int:
    """Return the first boundary that is not before the place."""
    before = _boundary_before(text, place)
    if before == place:
        return place
    whole = next(iter_graphemes(text[before : before + 2 * _LONGEST]))
    return max(before + len(whole), place)
