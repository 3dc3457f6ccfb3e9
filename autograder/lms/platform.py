"""An LMS as a push sees it: what is there, what is written, what is there then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import datetime, timedelta
from typing import Protocol

from autograder.frozen import dataclass
from autograder.records.people import Key

TOLERANCE = 5e-6  #: Moodle keeps five decimals


@dataclass(frozen=True, kw_only=True)
class Account:
    """A person whom the LMS knows, and can give a grade."""

    id: str  #: the LMS's own
    keys: tuple[Key, ...] = ()
    name: str = ""
    source: str = ""  #: under which their work comes from there, as "moodle:7"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What somebody has there now."""

    points: float | None = None
    is_excused: bool = False
    questions: Mapping[str, float] = field(default_factory=dict)  #: by our ids
    feedback: tuple[str, ...] | None = None  #: as it is shown there; None where nobody can see it
    changed_at: datetime | None = None
    locked: str = ""  #: why nothing can be written; empty if it can


NOTHING_THERE = Standing()


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where the grades of one assignment go."""

    item: str  #: the LMS's own name for it, by which the journal knows it
    name: str  #: as its page is headed there
    maximum: float
    accounts: tuple[Account, ...]
    standings: Mapping[str, Standing]  #: by account; who has nothing may be missing
    questions: Mapping[str, float] = field(default_factory=dict)  #: those with a place, and maxima
    sums: bool = False  #: the points there are the sum of those of the questions
    takes_more: bool = False  #: than the maximum
    excuses: bool = False  #: it has a mark for who is excused
    remarks: tuple[str, ...] = ()

    def standing(self, account: str) -> Standing:
        return self.standings.get(account, NOTHING_THERE)


@dataclass(frozen=True, kw_only=True)
class Write:
    """What one person is given."""

    account: str
    student: str = ""  #: the roster's id
    points: float = 0.0
    is_excused: bool = False  #: in place of points
    questions: Mapping[str, float] = field(default_factory=dict)
    feedback: str = ""
    is_told: bool = False  #: grade and feedback are there; only points of questions are not
    sent_at: datetime | None = None  #: later than anything sent for them before


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why something was perhaps not stored."""

    why: str
    again: bool = False  #: the same may go through, a little later
    may_come: bool = False  #: it may still be carried out: the same must not be sent


class Platform(Protocol):
    """An LMS in which one assignment has one place."""

    name: str
    batch: int  #: how many are written before what is there is read back
    markup: bool  #: feedback is HTML
    longest: int  #: characters of feedback
    lag: timedelta  #: what is accepted is carried out within so long; zero: before it is answered

    def read_target(self) -> Target:
        """Return where grades go, and what is there; raises LmsError."""

    def sources(self) -> Mapping[str, str]:
        """Return by account under which source work comes from there, if that is another id."""

    def write(self, writes: Sequence[Write]) -> Mapping[str, Refusal]:
        """Write, and return by account what was refused or never answered; raises LmsError."""

    def read_back(self, accounts: Sequence[str]) -> Mapping[str, Standing]:
        """Return what these have there; raises LmsError."""

    def now(self) -> datetime:
        """Return the time by the LMS's clock, as far as it has told."""

    def close(self) -> None:
        """Give back connections."""
