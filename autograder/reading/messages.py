"""Grader and reader: The closed list of what a reader is asked, and what it answers.

A message is a frame, and behind it as many texts as it says, whose lengths it says too.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Literal, TypeVar

from autograder.codec import CodecError
from autograder.feedback.changes import ChangeAsked, ChangeFound
from autograder.feedback.code import CodeAsked, CodeRead
from autograder.protocol.errors import WireError
from autograder.protocol.frames import pack, receive as receive_frame, receive_bytes
from autograder.protocol.records import RECORDS
from autograder.records import Language, Status
from autograder.records.sentences import Sentence

T = TypeVar("T")

MOST_BYTES = 128 << 20  #: of all texts of a message

CellKind = Literal["code", "markdown", "raw"]


@dataclass(frozen=True, kw_only=True)
class ReadCells:
    """Read a file of this suffix, whose bytes are the text."""

    suffix: str


@dataclass(frozen=True, kw_only=True)
class CellsRead:
    """The cells of a file, whose sources are the texts."""

    kinds: tuple[CellKind, ...]
    above: tuple[int, ...]  #: lines of a module's file above each
    turns: tuple[int, ...]  #: when each runs


@dataclass(frozen=True, kw_only=True)
class Unread:
    """The file is not a notebook or a module."""

    reason: Sentence
    status: Status


@dataclass(frozen=True, kw_only=True)
class FindBindings:
    """Find what code cells bind, whose sources are the texts."""


@dataclass(frozen=True, kw_only=True)
class CellBound:
    """What one of them binds, as `bindings.CellBindings`."""

    top: tuple[tuple[str, int], ...]
    anywhere: tuple[str, ...]
    read: bool
    parsed: bool


@dataclass(frozen=True, kw_only=True)
class BindingsFound:
    """What each of them binds."""

    cells: tuple[CellBound, ...]


@dataclass(frozen=True, kw_only=True)
class FindFacts:
    """Find what code cells show, whose sources are the texts."""

    asked: CodeAsked


@dataclass(frozen=True, kw_only=True)
class FactsFound:
    """What they show, as `read_code` says it."""

    code: CodeRead


@dataclass(frozen=True, kw_only=True)
class FindOneChange:
    """Find the change that would put answers right, in code cells whose sources are the texts."""

    asked: ChangeAsked


@dataclass(frozen=True, kw_only=True)
class OneChangeFound:
    """That change, as `find_change` says it."""

    change: ChangeFound


@dataclass(frozen=True, kw_only=True)
class MarkUp:
    """Make HTML of cells of these kinds, whose sources are the texts."""

    kinds: tuple[CellKind, ...]
    language: Language


@dataclass(frozen=True, kw_only=True)
class MarkedUp:
    """The HTML of each is a text."""


Request = ReadCells | FindBindings | FindFacts | FindOneChange | MarkUp
Reply = CellsRead | Unread | BindingsFound | FactsFound | OneChangeFound | MarkedUp


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request, and how many CPU seconds it may take."""

    request: Request
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A reply, and how many CPU seconds it has taken."""

    reply: Reply
    seconds: float


def send(fd: int, kind: Any, message: Any, texts: Sequence[bytes] = ()) -> None:
    """Write a request or a reply to a blocking pipe."""
    data = RECORDS.dump(kind, message)
    frame = pack({"message": data, "sizes": [len(text) for text in texts]})
    is_little = sum(map(len, texts)) <= _LITTLE
    for part in [b"".join([frame, *texts])] if is_little else [frame, *texts]:
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(fd, rest) :]


def receive(fd: int, kind: Any) -> tuple[Any, list[bytes]] | None:
    """Read a request or a reply from a blocking pipe; None if the other side has closed it.

    Raises WireError or CodecError if it is none.
    """
    frame = receive_frame(fd)
    if frame is None:
        return None
    sizes = RECORDS.load(tuple[int, ...], frame.get("sizes"))
    if any(size < 0 for size in sizes) or sum(sizes) > MOST_BYTES:
        raise CodecError("texts of other sizes")
    message = RECORDS.load(kind, frame.get("message"))
    if sum(sizes) > _LITTLE:
        return message, [_text(fd, size) for size in sizes]
    together, ends = _text(fd, sum(sizes)), accumulate(sizes)
    return message, [together[end - size : end] for size, end in zip(sizes, ends, strict=True)]


_LITTLE = 1 << 20  #: bytes of texts that travel together: what is more is not held twice


def _text(fd: int, size: int) -> bytes:
    text = receive_bytes(fd, size)
    if len(text) < size:
        raise WireError("a message that breaks off")
    return text


def to_bytes(sources: Iterable[str]) -> list[bytes]:
    """Return sources as they travel: a notebook's may hold what is not text in UTF-8."""
    return [source.encode("utf-8", "surrogatepass") for source in sources]


def to_texts(texts: Sequence[bytes]) -> list[str]:
    """Return sources that have travelled; raises UnicodeDecodeError if they are none."""
    return [text.decode("utf-8", "surrogatepass") for text in texts]
