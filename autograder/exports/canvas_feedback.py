"""`canvas-feedback-zip`: each student's page, as a comment in Canvas.

In Canvas: the assignment's page > Upload submissions. Each upload adds a comment "See attached
file", so upload once. Canvas goes by the two numbers in the name of what was handed in: they are
known of attempts that were stored with them (`canvas:<user>_<attachment>`).
"""

from __future__ import annotations

import re
from pathlib import PurePath

from autograder.errors import UsageError
from autograder.exports.export import Export, Made, Order
from autograder.exports.zips import feedback_file, zip_of

_OF_A_FILE = re.compile(r"(?:\d+|anon_[0-9A-Za-z]+)_\d+")  #: text typed there has but one number


def _make(order: Order) -> Made:
    files, lacking = {}, []
    for recipient in order.people:
        kind, _, numbers = recipient.source.partition(":")
        content = feedback_file(recipient)
        if kind == "canvas" and _OF_A_FILE.fullmatch(numbers) and content:
            name, data = content
            plain = "".join(c for c in recipient.student.id if c.isalnum() and not c.isdigit())
            files[f"{plain[:60] or 'student'}_{numbers}_feedback{PurePath(name).suffix}"] = data
        elif content:
            lacking.append(f"{recipient.student.id}: handed in no file through Canvas; left out")
    if not files:
        raise UsageError(
            "nobody's numbers in Canvas are known: they stand in the names of files in the zip "
            "that you have downloaded there, and are kept by an attempt that was stored with them, "
            "as `canvas:USER_ATTACHMENT`"
        )
    return Made(files={f"{order.assignment}-feedback.zip": zip_of(files)}, left_out=tuple(lacking))


CANVAS_FEEDBACK = Export(name="canvas-feedback-zip", make=_make)
