"""`moodle-gradebook`: a CSV for Moodle's gradebook.

In Moodle: Grades > Import > CSV file; encoding UTF-8, separator comma. Map "Identify user by" and
"Map to" as the columns are named: `ID number`, or `Email address`; the points to an existing grade
item, or to a new one, which Moodle makes with a maximum of 100: set it to what is possible here.
Moodle refuses the whole file for one unknown person, so that only people with the key are in it.
"""

from __future__ import annotations

import csv
import io

from autograder.errors import UsageError
from autograder.exports.export import Export, Made, Order, Recipient, agreed_maximum, points_for
from autograder.texts import format_points

_KEYS = {"email": "Email address", "sis": "ID number", "login": "Username"}


def _make(order: Order) -> Made:
    kind = max(_KEYS, key=lambda of: sum(bool(r.student.values(of)) for r in order.people))
    known = [r for r in order.people if r.student.values(kind)]
    if not known:
        raise UsageError("nobody in the roster has an e-mail address, an ID number or a login")
    maximum = agreed_maximum(order, order.maximum, "Moodle")
    header = [_KEYS[kind], "Full name", f"{order.title} ({format_points(maximum)})"]
    comments = [f"{order.title} (feedback)"] if order.with_feedback else []
    rows = [_row(r, kind, points_for(order, r.grade, maximum), order) for r in known]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*header, *comments])
    writer.writerows(rows)
    lacking = [r.student.id for r in order.people if r not in known]
    return Made(
        files={f"{order.assignment}-moodle.csv": text.getvalue().encode()},
        left_out=tuple(
            f"{id_} has no {_KEYS[kind]} in the roster and is left out" for id_ in lacking
        ),
        remarks=(
            f"a new grade item has a maximum of 100 in Moodle; set it to {format_points(maximum)}",
        ),
    )


def _row(recipient: Recipient, kind: str, points: str | None, order: Order) -> list[str]:
    key = recipient.student.values(kind)[0]
    comment = [recipient.feedback] if order.with_feedback else []
    return [key, recipient.student.name, "-" if points is None else points, *comment]


MOODLE_GRADEBOOK = Export(name="moodle-gradebook", make=_make)
