"""`moodle-worksheet`: Moodle's offline grading worksheet, filled in.

In Moodle: Assignment > Submissions > Actions > Download grading worksheet (it is there when
"Offline grading worksheet" is ticked in the assignment's settings under Feedback types). Fill it
here, then Actions > Upload grading worksheet, tick "Update records that have been modified", and
confirm the list that Moodle shows.

Columns, their order and the BOM stay, whatever the language of their headers. `Feedback comments`
goes unless it is filled: Moodle would take the flattened text of the download for new feedback.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator, Sequence

from autograder.classes.importers.moodle_worksheet import EMAIL, ID_NUMBER, USERNAME
from autograder.classes.people import People
from autograder.classes.tables import Row, Table, read_table
from autograder.errors import ClassError, SourceFault, UsageError
from autograder.exports.export import (
    Export,
    Made,
    Order,
    Recipient,
    agreed_maximum,
    moodle_number,
    points_for,
    require_fill,
)
from autograder.gradebook.totals import OPEN
from autograder.texts import one_line

_GRADE = ("grade", "評点")
_MAXIMUM = ("maximum grade", "最大評点", "最高評点")
_CHANGEABLE = ("grade can be changed",)
_COMMENTS = ("feedback comments", "フィードバックコメント")
_PARTICIPANT = re.compile(r"\D*(\d+)")


def _make(order: Order) -> Made:
    path = require_fill(order, "the worksheet that you have downloaded from Moodle")
    table = read_table(path)
    grade, maximum = _columns(table)
    theirs = {row[maximum].replace(",", ".") for row in table.rows}
    if len(theirs) != 1:
        raise ClassError([table.fault(None, f"`{maximum}` is not the same in all rows")])
    most = agreed_maximum(order, _number(table, theirs.pop()), str(path))
    comma = any("," in row[maximum] for row in table.rows)
    joined = dict(_joined(table, order))
    comments = _named(table, _COMMENTS)
    dropped = {comments} if comments and not order.with_feedback else set()
    columns = [column for column in table.columns if column not in dropped]
    header = dict(zip(table.columns, table.header, strict=True))
    rows = []
    for row in table.rows:
        cells = dict(row.cells)
        if recipient := joined.get(row.line):
            points = points_for(order, recipient.grade, most)
            cells[grade] = "" if points is None else points.replace(".", "," if comma else ".")
            if comments and order.with_feedback:
                cells[comments] = _as_html(recipient.feedback)
        rows.append([cells.get(column, "") for column in columns])
    return Made(
        files={path.name: _written([header[c] for c in columns], rows, table.delimiter)},
        left_out=tuple(_left_out(table, joined, order)),
        remarks=tuple(_remarks(joined, dropped)),
    )


def _columns(table: Table) -> tuple[str, str]:
    """Return the columns of the grade and of its maximum, found by name or by what stands there."""
    grade, maximum = _named(table, _GRADE), _named(table, _MAXIMUM)
    if maximum is None:  # headers are in the language of who downloads
        numbers = [c for c in table.columns[1:] if _is_maximum([row[c] for row in table.rows])]
        maximum = numbers[0] if numbers else None
    if maximum is not None and grade is None:
        grade = table.columns[table.columns.index(maximum) - 1]
    starts = table.rows and all(_PARTICIPANT.fullmatch(r[table.columns[0]]) for r in table.rows)
    if grade is None or maximum is None or not starts:
        message = "is no grading worksheet: it begins with `Identifier`, and has `Grade`"
        raise ClassError([table.fault(None, message)])
    return grade, maximum


def _is_maximum(cells: Sequence[str]) -> bool:
    numbers = {cell.replace(",", ".") for cell in cells}
    return len(numbers) == 1 and bool(re.fullmatch(r"\d+\.\d{2,5}", numbers.pop()))


def _named(table: Table, names: Sequence[str]) -> str | None:
    return next((column for column in table.columns if column.casefold() in names), None)


def _number(table: Table, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ClassError([table.fault(None, f"the maximum `{text}` is no number")]) from None


def _joined(table: Table, order: Order) -> Iterator[tuple[int, Recipient]]:
    """Yield the line of each row with whose it is; raises ClassError if that is in doubt."""
    people = People(recipient.student for recipient in order.people)
    by_id = {recipient.student.id: recipient for recipient in order.people}
    by_number = {n: r for r in order.people if (n := moodle_number(r))}
    kinds = {
        "sis": _whole(table, ID_NUMBER),
        "login": _whole(table, USERNAME),
        "email": _whole(table, EMAIL),
    }
    seen: dict[str, int] = {}
    faults: list[SourceFault] = []
    for row in table.rows:
        number = _number_in(row[table.columns[0]])
        keys = [(kind, row[c]) for kind, c in kinds.items() if c and row[c]]
        keys += [("id", value) for kind, value in keys if kind in ("sis", "login")]
        owners = people.with_any_key(keys)
        if len(owners) > 1:
            ids = " and ".join(f"`{owner.id}`" for owner in owners)
            faults.append(table.fault(row, f"has keys of {ids}; correct roster.csv"))
            continue
        recipient = by_id[owners[0].id] if owners else by_number.get(number)
        if recipient is None:
            continue
        faults += _doubts(table, row, number, recipient, seen)
        yield row.line, recipient
    numbers = {_number_in(row[table.columns[0]]) for row in table.rows}
    if by_number and not faults and numbers.isdisjoint(by_number):
        message = "none of those who handed in is here: this is the worksheet of another assignment"
        faults.append(table.fault(None, message))
    if faults:
        raise ClassError(faults)


def numbers_of_people(table: Table, order: Order) -> dict[str, str]:
    """Return the participant's number of each person in a worksheet; raises ClassError."""
    identifiers = {row.line: row[table.columns[0]] for row in table.rows}
    return {
        recipient.student.id: _number_in(identifiers[line])
        for line, recipient in _joined(table, order)
    }


