"""What Excel makes of ids: 0012345 becomes 12345, SEP1 a day in September, 1E5 a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from autograder.classes.tables import Table
from autograder.errors import SourceFault
from autograder.records.people import Student

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MADE_BY_EXCEL = re.compile(
    r"\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:-\d{2,4})?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-\d{2}"
    r"|\d{1,2}月\d{1,2}日|\d{4}/\d{1,2}/\d{1,2}|\d(?:\.\d+)?e\+\d{2,}"
    r"|#(?:name|ref|value|num|div/0)[?!]?.*",
    re.IGNORECASE,
)
CURE = "format the column as Text in Excel before you type or paste ids"


def mangled_fault(text: str) -> str | None:
    """Return what is wrong with an id that Excel has made something else of."""
    if _MADE_BY_EXCEL.fullmatch(text):
        return (
            f"`{text}` is what Excel makes of an id such as `SEP1`, `1-2` or `123456789012`; {CURE}"
        )
    return None


def changed_ids(
    table: Table, coming: Iterable[Student], known: Iterable[str]
) -> Iterator[SourceFault]:
    """Find ids in an LMS's list that Excel has changed, by themselves or beside those known."""
    ids = list(known)
    for student in coming:
        for id_ in dict.fromkeys((student.id, *student.values("sis"))):
            near = None if id_ in ids else original(id_, ids)
            if wrong := mangled_fault(id_) or (near and explanation(id_, near)):
                row = next(
                    (row for row in table.rows if id_ in map(row.written, table.columns)), None
                )
                yield table.fault(row, f"{wrong}; or export the list again, and leave Excel out")


def lost_zeros(students: Iterable[Student]) -> str:
    """Return the sentence about ids that have perhaps lost zeros; "" if there are none."""
    short = suspicious_ids(students)
    shown = ", ".join(f"`{id_}`" for id_ in short[:5])
    return (
        f"roster.csv: {shown}: shorter than other ids; has Excel taken zeros away?" if short else ""
    )


def suspicious_ids(students: Iterable[Student]) -> tuple[str, ...]:
    """Return ids that have perhaps lost zeros at their beginning: shorter than most, all digits."""
    ids = [student.id for student in students if student.id.isdigit()]
    longest = max(map(len, ids), default=0)
    full = [id_ for id_ in ids if len(id_) == longest]
    short = tuple(id_ for id_ in ids if len(id_) < longest)
    return short if short and len(full) >= len(ids) / 2 else ()


def original(text: str, ids: Iterable[str]) -> str | None:
    """Return the one id that Excel would show as this text, None if there is none or several."""
    found = [known for known in ids if known != text and _may_become(known, text)]
    return found[0] if len(found) == 1 else None


def explanation(text: str, known: str) -> str:
    """Return what has become of an id."""
    return f"`{text}` is not in the roster, but `{known}` is: Excel has changed it; {CURE}"


def _may_become(known: str, text: str) -> bool:
    number, other = _number(known), _number(text)
    if number is not None and other is not None:
        rounded = "e" in text.lower() and f"{number:.5e}" == f"{other:.5e}"
        return number == other or rounded
    return bool(_days(known) & (_days(text) | _counted_days(text)))


def _number(text: str) -> Decimal | None:
    if not re.fullmatch(r"[\d.]+(?:[eE][+-]?\d+)?", text):
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _counted_days(text: str) -> set[tuple[int, int]]:
    """Return the day that a number is where a column of days is shown as numbers."""
    if not re.fullmatch(r"[2-6]\d{4}", text):
        return set()
    day = date(1899, 12, 30) + timedelta(days=int(text))
    return {(day.month, day.day)}


def _days(text: str) -> set[tuple[int, int]]:
    """Return the days (month, day) that Excel may see in a text."""
    lower = text.lower()
    named = re.fullmatch(r"(?:(\d{1,2})[-/ ]?)?([a-z]{3,9})[-/ ]?(\d{1,2})?(?:-\d{2,4})?", lower)
    if named and named[2][:3] in _MONTHS and (named[1] or named[3]):
        return {(_MONTHS.index(named[2][:3]) + 1, int(named[1] or named[3]))}
    if japanese := re.fullmatch(r"(\d{1,2})月(\d{1,2})日", text):
        return {(int(japanese[1]), int(japanese[2]))}
    if whole := re.fullmatch(r"\d{4}[-/](\d{1,2})[-/](\d{1,2})", text):
        return {(int(whole[1]), int(whole[2]))}
    if pair := re.fullmatch(r"(\d{1,2})[-/](\d{1,2})(?:[-/]\d{2,4})?", text):
        first, second = int(pair[1]), int(pair[2])
        return {(first, second), (second, first)}
    return set()
