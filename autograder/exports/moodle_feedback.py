"""`moodle-feedback-zip`: each student's page, as a feedback file in Moodle.

In Moodle: Assignment > Submissions > Actions > Upload multiple feedback files in a zip ("Feedback
files" must be ticked in the assignment's settings). Moodle goes by the participant's number alone:
the worksheet (--fill) has it, and so has an attempt that was stored with it (`moodle:<number>`).
"""

from __future__ import annotations

from autograder.classes.tables import read_table
from autograder.errors import UsageError
from autograder.exports.export import Export, Made, Order, Recipient, moodle_number
from autograder.exports.moodle_worksheet import numbers_of_people
from autograder.exports.zips import feedback_file, zip_of
from autograder.texts import beginning, one_line

_LONGEST_NAME = 60  #: characters; the name of a folder may have 255 bytes


def _make(order: Order) -> Made:
    numbers = {r.student.id: moodle_number(r) for r in order.people if moodle_number(r)}
    if order.fill is not None:
        numbers |= numbers_of_people(read_table(order.fill), order)
    files, lacking = {}, []
    for recipient in order.people:
        number = numbers.get(recipient.student.id)
        content = feedback_file(recipient)
        if number and content:
            name, data = content
            files[f"{_plain(recipient)}_{number}_assignsubmission_file/{name}"] = data
        elif content:
            lacking.append(f"{recipient.student.id}: no participant's number is known; left out")
    if not files:
        raise UsageError(
            "nobody's number in Moodle is known; download the grading worksheet and name it with "
            "--fill"
        )
    return Made(files={f"{order.assignment}-feedback.zip": zip_of(files)}, left_out=tuple(lacking))


def _plain(recipient: Recipient) -> str:
    """Return a name as Moodle's own zips have it; only the number counts."""
    name = one_line(recipient.student.name or recipient.student.id).replace("_", " ")
    kept = "".join(c for c in name if c not in "&<>\"`|':\\/\N{REPLACEMENT CHARACTER}")
    return beginning(kept.lstrip(".~ "), _LONGEST_NAME) or "student"


MOODLE_FEEDBACK = Export(name="moodle-feedback-zip", make=_make, fills="Moodle's grading worksheet")
