"""What a policy will do, before anybody has handed anything in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby

from autograder.frozen import dataclass
from autograder.gradebook.lateness import Lateness, after, is_closed, lateness
from autograder.records.dates import Amount, Bank, Dates, LatePolicy, Span

_LONGEST = 14 * 24  #: hours after the due date that are looked at, where it never closes


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A time in which handing in costs the same."""

    until: datetime | None  #: its last moment; None: for ever
    late: Lateness | None  #: None: it does not count any more


def forecast(dates: Dates, bank: Bank, left: int) -> tuple[Stretch, ...]:
    """Return what handing in costs, hour by hour from the due date on; equal hours are one."""
    if dates.due_at is None:
        return ()
    hours = [(moment, _costs(dates, moment, bank, left)) for moment in _moments(dates)]
    stretches = []
    for costs, group in groupby(hours, key=lambda hour: hour[1]):
        stretches.append(Stretch(until=[moment for moment, _ in group][-1], late=costs))
    after_all = Stretch(until=None, late=None if dates.closes_at else stretches.pop().late)
    return (*stretches, after_all)


def _costs(dates: Dates, moment: datetime, bank: Bank, left: int) -> Lateness | None:
    if is_closed(dates, moment):
        return None
    late = lateness(dates, moment, bank, left)
    amount = _limited(late.deduct, dates.late)
    return Lateness(seconds=bool(late.seconds), bank=late.bank, deduct=amount)


def _limited(amount: Amount, policy: LatePolicy) -> Amount:
    """Return what is deducted at most, as far as that is known before there are points."""
    most, floor = policy.most, policy.floor
    if most is not None and most.per_cent == amount.per_cent:
        amount = min(amount, most, key=lambda a: a.value)
    if not amount.per_cent:
        return amount
    # Of full points no more goes than down to the floor, and of fewer less.
    whole = max(100 - floor.value, 0) if floor and floor.per_cent else 100
    return replace(amount, value=min(amount.value, whole))


def _moments(dates: Dates) -> list[datetime]:
    """Return the moments at which something may change: the last ones of what they end."""
    assert dates.due_at is not None
    end = dates.closes_at or dates.due_at + timedelta(hours=_LONGEST)
    found = {dates.due_at, end, *_hours(dates, end)}
    if dates.late.grace:
        found.add(after(dates.due_at, dates.late.grace, dates.zone))
    return sorted(moment for moment in found if moment <= end)


def _hours(dates: Dates, end: datetime) -> Iterator[datetime]:
    assert dates.due_at is not None
    start = dates.due_at
    if dates.late.free:
        start = after(start, dates.late.free, dates.zone)
    count = int((end - start) / timedelta(hours=1)) if end > start else 0
    yield from (start + timedelta(hours=hour) for hour in range(count + 1))
    # Days of other lengths, by half hours too: Lord Howe's clocks are changed by 30 minutes.
    yield from (after(start, Span(count=day, unit="day"), dates.zone) for day in range(count // 23))
    for step in dates.late.steps:
        if step.until:
            yield after(start, step.until, dates.zone)
