"""`csv`: everybody's points for an assignment, a column a question.

For anything that reads a table; no system of its own.
"""

from __future__ import annotations

from autograder.classes.tables import table_bytes
from autograder.exports.export import Export, Made, Order
from autograder.texts import format_points


def _make(order: Order) -> Made:
    questions = list(dict.fromkeys(q.id for r in order.people for q in r.grade.questions))
    columns = ("student", "name", "email", *questions, "points", "possible", "state")
    rows = []
    for recipient in order.people:
        student, grade = recipient.student, recipient.grade
        earned = {question.id: format_points(question.points) for question in grade.questions}
        rows.append(
            (
                *(student.id, student.name, next(iter(student.values("email")), "")),
                *(earned.get(question, "") for question in questions),
                *(format_points(grade.points), format_points(grade.possible), grade.state.value),
            )
        )
    return Made(files={f"{order.assignment}.csv": table_bytes(columns, rows)})


PLAIN = Export(name="csv", make=_make)
