"""Worker: Outputs of one cell, in order and bounded: a beginning, an end, a count between."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Literal

from autograder.cutting import beginning, ending
from autograder.frozen import dataclass
from autograder.records import Output
from autograder.worker.installed import without_folders

Kind = Literal["stream", "display_data", "execute_result", "error"]

MAX_TEXT = 1 << 20  #: bytes of text a cell
MAX_IMAGE = 2 << 20  #: characters of base64 an image
MAX_IMAGES = 8 << 20  #: characters of base64 a cell
_PIECE = 4096  #: printed characters are kept, or left out, this many at a time
_OVERHEAD = 64  #: bytes that a piece costs beside its text
_OVERHEAD_OF_OUTPUT = 512  #: the same for one that joins none: some 2,000 are kept at most
_LONGEST_SHOWN = MAX_TEXT // 4

_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def without_escapes(text: str) -> str:
    """Return the text as it would stand on a page: no escape sequence, no control character.

    A carriage return starts its line anew, as it does for progress bars.
    """
    text = _ESCAPE.sub("", text)
    if "\r" in text:
        text = "\n".join(_last_state(line) for line in text.split("\n"))
    return _CONTROL.sub("", text)


def _last_state(line: str) -> str:
    return line.rstrip("\r").rpartition("\r")[2]


def shortened(text: str, longest: int = _LONGEST_SHOWN) -> str:
    """Return head and tail of a text that is too long, and between them how much is missing."""
    if len(text) <= longest:
        return text
    head, tail = beginning(text, longest // 2), ending(text, longest // 2)
    return head + _left_out(len(text) - len(head) - len(tail)) + tail


def _left_out(count: int) -> str:
    return f"\n({count} characters left out)\n"


@dataclass(frozen=True)
class _Piece:
    kind: Kind
    content: Mapping[str, str]
    goes_on: bool = False  #: what the piece before it has begun

    @property
    def stream(self) -> str | None:
        return self.content["name"] if self.kind == "stream" else None

    @property
    def length(self) -> int:
        """Characters of its text."""
        return sum(map(len, self._texts()))

    @property
    def cost(self) -> int:
        """Bytes of its text, and a little for what travels with it; images are counted apart."""
        overhead = _OVERHEAD if self.goes_on else _OVERHEAD_OF_OUTPUT
        return overhead + sum(len(text.encode("utf-8", "replace")) for text in self._texts())

    def _texts(self) -> list[str]:
        if self.kind == "stream":
            return [self.content["text"]]
        return [data for key, data in self.content.items() if not key.startswith("image/")]


class Transcript:
    """The outputs of one cell; once it is full, the middle gives way."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._head: list[_Piece] = []
        self._head_room = MAX_TEXT // 2
        self._tail: deque[_Piece] = deque()
        self._tail_room = MAX_TEXT // 2
        self._left_out = 0
        self._image_room = MAX_IMAGES
        self._pending: list[str] = []
        self._pending_size = 0
        self._pending_stream = ""
        self._last_stream = ""
        self._clear_first = False

    def clear_with_next(self) -> None:
        """Forget everything as soon as there is something to put in its place."""
        self._clear_first = True

    def write(self, stream: str, text: str) -> None:
        """Add what was printed."""
        if self._clear_first:
            self.clear()
        if stream != self._pending_stream:
            self._settle()
            self._pending_stream = stream
        self._pending.append(text)
        self._pending_size += len(text)
        if self._pending_size >= _PIECE:
            self._settle()

    def show(self, kind: Kind, content: Mapping[str, str]) -> None:
        """Add a displayed value, an image or an error."""
        if self._clear_first:
            self.clear()
        self._settle()
        self._last_stream = ""
        self._add(_Piece(kind, {key: self._fitting(key, data) for key, data in content.items()}))

    def outputs(self) -> tuple[Output, ...]:
        """Return everything kept, neighbouring prints joined."""
        self._settle()
        middle = [_printed("stdout", _left_out(self._left_out))] if self._left_out else []
        joined = _joined([*self._head, *middle, *self._tail])
        return tuple(Output(kind=p.kind, content=tuple(_on_the_page(p).items())) for p in joined)

    def _settle(self) -> None:
        """Cut what was printed since the last time into pieces."""
        text = "".join(self._pending)
        self._pending = []
        self._pending_size = 0
        place = 0
        while place < len(text):
            piece = beginning(text[place : place + _PIECE + 1], _PIECE)
            self._add(_printed(stream := self._pending_stream, piece, stream == self._last_stream))
            self._last_stream = stream
            place += len(piece)

    def _add(self, piece: _Piece) -> None:
        if not self._tail and piece.cost <= self._head_room:
            self._head.append(piece)
            self._head_room -= piece.cost
            return
        self._tail.append(piece)
        self._tail_room -= piece.cost
        while self._tail_room < 0:
            gone = self._tail.popleft()
            self._tail_room += gone.cost
            self._left_out += gone.length

    def _fitting(self, key: str, data: str) -> str:
        if not key.startswith("image/"):
            return shortened(data)
        if len(data) > min(MAX_IMAGE, self._image_room):
            return ""
        self._image_room -= len(data)
        return data


def _printed(stream: str, text: str, goes_on: bool = False) -> _Piece:
    return _Piece("stream", {"name": stream, "text": text}, goes_on)


def _joined(pieces: Iterable[_Piece]) -> list[_Piece]:
    runs: list[list[_Piece]] = []
    for piece in pieces:
        if runs and piece.stream and runs[-1][0].stream == piece.stream:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return [_merged(run) for run in runs]


def _merged(run: list[_Piece]) -> _Piece:
    if len(run) == 1:
        return run[0]
    return _printed(run[0].content["name"], "".join(piece.content["text"] for piece in run))


def _on_the_page(piece: _Piece) -> dict[str, str]:
    """Return the content without what cannot be shown; an image too large leaves a sentence."""
    content = {k: without_escapes(without_folders(d)) for k, d in piece.content.items()}
    too_large = [key for key, data in content.items() if key.startswith("image/") and not data]
    if too_large:
        del content[too_large[0]]
        note = "(an image was left out: it is too large)"
        content["text/plain"] = "\n".join(filter(None, (content.get("text/plain"), note)))
    return content
