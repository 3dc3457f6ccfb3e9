"""Two arrays written so that equal indices stand in equal places, the first difference marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.frozen import dataclass

_LINE = 76  #: characters
_ROWS = 12
_BLOCKS = 3
_ELEMENTS = 60  #: of a single row

Index = tuple[int, ...]
Tokens = NDArray[Any]  #: of texts


@dataclass(frozen=True)
class Shown:
    """A value as text, and where in it to look."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    whole: bool = True  #: False: only a part around what is marked


def side_by_side(expected: NDArray[Any], got: NDArray[Any], index: Index) -> tuple[Shown, Shown]:
    """Return both arrays, which have the same shape of one axis or more, `index` marked in each.

    Of long ones a part is shown that holds the index; `…` stands for the rest.
    """
    wanted, found = _tokens(expected, got, index), _tokens(got, expected, index)
    widest = max(len(token) for tokens in (wanted, found) for token in tokens.flat)
    window = _window(expected.shape, index, widest)
    seen = [tokens[tuple(slice(*part) for part in window)] for tokens in (wanted, found)]
    widths = [
        max(len(t) for tokens in seen for t in tokens[..., n].flat) for n in _columns(seen[0])
    ]
    one, other = (_Writer(tokens, widths, window, expected.shape, index).shown for tokens in seen)
    return one, other


def joined(parts: Sequence[Shown]) -> Shown:
    """Return the parts of a tuple as one value, one below the other, with their marks."""
    text, marks = "(", list[tuple[int, int]]()
    for part in parts:
        text += ",\n " if len(text) > 1 else ""
        start, indented = len(text), part.text.replace("\n", "\n ")
        breaks = [part.text.count("\n", 0, mark) for mark, _ in part.marks]
        marks += [
            (start + one + n, start + other + n)
            for (one, other), n in zip(part.marks, breaks, strict=True)
        ]
        text += indented
    return Shown(f"{text})", tuple(marks), all(part.whole for part in parts))


def _columns(tokens: Tokens) -> range:
    return range(tokens.shape[-1])


def _tokens(array: NDArray[Any], other: NDArray[Any], index: Index) -> Tokens:
    texts = [number(value) for value in array.ravel().tolist()]
    tokens: Tokens = np.array(texts, dtype=object).reshape(array.shape)
    if tokens[index] == number(other[index].item()):
        tokens[index] = repr(array[index].item())
    return tokens


def number(value: object) -> str:
    """Return a number with six significant digits, an integer with all of them."""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _window(shape: Index, index: Index, widest: int) -> list[tuple[int, int]]:
    """Return from where to where each axis is shown."""
    single = len(shape) == 1
    across = _ELEMENTS if single else max(4, _LINE // (widest + 2))
    most = [*[_BLOCKS] * (len(shape) - 2), *([] if single else [_ROWS]), across]
    return [_part(n, at, m) for n, at, m in zip(shape, index, most, strict=True)]


def _part(length: int, at: int, most: int) -> tuple[int, int]:
    start = min(max(at - most // 2, 0), max(length - most, 0))
    return start, min(start + most, length)


class _Writer:
    """Writes one of the arrays, and keeps in mind where the marked element stands."""

    def __init__(
        self,
        tokens: Tokens,
        widths: list[int],
        window: list[tuple[int, int]],
        shape: Index,
        index: Index,
    ) -> None:
        self._widths = widths
        self._window = window
        self._shape = shape
        self._index = tuple(at - start for at, (start, _) in zip(index, window, strict=True))
        self._per_line = max(1, _LINE // (max(widths) + 2))
        self._text = ""
        self._mark = (0, 0)
        self._write(tokens, ())

    @property
    def shown(self) -> Shown:
        whole = all(part == (0, n) for part, n in zip(self._window, self._shape, strict=True))
        return Shown(self._text, (self._mark,), whole)

    def _write(self, tokens: Tokens, path: Index) -> None:
        axis = len(path)
        start, end = self._window[axis]
        last = tokens.ndim == 1
        pieces = range(len(tokens))
        self._text += "["
        if start:
            self._text += "…" + self._gap(axis, last, 0)
        for place in pieces:
            if last:
                self._element(tokens[place], (*path, place))
            else:
                self._write(tokens[place], (*path, place))
            if place < len(tokens) - 1 or end < self._shape[axis]:
                self._text += self._gap(axis, last, place + 1)
        self._text += "…]" if end < self._shape[axis] else "]"

    def _gap(self, axis: int, last: bool, place: int) -> str:
        """Return what stands between neighbours along an axis."""
        if not last:
            return "," + "\n" * (len(self._shape) - axis - 1) + " " * (axis + 1)
        breaks = len(self._shape) == 1 and place and place % self._per_line == 0
        return ",\n " if breaks else ", "

    def _element(self, token: str, path: Index) -> None:
        padded = token.rjust(self._widths[path[-1]])
        self._text += padded
        if path == self._index:
            self._mark = (len(self._text) - len(token), len(self._text))
