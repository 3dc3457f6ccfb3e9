"""Gradescope's roster: `First Name,Last Name,SID,Email,Role,…`; only students are read."""

from __future__ import annotations

from autograder.classes.importers.importer import Importer, cell, column, person
from autograder.classes.tables import Table
from autograder.records.people import Student


def _is_one(table: Table) -> bool:
    return all(column(table, name) for name in ("SID", "Email"))


def _read(table: Table) -> tuple[Student, ...]:
    first, last, whole = (column(table, n) for n in ("First Name", "Last Name", "Name"))
    sid, email = column(table, "SID"), column(table, "Email")
    role, section = column(table, "Role"), column(table, "Section", "Sections")
    return tuple(
        person(
            cell(row, whole) or f"{cell(row, first)} {cell(row, last)}".strip(),
            [("sis", cell(row, sid)), ("email", cell(row, email))],
            section=cell(row, section),
        )
        for row in table.rows
        if cell(row, role).casefold() in ("", "student")
    )


GRADESCOPE_ROSTER = Importer(name="Gradescope's roster", recognises=_is_one, read=_read)
