"""Submissions: what one student handed in, and how it was dealt with."""

from __future__ import annotations

from dataclasses import field
from enum import Enum
from pathlib import Path
from typing import Literal

from autograder.frozen import dataclass
from autograder.records.sentences import Sentence


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A piece of a notebook or of a module; only code cells are run."""

    kind: Literal["code", "markdown", "raw"]
    source: str
    above: int = 0  #: lines of a module's file above it
    turn: int = 0  #: when it runs, if not in its place: the smaller the sooner


@dataclass(frozen=True, kw_only=True)
class OwnFile:
    """A file of the student's own, handed in beside the one that is graded."""

    name: str  #: with slashes, as seen from the folder of that one
    sha256: str  #: of its bytes when it was listed
    path: Path
    content: object = field(default=None, repr=False)  #: bytes, of a file in a zip file


@dataclass(frozen=True, kw_only=True)
class Submission:
    """A submission: its cells, or why it could not be read."""

    name: str
    path: Path
    cells: tuple[Cell, ...] = ()
    sha256: str = ""  #: of the file's bytes; empty if there was no file to read
    problem: Problem | None = None
    files: tuple[OwnFile, ...] = ()  #: which it finds in its folder
    left_aside: tuple[str, ...] = ()  #: names of files beside it that it does not find there
    remark: Sentence | None = None  #: on it as a whole, for student and teacher
    student: str | None = None  #: whose it is, by the roster of a class folder
    attempt: str | None = None  #: which it is, of those in a class folder
    as_notebook: bool = False  #: its cells run as a notebook's do, whatever it is called

    @property
    def module(self) -> str:
        """Name of the file if it is a module, empty for a notebook."""
        return "" if self.as_notebook else module_of(self.path.name)


def module_of(file: str) -> str:
    """Return a file's name if it is that of a module, "" if not."""
    return file if file.lower().endswith(".py") else ""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Reason why a submission could not be graded as it stands."""

    status: Status
    reason: Sentence


class Status(Enum):
    """Status of a submission: how it was dealt with."""

    GRADED = "graded"
    UNREADABLE = "unreadable"
    NEEDS_REVIEW = "needs review"
    NOT_GRADED = "not graded"
