"""`moodle-feedback-zip`: each student's page, as a feedback file in Moodle.

In Moodle: Assignment > Submissions > Actions > Upload multiple feedback files in a zip ("Feedback
files" must be ticked in the assignment's settings). Moodle goes by the participant's number alone:
the worksheet (--fill) has it, and so has an attempt that was stored with it (`moodle:<number>`).
What a group has handed in goes by the group's number, and to all of its members.
"""

from __future__ import annotations

from autograder.classes.tables import read_table
from autograder.cutting import beginning
from autograder.errors import UsageError
from autograder.exports.export import Export, Made, Order, moodle_group_number, moodle_number
from autograder.exports.moodle_worksheet import numbers_of_people
from autograder.exports.zips import feedback_file, zip_of
from autograder.texts import one_line

_LONGEST_NAME = 60  #: characters; the name of a folder may have 255 bytes


def _make(order: Order) -> Made:
    numbers = {r.student.id: moodle_number(r) for r in order.people if moodle_number(r)}
    if order.fill is not None:
        numbers |= numbers_of_people(read_table(order.fill), order)
    files, lacking = {}, []
    for recipient in order.people:
        team = moodle_group_number(recipient)
        number = team or numbers.get(recipient.student.id)
        content = feedback_file(recipient)
        if number and content:
            name, data = content
            whose = recipient.group or recipient.student.name or recipient.student.id
            files[f"{_plain(whose)}_{number}_assignsubmission_file/{name}"] = data
        elif content:
            lacking.append(f"{recipient.student.id}: no participant's number is known; left out")
    if not files:
        raise UsageError(
            "nobody's number in Moodle is known; download the grading worksheet and name it with "
            "--fill"
        )
    return Made(files={f"{order.assignment}-feedback.zip": zip_of(files)}, left_out=tuple(lacking))


def _plain(whose: str) -> str:
    """Return a name as Moodle's own zips have it; only the number counts."""
    name = one_line(whose).replace("_", " ")
    kept = "".join(c for c in name if c not in "&<>\"`|':\\/\N{REPLACEMENT CHARACTER}")
    return beginning(kept.lstrip(".~ "), _LONGEST_NAME) or "student"


MOODLE_FEEDBACK = Export(
    name="moodle-feedback-zip", make=_make, fills="Moodle's grading worksheet", by_number=True
)
