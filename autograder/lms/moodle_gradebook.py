"""Lines of a Moodle gradebook: what is shown of a grade, and a column for each question.

Where an assignment has no marking guide, each question may have a grade item of its own beside
that of the whole. It belongs to the same activity, is made by the first write, and is found again
by its number, whatever a teacher calls it there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from zlib import crc32

from autograder.frozen import dataclass
from autograder.texts import format_points

Line = Mapping[str, Any]
Lines = Mapping[int, Line]  #: of one person, by the numbers of grade items
WHOLE = 0  #: the number of the assignment's own grade item
_FIRST, _NUMBERS = 1001, 1_000_000_000  #: Moodle's own activities number theirs from 0
_VALUE = 1  #: a grade item's type: a number of points


@dataclass(frozen=True, kw_only=True)
class Column:
    """A question's place in the gradebook."""

    number: int
    maximum: float
    is_there: bool


def number_of(question: str) -> int:
    """Return the number of a question's grade item: the same wherever the question stands."""
    return _FIRST + crc32(question.encode()) % _NUMBERS


def lines_of(found: Mapping[str, Any], cmid: int) -> dict[str, Lines]:
    """Return everybody's lines of one activity, by account."""
    return {
        str(person["userid"]): {
            int(line["itemnumber"]): line
            for line in person["gradeitems"]
            if line.get("cmid") == cmid and line.get("itemnumber") is not None
        }
        for person in found["usergrades"]
    }


def columns_of(questions: Mapping[str, float], people: Iterable[Lines]) -> dict[str, Column]:
    """Return the columns of questions: with the maximum they have there, or will have."""
    there = {number: line for lines in people for number, line in lines.items()}
    found = {}
    for id_, possible in questions.items():
        line = there.get(number_of(id_))
        found[id_] = Column(
            number=number_of(id_),
            maximum=float(line["grademax"]) if line else possible,
            is_there=line is not None,
        )
    return found


def points_in(columns: Mapping[str, Column], lines: Lines) -> dict[str, float]:
    """Return a person's points, by question."""
    found = {id_: lines.get(column.number, {}).get("graderaw") for id_, column in columns.items()}
    return {id_: float(points) for id_, points in found.items() if points is not None}


def lock_in(columns: Mapping[str, Column], lines: Lines) -> str:
    """Return why nothing can be written, of the whole or of a question; empty if it can."""
    if whole := _lock(lines.get(WHOLE, {})):
        return whole
    locks = ((id_, _lock(lines.get(column.number, {}))) for id_, column in columns.items())
    return next((f"`{id_}` {lock}" for id_, lock in locks if lock), "")


def _lock(line: Line) -> str:
    if line.get("locked") or line.get("gradeislocked"):
        return "is locked in the gradebook; unlock it there"
    if line.get("gradeisoverridden"):
        points = format_points(line.get("graderaw"))
        return f"is overridden in the gradebook ({points}); take that away there"
    return ""


def column_form(
    course: int, cmid: int, name: str, column: Column, points: Mapping[str, float]
) -> dict[str, object]:
    """Return what gives people their points of a question; makes the column if need be."""
    form: dict[str, object] = {
        "source": "autograder",
        "courseid": course,
        "component": "mod_assign",
        "activityid": cmid,
        "itemnumber": column.number,
    }
    for number, (account, given) in enumerate(points.items()):
        form[f"grades[{number}][studentid]"] = account
        form[f"grades[{number}][grade]"] = f"{given:.5f}"
    if not column.is_there:
        form["itemdetails[itemname]"] = name
        form["itemdetails[gradetype]"] = _VALUE
        form["itemdetails[grademin]"] = 0
        form["itemdetails[grademax]"] = f"{column.maximum:.5f}"
    return form
