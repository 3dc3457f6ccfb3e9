"""`extensions.csv` and `adjustments.csv`: a fact a line, in the order of the decisions."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from autograder.classes.moments import NoMoment, end_of
from autograder.classes.people import NobodyFound, People
from autograder.classes.tables import Row, Table, number_in, read_table, require_columns
from autograder.errors import ClassError, SourceFault
from autograder.frozen import dataclass
from autograder.gradebook.lateness import extended
from autograder.records.dates import Dates
from autograder.records.people import Adjustment, AdjustmentKind, Extension
from autograder.texts import did_you_mean

EXTENSIONS, ADJUSTMENTS = "extensions.csv", "adjustments.csv"
EXTENSION_COLUMNS = ("student", "section", "assignment", "due", "hours", "because", "by", "at")
ADJUSTMENT_COLUMNS = (
    *("student", "assignment", "question", "kind", "points", "comment", "by", "at", "seen"),
)
KINDS: tuple[AdjustmentKind, ...] = get_args(AdjustmentKind)
NEEDS_POINTS = ("add", "at-least", "bonus", "cap", "choose", "set")
_WHOLE_ONLY = ("choose", "waive-late")


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a decision may be about."""

    people: People
    dates: Mapping[str, Dates]
    zone: str


class Wrong(ValueError):
    """A cell that cannot be meant so; `str()` is the sentence."""


def read_extensions(path: Path, known: Known) -> tuple[Extension, ...]:
    """Return what the file says, nothing if there is none; raises ClassError."""
    if not path.exists():
        return ()
    table = read_table(path)
    require_columns(table, ("assignment",), EXTENSION_COLUMNS)
    faults: list[SourceFault] = []
    found = []
    for row in table.rows:
        try:
            found.append(_extension(row, known))
        except (Wrong, NobodyFound, NoMoment, ValueError) as error:
            faults.append(table.fault(row, str(error)))
    if faults:
        raise ClassError(faults)
    return tuple(found)


def _extension(row: Row, known: Known) -> Extension:
    student = None if row["student"] in ("", "*") else known.people.meant(row["student"]).id
    section = row["section"] if row["section"] not in ("", "*") else None
    if section and section not in (known_ := _sections(known)):
        raise Wrong(f"nobody is in section `{section}`{did_you_mean(section, known_)}")
    if bool(row["due"]) == bool(row["hours"]):
        raise Wrong("give either `due`, the new due date, or `hours`, how much later it is")
    extension = Extension(
        student=student,
        section=section,
        assignment=None if row["assignment"] in ("", "*") else _assignment(row, known),
        due_at=end_of(row["due"], known.zone) if row["due"] else None,
        hours=number_in(row["hours"]) if row["hours"] else None,
        because=row.written("because"),
        by=row.written("by"),
        at=row.written("at"),
    )
    _require_later(extension, row, known)
    return extension


def _sections(known: Known) -> set[str]:
    return {student.section for student in known.people.students.values() if student.section}


def _assignment(row: Row, known: Known) -> str:
    name = row["assignment"]
    if name not in known.dates:
        names = ", ".join(known.dates) or "none"
        near = did_you_mean(name, known.dates) or f"; it has: {names}"
        raise Wrong(f"there is no assignment `{name}` in class.yaml{near}")
    return name


def _require_later(extension: Extension, row: Row, known: Known) -> None:
    if extension.hours is not None and extension.hours <= 0:
        raise Wrong(f"`hours` is {row['hours']}: an extension gives more time")
    if extension.assignment is None:
        if extension.due_at:
            raise Wrong("a `due` date is for one assignment: name it, or give `hours`")
        return
    due_at = known.dates[extension.assignment].due_at
    if due_at is None:
        raise Wrong(f"`{extension.assignment}` has no due date in class.yaml to extend")
    if extended(due_at, extension) <= due_at:
        raise Wrong(
            f"{row['due']} is not after the due date of `{extension.assignment}`: an extension "
            "gives more time; write a later one, or leave the line out"
        )


def read_adjustments(path: Path, known: Known) -> tuple[Adjustment, ...]:
    """Return what the file says, nothing if there is none; raises ClassError."""
    if not path.exists():
        return ()
    table = read_table(path)
    require_columns(table, ("student", "assignment", "kind"), ADJUSTMENT_COLUMNS)
    faults = list(_adjustment_faults(table, known))
    if faults:
        raise ClassError(faults)
    return tuple(_adjustment(row, known) for row in table.rows)


def _adjustment_faults(table: Table, known: Known) -> Iterator[SourceFault]:
    for row in table.rows:
        try:
            _adjustment(row, known)
        except (NobodyFound, ValueError) as error:
            yield table.fault(row, str(error))


def _adjustment(row: Row, known: Known) -> Adjustment:
    kind = row["kind"]
    if kind not in KINDS:
        choices = ", ".join(KINDS)
        raise Wrong(f"expected one of {choices} but got `{kind}`{did_you_mean(kind, KINDS)}")
    return checked_adjustment(
        Adjustment(
            student=known.people.meant(row["student"]).id,
            assignment=_assignment(row, known),
            question=row["question"] or None,
            kind=kind,
            points=number_in(row["points"]) if row["points"] else None,
            comment=row.written("comment"),
            by=row.written("by"),
            at=row.written("at"),
            seen=number_in(row["seen"]) if row["seen"] else None,
        )
    )


def checked_adjustment(adjustment: Adjustment) -> Adjustment:
    """Return an adjustment that has what its kind needs; raises ValueError that says what lacks."""
    kind = adjustment.kind
    if kind in NEEDS_POINTS and adjustment.points is None:
        raise Wrong(f"`{kind}` needs points")
    if kind not in NEEDS_POINTS and adjustment.points is not None:
        raise Wrong(f"`{kind}` takes no points")
    if kind in _WHOLE_ONLY and adjustment.question:
        raise Wrong(f"`{kind}` is about all of the work: leave the question out")
    if adjustment.points is not None and not math.isfinite(adjustment.points):
        raise Wrong("expected a finite number of points")
    return adjustment


def adjustment_cells(adjustment: Adjustment) -> dict[str, str]:
    """Return the line of an adjustment, by columns."""
    values = {name: getattr(adjustment, name) for name in ADJUSTMENT_COLUMNS}
    return {
        name: f"{value:g}" if isinstance(value, float) else value or ""
        for name, value in values.items()
    }
