"""Moodle's grading worksheet beside its zip: who each participant is, and when they handed in.

Its times are as the teacher sees them, to the minute, in the language and the time zone of their
profile: "Saturday, 21 November 2026, 11:29 PM", or "2026年 11月 21日(土曜日) 23:29".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from autograder.classes.importers.importer import column, person
from autograder.classes.importers.moodle_worksheet import (
    EMAIL,
    FULL_NAME,
    GROUP,
    ID_NUMBER,
    IDENTIFIER,
    NO_GROUP,
    USERNAME,
)
from autograder.classes.tables import Row, Table, read_table
from autograder.errors import ClassError
from autograder.frozen import dataclass
from autograder.records.people import Student

_PARTICIPANT = re.compile(r"\D*(\d+)")
_GRADE = ("Grade", "評点")
_MAXIMUM = ("Maximum grade", "最大評点", "最高評点")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = re.compile(
    r"(?:\w+, )?(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]{2})[a-z]* (?P<year>\d{4}), "
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?: (?P<half>[AP]M))?"
)
_JAPANESE = re.compile(
    r"(?P<year>\d{4})年 ?(?P<month>\d{1,2})月 ?(?P<day>\d{1,2})日\s*(?:\(.*?\))?\s*"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?P<half>)"
)


@dataclass(frozen=True, kw_only=True)
class Worksheet:
    path: Path
    people: Mapping[str, Student]  #: by participant's number; without keys where it is blind
    received: Mapping[str, datetime]  #: by participant's number, or by the name of a team
    is_of_teams: bool  #: so that numbers in names of files are those of teams
    maximum: float | None


def is_worksheet(table: Table) -> bool:
    """Whether a table begins as the worksheet does, in whatever language."""
    if not table.rows or not table.columns:
        return False
    first = table.columns[0]
    named = column(table, *IDENTIFIER) == first
    graded = column(table, *_GRADE) or any(map(_is_of_submissions, table.columns))
    return named and bool(graded) and all(_PARTICIPANT.fullmatch(row[first]) for row in table.rows)


def read_worksheet(path: Path, zone: str) -> Worksheet:
    """Return what a worksheet says; raises ClassError."""
    table = read_table(path)
    if not is_worksheet(table):
        message = "is no grading worksheet of Moodle; `autograder roster` reads lists of people"
        raise ClassError([table.fault(None, message)])
    group = column(table, *GROUP)
    people, received = {}, {}
    for row in table.rows:
        number = _PARTICIPANT.fullmatch(row[table.columns[0]])[1]  # type: ignore[index]
        people[number] = _person(table, row)
        moment = _moment(_cell_of_time(table, row), zone)
        if moment:
            received[number] = moment
            if group and row[group]:
                received.setdefault(row.written(group), moment)
    return Worksheet(
        path=path,
        people=people,
        received=received,
        is_of_teams=bool(group)
        and any(row[group or ""] not in ("", *NO_GROUP) for row in table.rows),
        maximum=_maximum(table),
    )


def _person(table: Table, row: Row) -> Student:
    kinds = {"sis": ID_NUMBER, "login": USERNAME, "email": EMAIL}
    columns = [(kind, column(table, *names)) for kind, names in kinds.items()]
    name = column(table, *FULL_NAME)
    return person(row.written(name) if name else "", [(k, row[c]) for k, c in columns if c])


def _cell_of_time(table: Table, row: Row) -> str:
    for name in table.columns:
        if _is_of_submissions(name):
            text = row[name]
            if _ENGLISH.fullmatch(text) or _JAPANESE.fullmatch(text):
                return text
    return ""


def _is_of_submissions(name: str) -> bool:
    return "submission)" in name.lower() or "提出" in name


def _moment(text: str, zone: str) -> datetime | None:
    found = _ENGLISH.fullmatch(text) or _JAPANESE.fullmatch(text)
    if found is None:
        return None
    word = found["month"].lower()
    month = _MONTHS.index(word) + 1 if word in _MONTHS else int(word) if word.isdecimal() else 0
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"] == "PM" else 0)
    with suppress(ValueError):
        local = datetime(
            int(found["year"]), month, int(found["day"]), hour, int(found["minute"]),
            tzinfo=ZoneInfo(zone),
        )  # fmt: skip
        return local.astimezone(UTC)
    return None


def _maximum(table: Table) -> float | None:
    of = column(table, *_MAXIMUM)
    found = {row[of].replace(",", ".") for row in table.rows} if of else set()
    with suppress(ValueError):
        return float(found.pop()) if len(found) == 1 else None
    return None
