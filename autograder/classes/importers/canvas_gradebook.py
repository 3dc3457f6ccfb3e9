"""Canvas' gradebook: `Student,ID,SIS User ID,SIS Login ID,Section,…`, a row of points possible."""

from __future__ import annotations

from autograder.classes.importers.importer import Importer, cell, column, person
from autograder.classes.tables import Row, Table
from autograder.records.people import Student

NAME = ("Student", "LastName,FirstName")


def _is_one(table: Table) -> bool:
    return column(table, *NAME) is not None and all(column(table, c) for c in ("ID", "Section"))


def is_person(row: Row, name: str | None) -> bool:
    """Whether a row is a person's: not `Points Possible`, `Manual Posting` or the test student."""
    words = cell(row, name)
    return bool(cell(row, "ID")) and words not in ("Points Possible", "Student, Test")


def _read(table: Table) -> tuple[Student, ...]:
    name = column(table, *NAME)
    columns = {
        "sis": column(table, "SIS User ID"),
        "login": column(table, "SIS Login ID"),
        "canvas": column(table, "ID"),
    }
    return tuple(
        person(
            cell(row, name),
            [(kind, cell(row, of)) for kind, of in columns.items()],
            section=cell(row, "Section"),
        )
        for row in table.rows
        if is_person(row, name)
    )


CANVAS_GRADEBOOK = Importer(name="Canvas' gradebook", recognises=_is_one, read=_read)
