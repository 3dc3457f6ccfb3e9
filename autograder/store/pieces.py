"""JSON text that is read piece by piece, so that a piece that is known need not be read again."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from json import JSONDecoder
from typing import Any

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = JSONDecoder()


class Pieces:
    """A text that is walked through once; what it holds is taken in its order, or ValueError."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def members(self) -> Iterator[str]:
        """Yield the keys of an object; the value of each is taken before the next is asked for."""
        for _ in self._separated("{", "}"):
            key = self.value()
            if not isinstance(key, str):
                raise ValueError("a key that is no text")
            self._take(":")
            yield key

    def items(self) -> Iterator[None]:
        """Yield for each item of a list; it is taken before the next is asked for."""
        return self._separated("[", "]")

    def value(self) -> Any:
        """Take what stands there."""
        value, self._at = _DECODER.raw_decode(self._text, self._past_space())
        return value

    def text(self, known: Iterable[str] = ()) -> str:
        """Take the list or object that stands there as text; one written like a known one is that.

        What is known are texts that this has returned.
        """
        start = self._past_space()
        for text in known:
            if self._text.startswith(text, start):  # neither begins with another one
                self._at = start + len(text)
                return text
        if self._text[start : start + 1] not in ("[", "{"):
            raise ValueError(f"no list or object at {start}")
        self.value()
        return self._text[start : self._at]

    def end(self) -> None:
        """Require that nothing more stands there."""
        if self._past_space() < len(self._text):
            raise ValueError("more than one value")

    def _separated(self, opening: str, closing: str) -> Iterator[None]:
        self._take(opening)
        if self._is_there(closing):
            return self._take(closing)
        yield
        while not self._is_there(closing):
            self._take(",")
            yield
        return self._take(closing)

    def _take(self, mark: str) -> None:
        self._require(mark)
        self._at = self._past_space() + 1

    def _require(self, mark: str) -> None:
        if not self._is_there(mark):
            raise ValueError(f"no {mark!r} at {self._at}")

    def _is_there(self, mark: str) -> bool:
        return self._text.startswith(mark, self._past_space())

    def _past_space(self) -> int:
        if self._text[self._at : self._at + 1] > " ":  # as everywhere but behind a comma or colon
            return self._at
        match = _SPACE.match(self._text, self._at)
        assert match
        return match.end()


_MOST_PLACES = 2000
_MOST_MET = 16  #: at each place


class TextsMet:
    """The texts that were met last at each of many places, likely to be met there again."""

    def __init__(self) -> None:
        self._met: dict[Hashable, tuple[str, ...]] = {}

    def take(self, place: Hashable, pieces: Pieces) -> str:
        """Take the list or object that stands there as text; one met at this place is that."""
        met = self._met.get(place, ())
        text = pieces.text(met)
        if not any(text is one for one in met):
            if len(self._met) >= _MOST_PLACES:
                self._met.clear()
            self._met[place] = (text, *met[: _MOST_MET - 1])
        return text
