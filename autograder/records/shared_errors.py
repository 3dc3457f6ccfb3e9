"""Errors that many submissions of a batch stop with: perhaps nobody's fault but a library's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from autograder.frozen import dataclass


@dataclass(frozen=True, kw_only=True)
class SharedError:
    """The same error at the same line of several students' code."""

    type: str  #: name of the exception's class
    message: str  #: as the first submission got it
    source: str  #: the student's line
    submissions: tuple[str, ...]  #: their names


@dataclass(frozen=True, kw_only=True)
class SharedErrors:
    """All errors that are shared in one batch."""

    assignment: str
    ran: int  #: how many submissions were run, or had been
    versions: Mapping[str, str] = field(default_factory=dict)  #: of what they were run with
    errors: tuple[SharedError, ...] = ()
