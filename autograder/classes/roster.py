"""`roster.csv`: a person a line.

    id,name,sort_name,section,groups,email,login,sis,moodle,canvas,github,lti,confirmed
    s001,安部 花子,あべ はなこ,A,Team Red; Lab 2,hanako@example.ac.jp,hanako,,,,,,

Only `id` is needed. `groups` and `confirmed` (names under which a person was recognised) hold
several values with semicolons between them, and so may every key. Other columns stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from pathlib import Path

from autograder.classes.mangled import mangled_fault
from autograder.classes.people import KINDS, People
from autograder.classes.tables import Row, Table, read_table, require_columns, table_bytes
from autograder.errors import ClassError, SourceFault
from autograder.frozen import dataclass
from autograder.records.people import Student

NAME = "roster.csv"
_ONE = ("id", "name", "sort_name", "section")
_NUMBERS = ("sis", "moodle", "canvas")  #: keys that no word can be, as a login may be `may-15`
COLUMNS = (*_ONE, "groups", *KINDS, "confirmed")
_RENAMED = {
    **{column: column for column in COLUMNS},
    **dict.fromkeys(("student", "student id", "student number", "学籍番号", "学生番号"), "id"),
    **dict.fromkeys(("full name", "氏名", "名前"), "name"),
    **dict.fromkeys(("sort name", "kana", "ふりがな", "フリガナ", "よみ", "カナ"), "sort_name"),
    **dict.fromkeys(("class", "クラス", "組"), "section"),
    **dict.fromkeys(("group", "グループ"), "groups"),
    **dict.fromkeys(("e-mail", "email address", "mail", "メール", "メールアドレス"), "email"),
    **dict.fromkeys(("username", "user name", "ユーザー名", "ログイン"), "login"),
}


@dataclass(frozen=True, kw_only=True)
class Roster:
    students: tuple[Student, ...] = ()
    others: tuple[str, ...] = ()  #: columns that mean nothing to us
    kept: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  #: their cells, by id

    @property
    def people(self) -> People:
        return People(self.students)


def read_roster(path: Path) -> Roster:
    """Return the roster; raises ClassError with all of its faults."""
    table = read_table(path, _RENAMED)
    require_columns(table, ("id",), COLUMNS)
    students = [_student(row) for row in table.rows]
    if faults := [*_faults(table, students)]:
        raise ClassError(sorted(set(faults), key=lambda fault: (fault.line or 0, fault.message)))
    others = tuple(column for column in table.columns if column not in COLUMNS)
    kept = {row["id"]: {column: row.written(column) for column in others} for row in table.rows}
    return Roster(students=tuple(students), others=others, kept=kept)


def roster_bytes(roster: Roster) -> bytes:
    """Return the file of a roster."""
    rows = ((*_cells(s), *(roster.kept.get(s.id, {}).get(o, "") for o in roster.others))
            for s in roster.students)  # fmt: skip
    return table_bytes((*COLUMNS, *roster.others), rows)


def _cells(student: Student) -> Iterator[str]:
    yield from (student.id, student.name, student.sort_name, student.section)
    yield "; ".join(student.groups)
    for kind in (*KINDS, "name"):
        yield "; ".join(student.values(kind))


def _student(row: Row) -> Student:
    keys = [(kind, value) for kind in KINDS for value in _several(row[kind])]
    confirmed = [("name", value) for value in _several(row.written("confirmed"))]
    return Student(
        id=row["id"],
        name=row.written("name"),
        sort_name=row.written("sort_name"),
        section=row["section"],
        groups=_several(row.written("groups")),
        keys=(*keys, *confirmed),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _faults(table: Table, students: Iterable[Student]) -> Iterator[SourceFault]:
    """Find lines without id, ids that Excel has changed, people twice and keys of two people."""
    first: dict[str, Row] = {}
    for row in table.rows:
        id_ = row["id"].casefold()
        if not id_:
            yield table.fault(
                row, "the id is missing: give each person one, such as a student number"
            )
        elif id_ in first:
            message = f"`{row['id']}` is on line {first[id_].line} already; leave one of them out"
            yield table.fault(row, message)
        elif wrong := mangled_fault(row["id"]):
            yield table.fault(row, wrong)
        for wrong in filter(None, (mangled_fault(row[kind]) for kind in _NUMBERS)):
            yield table.fault(row, wrong)
        first.setdefault(id_, row)
    by_id = {row["id"]: row for row in table.rows}
    for (kind, value), owners in People(students).shared_keys():
        rows = [by_id[owner] for owner in owners]
        message = (
            f"the {kind} `{value}` is that of `{owners[0]}` on line {rows[0].line} too; "
            "a key belongs to one person: correct one of them"
        )
        yield table.fault(rows[-1], message)
