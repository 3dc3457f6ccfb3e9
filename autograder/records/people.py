"""People, what they handed in, and what a teacher has decided about them.

A result is what the machine found; a grade is what a person gets. Nothing here is known of a
result, and nothing of a result is kept here, so that grading again changes no decision.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from autograder.frozen import dataclass
from autograder.records.sentences import Sentence

Key = tuple[str, str]
"""What an LMS knows a person by: its kind, as "email", and its value."""


@dataclass(frozen=True, kw_only=True)
class Student:
    """A person of the roster."""

    id: str
    name: str = ""
    sort_name: str = ""  #: by which lists are ordered, as a reading in kana
    section: str = ""
    groups: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()  #: email, login, sis, moodle, canvas, github; name: one confirmed

    def values(self, kind: str) -> tuple[str, ...]:
        """Return the values of the keys of one kind."""
        return tuple(value for of, value in self.keys if of == kind)


@dataclass(frozen=True, kw_only=True)
class AttemptFile:
    name: str  #: with "/" between folders
    sha256: str  #: of its bytes


@dataclass(frozen=True, kw_only=True)
class NotKept:
    """A file that was handed in and could not be stored."""

    name: str
    reason: Sentence


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """What one student, or one group, handed in once."""

    id: str  #: SHA-256 of source and files
    assignment: str
    student: str | None  #: id of the roster; None for a group's, or where nobody is known by it
    group: str | None = None
    number: int  #: from 1, in the order in which they were received
    received_at: datetime | None = None  #: as the LMS says; None if nobody does
    #: "<kind>:<its own id>": moodle:<participant>, canvas:<user>_<attachment>, gradescope:<number>
    source: str
    files: tuple[AttemptFile, ...] = ()
    not_kept: tuple[NotKept, ...] = ()
    sender: str = ""  #: what the LMS calls who is nobody in the roster, told from all others
    is_late: bool = False  #: as the LMS says, which may not tell since when

    @property
    def owner(self) -> str:
        """The student's id, the group's name, or what the LMS calls who is neither."""
        return self.student or self.group or self.sender

    @property
    def is_nameless(self) -> bool:
        """Whether Moodle keeps the name from who marks: it is "Participant 12" there."""
        kind, _, number = self.source.partition(":")
        return kind == "moodle" and self.sender.endswith(f" {number}")


@dataclass(frozen=True, kw_only=True)
class Extension:
    """More time, for a person, a section, or everybody; for an assignment, or for all."""

    student: str | None = None
    section: str | None = None
    assignment: str | None = None
    due_at: datetime | None = None  #: the new due date
    hours: float | None = None  #: or how much later it is
    because: str = ""
    by: str = ""
    at: str = ""  #: as its author wrote it


AdjustmentKind = Literal["add", "at-least", "bonus", "cap", "choose", "excuse", "set", "waive-late"]


@dataclass(frozen=True, kw_only=True)
class Adjustment:
    """What a person changed about a grade; it holds however often the work is graded again.

    `add` and `set` change the points of a question, or of the whole; `cap` is the most there can
    be, `at-least` the least; `bonus` may exceed what is possible; `choose` says by its number which
    attempt counts.
    """

    student: str
    assignment: str
    question: str | None = None
    kind: AdjustmentKind
    points: float | None = None
    comment: str = ""
    by: str = ""
    at: str = ""
    seen: float | None = None  #: the automatic points that it was made on
