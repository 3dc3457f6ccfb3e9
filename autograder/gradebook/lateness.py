"""How late something is, and what that costs.

Moments are compared in UTC. Hours are hours; a day is a day on the class's clock, so that the same
time tomorrow is one day later also where clocks change in between.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from autograder.frozen import dataclass
from autograder.records.dates import NOTHING, Amount, Bank, Dates, LatePolicy, Span
from autograder.records.people import Extension, Student

NO_BANK = Bank()


@dataclass(frozen=True, kw_only=True)
class Lateness:
    """How late an attempt is, before any points are known."""

    seconds: float = 0  #: after the due date; 0 if it is in time
    bank: int = 0  #: late days spent
    units: int = 0  #: started hours or days that cost points
    deduct: Amount = NOTHING


IN_TIME = Lateness()


def after(moment: datetime, span: Span, zone: str) -> datetime:
    """Return the moment that is so much later."""
    match span.unit:
        case "minute":
            return moment + timedelta(minutes=span.count)
        case "hour":
            return moment + timedelta(hours=span.count)
        case "day":
            local = moment.astimezone(ZoneInfo(zone))
            later = local.replace(tzinfo=None) + timedelta(days=span.count)
            return later.replace(tzinfo=local.tzinfo, fold=local.fold).astimezone(UTC)


def own_dates(dates: Dates, student: Student, extensions: Iterable[Extension]) -> Dates:
    """Return the dates of one person: of all extensions that are theirs, the latest due date.

    It closes later by as much as it is due later.
    """
    if dates.due_at is None:
        return dates
    own = [extended(dates.due_at, e) for e in extensions if is_meant(e, student, dates.assignment)]
    if not own:
        return dates
    due_at = max([dates.due_at, *own])
    closes_at = dates.closes_at and dates.closes_at + (due_at - dates.due_at)
    return replace(dates, due_at=due_at, closes_at=closes_at)


def is_meant(extension: Extension, student: Student, assignment: str) -> bool:
    """Whether an extension is this person's, for this assignment."""
    return (
        extension.assignment in (None, assignment)
        and extension.student in (None, student.id)
        and extension.section in (None, student.section)
    )


def extended(due_at: datetime, extension: Extension) -> datetime:
    """Return the due date that an extension makes of one."""
    return extension.due_at or due_at + timedelta(hours=extension.hours or 0)


def is_closed(dates: Dates, received_at: datetime | None) -> bool:
    """Whether something came so late that it does not count at all."""
    return bool(received_at and dates.closes_at and received_at > dates.closes_at)


def is_in_time(dates: Dates, received_at: datetime | None) -> bool:
    """Whether it came by the due date, or within the grace after it."""
    if received_at is None or dates.due_at is None or received_at <= dates.due_at:
        return True
    grace = dates.late.grace
    return grace is not None and received_at <= after(dates.due_at, grace, dates.zone)


def lateness(
    dates: Dates, received_at: datetime | None, bank: Bank = NO_BANK, left: int = 0
) -> Lateness:
    """Return how late it is, if `left` days are left in the bank.

    What nobody knows the time of is in time. Free time goes first, then late days, then points.
    """
    if is_in_time(dates, received_at):
        return IN_TIME
    assert received_at is not None
    assert dates.due_at is not None
    policy, zone = dates.late, dates.zone
    start = after(dates.due_at, policy.free, zone) if policy.free else dates.due_at
    most = left if bank.each is None else min(left, bank.each)
    spent = min(_units(start, received_at, "day", zone), most) if dates.bank and most else 0
    start = after(start, Span(count=spent, unit="day"), zone) if spent else start
    seconds = (received_at - dates.due_at).total_seconds()
    units, deduct = _cost(policy, start, received_at, zone)
    return Lateness(seconds=seconds, bank=spent, units=units, deduct=deduct)


def _cost(policy: LatePolicy, start: datetime, received: datetime, zone: str) -> tuple[int, Amount]:
    if received <= start:
        return 0, NOTHING
    if policy.steps:
        holding = (
            (number, step.deduct)
            for number, step in enumerate(policy.steps, 1)
            if step.until is None or received <= after(start, step.until, zone)
        )
        return next(holding, (len(policy.steps), policy.steps[-1].deduct))
    units = _units(start, received, policy.per, zone)
    return units, Amount(value=policy.deduct.value * units, per_cent=policy.deduct.per_cent)


def _units(start: datetime, received: datetime, unit: str, zone: str) -> int:
    """Return how many hours or days have started."""
    if received <= start:
        return 0
    if unit == "hour":
        return math.ceil((received - start) / timedelta(hours=1))
    days = max((received - start) // timedelta(days=1) - 1, 0)  # a clock is changed by hours
    while received > after(start, Span(count=days, unit="day"), zone):
        days += 1
    return days


def deduction(policy: LatePolicy, late: Lateness, points: float, possible: float) -> float:
    """Return the points that lateness takes away: never more than there are."""
    whole = possible if policy.of == "possible" else max(points, 0)
    wanted = late.deduct.of(whole)
    if policy.most is not None:
        wanted = min(wanted, policy.most.of(whole))
    floor = policy.floor.of(possible) if policy.floor else 0
    return cents(max(min(wanted, points - min(points, floor)), 0)) if points > 0 else 0.0


def cents(points: float) -> float:
    """Return points rounded to two decimals, halves up, as people do by hand."""
    return math.floor(points * 100 + 0.5 + 1e-6) / 100
