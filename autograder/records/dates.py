"""Dates of an assignment in a class, and what lateness costs."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from autograder.frozen import dataclass

Unit = Literal["minute", "hour", "day"]


@dataclass(frozen=True, kw_only=True)
class Span:
    """A span of time. Days go by the clock on the wall: they may have 23 or 25 hours."""

    count: float
    unit: Unit


@dataclass(frozen=True, kw_only=True)
class Amount:
    """Points, or a per cent of them."""

    value: float
    per_cent: bool = False

    def of(self, whole: float) -> float:
        """Return the points that it is, of a whole."""
        return self.value / 100 * whole if self.per_cent else self.value


NOTHING = Amount(value=0)


@dataclass(frozen=True, kw_only=True)
class Step:
    """A deduction that holds until so long after the due date; the last one holds for ever."""

    until: Span | None = None
    deduct: Amount


@dataclass(frozen=True, kw_only=True)
class LatePolicy:
    """What lateness costs: so much for each started hour or day, or by steps."""

    grace: Span | None = None  #: so much later is in time; beyond it, all of the lateness counts
    free: Span | None = None  #: the first of the lateness, which never counts
    per: Literal["hour", "day"] = "day"
    deduct: Amount = NOTHING
    steps: tuple[Step, ...] = ()  #: instead of `per` and `deduct`
    of: Literal["possible", "earned"] = "possible"  #: what a per cent is a part of
    most: Amount | None = None  #: that is ever deducted
    floor: Amount | None = None  #: no deduction goes below these points


@dataclass(frozen=True, kw_only=True)
class Bank:
    """Late days that each student has for the term; they are spent before points are."""

    days: int = 0
    each: int | None = None  #: how many may be spent on one assignment


Counts = Literal["last", "last before due", "best", "by hand"]


@dataclass(frozen=True, kw_only=True)
class Dates:
    """When an assignment can be handed in, and which attempt counts."""

    assignment: str
    zone: str  #: the class's time zone, by which days are counted
    opens_at: datetime | None = None
    due_at: datetime | None = None  #: the last moment that is in time
    closes_at: datetime | None = None  #: the last moment that counts at all
    counts: Counts = "last"
    late: LatePolicy = LatePolicy()
    bank: bool = True  #: late days can be spent on it
