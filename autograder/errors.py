"""Exceptions that we raise. Student failures are data (`records.Outcome`) and never appear here.

AutograderError            exit status 2
├── AssignmentError        the course, an assignment, its reference: what its author must mend
├── ClassError             a class folder, or a file from an LMS: what its teacher must mend
├── UsageError             the command line: paths, names, languages
├── OutputError            a folder or file that cannot be written
├── LmsError               an LMS that refuses, or cannot be reached
└── SandboxError           a worker cannot be isolated, or started at all
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path

from autograder.frozen import dataclass


def own_fault(error: Exception) -> str:
    """Return the sentence for what we never meant to raise: what it is, and where it was raised."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}"
    return f"a fault in autograder itself: {type(error).__name__}: {error} ({where})"


class AutograderError(Exception):
    """Base of everything we raise on purpose; `str()` is the sentence for the user."""

    exit_status = 2


@dataclass(frozen=True)
class SourceFault:
    """One fault in a file that a person wrote."""

    path: Path
    line: int | None
    message: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else f"{self.path}"
        return f"{where}: {self.message}"


class _FaultsError(AutograderError):
    def __init__(self, faults: Sequence[SourceFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class AssignmentError(_FaultsError):
    """All faults found in a course's files, one a line."""


class ClassError(_FaultsError):
    """All faults found in a class folder's files, or in one from an LMS, one a line."""


class UsageError(AutograderError):
    """The command cannot be carried out as it was given."""


class OutputError(AutograderError):
    """Something cannot be written where the user asked for it."""


class LmsError(AutograderError):
    """An LMS refuses, cannot be reached, or answers as none should."""


class SandboxError(AutograderError):
    """Student code cannot be run under the isolation that was asked for."""


class SandboxClosed(SandboxError):
    """The sandbox has been closed, perhaps by another thread: nobody's work is at fault."""
