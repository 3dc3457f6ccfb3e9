"""Moodle's offline grading worksheet: `Identifier,"Full name","Email address",Status,…`."""

from __future__ import annotations

from autograder.classes.importers.importer import Importer, cell, column, person
from autograder.classes.tables import Table
from autograder.records.people import Student

IDENTIFIER = ("Identifier", "識別子", "ID")
FULL_NAME = ("Full name", "フルネーム", "氏名")
EMAIL = ("Email address", "メールアドレス")
ID_NUMBER = ("ID number", "IDナンバー", "ID番号")
USERNAME = ("Username", "ユーザ名", "ユーザー名")
GROUP = ("Group", "グループ")
NO_GROUP = ("Default group", "デフォルトグループ")


def _is_one(table: Table) -> bool:
    return column(table, *IDENTIFIER) is not None and column(table, *FULL_NAME) is not None


def _read(table: Table) -> tuple[Student, ...]:
    number, login = column(table, *ID_NUMBER), column(table, *USERNAME)
    email, name, group = (column(table, *names) for names in (EMAIL, FULL_NAME, GROUP))
    return tuple(
        person(
            cell(row, name),
            [("sis", cell(row, number)), ("login", cell(row, login)), ("email", cell(row, email))],
            groups=tuple(g for g in (cell(row, group),) if g and g not in NO_GROUP),
        )
        for row in table.rows
    )


MOODLE_WORKSHEET = Importer(name="Moodle's grading worksheet", recognises=_is_one, read=_read)
