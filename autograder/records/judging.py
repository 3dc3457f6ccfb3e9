"""The judging part of an assignment: all that answers are judged by, in a form to be compared.

Short values stand in words that a teacher can read; all else is a hash.
"""

from __future__ import annotations

from collections.abc import Mapping

from autograder.frozen import dataclass


@dataclass(frozen=True, kw_only=True)
class JudgedCheck:
    """One check, as its answers were judged by it."""

    id: str
    kind: str
    asks: str  #: SHA-256 of its requests
    #: field of the kind's record: its value, or the SHA-256 of what is long or secret; code of the
    #: course counts with all that it leads to
    by: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class JudgedQuestion:
    """One question, as its answers were judged."""

    id: str
    points: float
    checks: tuple[JudgedCheck, ...]
    mistakes: Mapping[str, str]  #: id of each known mistake: SHA-256


@dataclass(frozen=True, kw_only=True)
class JudgedBy:
    """Description of all that the results in an output folder were judged by."""

    assignment: str
    titles: str  #: SHA-256 of titles and languages
    run_with: str  #: SHA-256 of limits, imports and data files
    program: str  #: SHA-256 of our own code that judges
    wording: str  #: SHA-256 of our own code that says what comes of it
    questions: tuple[JudgedQuestion, ...]
