"""`canvas-csv`: a CSV for Canvas' gradebook.

In Canvas: Gradebook > Export > Export entire gradebook; fill that file (--fill) and Gradebook >
Import. Canvas shows what would change. Without it, people are known by the roster's `canvas`, `sis`
or `login`, and Canvas offers to make a new assignment of this one's title. `EX` excuses.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from autograder.classes.importers.canvas_gradebook import NAME, is_person
from autograder.classes.importers.importer import column
from autograder.classes.people import People
from autograder.classes.tables import Row, Table, read_table
from autograder.errors import ClassError
from autograder.exports.export import Export, Made, Order, agreed_maximum, points_for
from autograder.records.grades import Grade, GradeState
from autograder.records.people import Student
from autograder.texts import did_you_mean, format_points, one_line

_MOST = 10  #: columns that are named
_IDENTITY = ("ID", "SIS User ID", "SIS Login ID", "Section")


def _make(order: Order) -> Made:
    return _filled(order) if order.fill else _fresh(order)


def _fresh(order: Order) -> Made:
    maximum = agreed_maximum(order, order.maximum, "Canvas")
    rows = [["Student", *_IDENTITY, order.title]]
    rows.append(["    Points Possible", "", "", "", "", format_points(maximum)])
    lacking = []
    for recipient in order.people:
        student = recipient.student
        keys = [next(iter(student.values(kind)), "") for kind in ("canvas", "sis", "login")]
        if not any(keys):
            keys[1] = student.id
            lacking.append(f"{student.id}: Canvas knows them by this SIS id, or not at all")
        points = _cell(order, recipient.grade, maximum)
        rows.append([student.name, *keys, student.section, points])
    return Made(
        files={f"{order.assignment}-canvas.csv": _written(rows, ",")}, remarks=tuple(lacking)
    )


def _filled(order: Order) -> Made:
    assert order.fill is not None
    table = read_table(order.fill)
    name = column(table, *NAME)
    if name is None or "ID" not in table.columns:
        raise ClassError(
            [table.fault(None, "is no gradebook of Canvas: it begins with `Student,ID`")]
        )
    mine = _column_of(table, order)
    worth = next((row[mine] for row in table.rows if row[name] == "Points Possible"), "")
    theirs = float(worth.replace(",", ".")) if re.fullmatch(r"\d+([.,]\d+)?", worth) else None
    maximum = agreed_maximum(order, theirs, str(order.fill))
    people = People(recipient.student for recipient in order.people)
    grades = {recipient.student.id: recipient.grade for recipient in order.people}
    columns = [name, *(c for c in table.columns if c in _IDENTITY), mine]
    rows, remarks, there = [columns], [], set()
    for row in table.rows:
        cells = [row.written(column) for column in columns]
        if row[name] == "Points Possible":
            cells[0] = "    Points Possible"
        elif is_person(row, name):
            owners = people.with_any_key(_keys(row))
            if len(owners) == 1:
                cells[-1] = _cell(order, grades[owners[0].id], maximum)
                there.add(owners[0].id)
            else:
                remarks.append(
                    one_line(f"{table.path}:{row.line}: {row[name]} is not in the roster")
                )
        rows.append(cells)
    remarks += _absent(order, there, table)
    return Made(files={order.fill.name: _written(rows, table.delimiter)}, left_out=tuple(remarks))


def _absent(order: Order, there: set[str], table: Table) -> Iterator[str]:
    students: list[Student] = [recipient.student for recipient in order.people]
    for student in students:
        if student.id not in there:
            yield one_line(f"{student.id} {student.name} is not in {table.path}")


def _column_of(table: Table, order: Order) -> str:
    """Return the assignment's column, `Title (id)`.

    It is known as a person says, else by the assignment's title in any language, or its name.
    """
    titles: dict[str, list[str]] = defaultdict(list)
    for name in table.columns:
        if (title := re.sub(r" \(\d+\)$", "", name)) != name:
            titles[title].append(name)
    own = (order.title, *order.titles, order.assignment)
    for wanted in (order.column,) if order.column else own:
        found = titles.get(wanted, [wanted] if wanted in table.columns[1:] else [])
        if len(found) == 1:
            return found[0]
        if found:
            raise ClassError([table.fault(None, _several(found))])
    raise ClassError([table.fault(None, _missing(order.column or f"{order.title} (…)", titles))])


def _several(columns: Sequence[str]) -> str:
    names = " and ".join(f"`{name}`" for name in columns)
    return f"there are {names}: say with --column which one it is"


def _missing(wanted: str, titles: Mapping[str, Sequence[str]]) -> str:
    columns = [name for names in titles.values() for name in names]
    near = did_you_mean(wanted, [*columns, *titles])
    others = ", ".join(f"`{name}`" for name in columns[:_MOST])
    there = near or (f"; there are {others}." if others else "; there is none of an assignment.")
    return f"there is no column `{wanted}`{there} Name it with --column"


def _keys(row: Row) -> list[tuple[str, str]]:
    sis, login = row["SIS User ID"], row["SIS Login ID"]
    return [("canvas", row["ID"]), ("sis", sis), ("id", sis), ("login", login), ("id", login)]


def _cell(order: Order, grade: Grade, maximum: float) -> str:
    if grade.state is GradeState.EXCUSED:
        return "EX"
    return points_for(order, grade, maximum) or ""


def _written(rows: list[list[str]], delimiter: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", delimiter=delimiter).writerows(rows)
    return text.getvalue().encode()


CANVAS_CSV = Export(name="canvas-csv", make=_make, fills="Canvas' gradebook", by_column=True)
