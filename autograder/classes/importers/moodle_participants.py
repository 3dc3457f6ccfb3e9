"""Moodle's list of participants: `"First name","Last name","Email address",Groups`."""

from __future__ import annotations

from autograder.classes.importers.importer import Importer, cell, column, person
from autograder.classes.importers.moodle_worksheet import EMAIL, GROUP, ID_NUMBER, USERNAME
from autograder.classes.tables import Table
from autograder.records.people import Student

_FIRST, _LAST = ("First name", "名"), ("Last name", "Surname", "姓")


def _is_one(table: Table) -> bool:
    return all(column(table, *names) for names in (_FIRST, _LAST)) and (
        column(table, *EMAIL, *ID_NUMBER, *USERNAME) is not None
        and column(table, "SID") is None  # Gradescope's
    )


def _read(table: Table) -> tuple[Student, ...]:
    first, last = column(table, *_FIRST), column(table, *_LAST)
    number, login, email = (column(table, *names) for names in (ID_NUMBER, USERNAME, EMAIL))
    groups = column(table, "Groups", *GROUP)
    return tuple(
        person(
            f"{cell(row, first)} {cell(row, last)}".strip(),
            [("sis", cell(row, number)), ("login", cell(row, login)), ("email", cell(row, email))],
            groups=tuple(g.strip() for g in cell(row, groups).split(",") if g.strip()),
        )
        for row in table.rows
    )


MOODLE_PARTICIPANTS = Importer(name="Moodle's participants", recognises=_is_one, read=_read)