def _number_in(identifier: str) -> str:
    found = _PARTICIPANT.fullmatch(identifier)
    return found[1] if found else ""


def _doubts(
    table: Table, row: Row, number: str, recipient: Recipient, seen: dict[str, int]
) -> Iterator[SourceFault]:
    """Find rows of one person, and the worksheet of another assignment: its numbers are others."""
    id_ = recipient.student.id
    if id_ in seen:
        yield table.fault(row, f"`{id_}` is on line {seen[id_]} already")
    seen[id_] = row.line
    known = moodle_number(recipient)
    if known and known != number:
        yield table.fault(
            row,
            f"`{id_}` is participant {number} here and handed in as participant {known}: "
            "this is the worksheet of another assignment",
        )


def _whole(table: Table, names: Sequence[str]) -> str | None:
    return _named(table, [name.casefold() for name in names])


def _left_out(table: Table, joined: dict[int, Recipient], order: Order) -> Iterator[str]:
    if not joined:
        raise UsageError(f"nobody in {table.path} is in the roster; is it of this class?")
    is_anonymous = not any(_whole(table, names) for names in (ID_NUMBER, USERNAME, EMAIL))
    for row in table.rows:
        if row.line not in joined:
            why = "handed in nothing that is here" if is_anonymous else "is not in the roster"
            name = "" if is_anonymous else f" {row[table.columns[1]]}"
            yield one_line(f"{table.path}:{row.line}: {row[table.columns[0]]}{name} {why}")
    there = {recipient.student.id for recipient in joined.values()}
    for recipient in order.people:
        if recipient.student.id not in there:
            if is_anonymous and recipient.grade.attempt is None:
                continue
            who = f"{recipient.student.id} {recipient.student.name}".strip()
            yield one_line(f"{who} is not in {table.path}")
        elif recipient.grade.state in OPEN:
            yield _empty(recipient)
    changeable = _named(table, _CHANGEABLE)
    for row in table.rows:
        if changeable and row[changeable] == "No" and row.line in joined:
            id_ = joined[row.line].student.id
            yield f"{id_}: locked or overridden in Moodle's gradebook, which passes over the line"


def _empty(recipient: Recipient) -> str:
    return f"{recipient.student.id}: {recipient.grade.state.value}: left empty"


def _remarks(joined: dict[int, Recipient], dropped: set[str]) -> Iterator[str]:
    for recipient in joined.values():
        if recipient.grade.points is None and recipient.grade.state not in OPEN:
            yield _empty(recipient)
    for column in dropped:
        yield f"`{column}` is left out, so that Moodle keeps its feedback; --feedback fills it"


def _as_html(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")


def _written(columns: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", delimiter=delimiter)
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


MOODLE_WORKSHEET = Export(
    name="moodle-worksheet", make=_make, fills="Moodle's grading worksheet", by_number=True
)
