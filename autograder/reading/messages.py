"""Grader and reader: The closed list of what a reader is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from autograder.feedback.changes import ChangeAsked, ChangeFound
from autograder.feedback.code import CodeAsked, CodeRead
from autograder.frozen import dataclass
from autograder.records import Language, Status
from autograder.records.sentences import Sentence

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


def to_bytes(sources: Iterable[str]) -> list[bytes]:
    """Return sources as they travel: a notebook's may hold what is not text in UTF-8."""
    return [source.encode("utf-8", "surrogatepass") for source in sources]


def to_texts(texts: Sequence[bytes]) -> list[str]:
    """Return sources that have travelled; raises UnicodeDecodeError if they are none."""
    return [text.decode("utf-8", "surrogatepass") for text in texts]
