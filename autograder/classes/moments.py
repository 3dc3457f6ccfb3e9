"""Times as a teacher writes them, in the class's time zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from autograder.texts import did_you_mean

_WRITTEN = re.compile(
    r"(?P<day>\d{4}[-/]\d{1,2}[-/]\d{1,2})"
    r"(?:[ T](?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?P<part>\.\d{1,6})?)?)?"
)
_LAST = timedelta(microseconds=1)
EXPECTED = "expected a date such as 2026-05-01, or a time such as 2026-05-01 23:59"


class NoMoment(ValueError):
    """A text that names no time; `str()` says why."""


def beginning_of(text: str, zone: str) -> datetime:
    """Return the first moment of the day, minute or second that is written; in UTC."""
    return _read(text, zone)[0]


def end_of(text: str, zone: str) -> datetime:
    """Return the last moment of the day, minute or second that is written; in UTC.

    "23:59" holds until 23:59:59.999999, and "24:00" names the minute after it.
    """
    return _read(text, zone)[1]


def _read(text: str, zone: str) -> tuple[datetime, datetime]:
    written = _WRITTEN.fullmatch(text.strip())
    if written is None:
        raise NoMoment(f"{EXPECTED} but got `{text}`")
    try:
        year, month, day = map(int, re.split("[-/]", written["day"]))
        local = datetime(year, month, day) + timedelta(hours=int(written["hour"] or 0))
        if int(written["hour"] or 0) > 24:
            raise ValueError("hour must be in 0..24")
        local = local.replace(
            minute=int(written["minute"] or 0), second=int(written["second"] or 0)
        )
    except ValueError as error:
        raise NoMoment(f"`{text}` is no time: {error}") from None
    if written["part"]:
        exact = local + timedelta(seconds=float(written["part"]))
        return _in_utc(exact, zone, text), _in_utc(exact, zone, text)
    whole = timedelta(days=1) if written["hour"] is None else _minute_or_second(written["second"])
    start = _in_utc(local, zone, text)
    end = _in_utc(local + whole, zone) if written["hour"] is None else start + whole
    return start, end - _LAST


def _minute_or_second(second: str | None) -> timedelta:
    return timedelta(minutes=1) if second is None else timedelta(seconds=1)


def _in_utc(local: datetime, zone: str, text: str = "") -> datetime:
    there = local.replace(tzinfo=ZoneInfo(zone))
    utc = there.astimezone(UTC)
    if text and utc.astimezone(there.tzinfo).replace(tzinfo=None) != local:
        raise NoMoment(f"`{text}` is no time in {zone}: clocks go forward there")
    return utc


def zone_fault(name: str) -> str | None:
    """Return what is wrong with the name of a time zone, None if there is one of that name."""
    known = available_timezones()
    if name in known:
        return None
    if re.fullmatch(r"[A-Z]{2,5}|(?:UTC|GMT)?[+-].*", name):
        return f"`{name}` is no time zone, which is named by a place, such as Asia/Tokyo"
    return f"there is no time zone `{name}`{did_you_mean(name, sorted(known))}"


def shown(moment: datetime, zone: str) -> str:
    """Return a moment as a teacher of the class would write it, with the zone's offset."""
    local = moment.astimezone(ZoneInfo(zone))
    return (
        local.strftime("%Y-%m-%d %H:%M:%S ")
        + local.strftime("%z")[:3]
        + ":"
        + local.strftime("%z")[3:]
    )
