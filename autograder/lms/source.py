"""An LMS as a pull sees it: what was handed in there, and its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from autograder.frozen import dataclass
from autograder.lms.platform import Account


@dataclass(frozen=True, kw_only=True)
class RemoteFile:
    """A file that is kept there."""

    name: str  #: with "/" between folders
    size: int
    url: str


@dataclass(frozen=True, kw_only=True)
class Remote:
    """What somebody, or a group, handed in there once."""

    account: str  #: empty for a group's
    group: str = ""
    source: str  #: as an attempt's: "moodle:7"
    received_at: datetime
    files: tuple[RemoteFile, ...] = ()
    typed: Mapping[str, bytes] | None = None  #: text typed online, by name of file


class Source(Protocol):
    """An LMS from which the work for one assignment comes."""

    name: str

    def read(self) -> tuple[Sequence[Account], Sequence[Remote]]:
        """Return who can hand in, and what was handed in; raises LmsError."""

    def fetch(self, file: RemoteFile, most: int) -> bytes:
        """Return a file of so many bytes at most; raises LmsError."""

    def close(self) -> None:
        """Give back connections."""
