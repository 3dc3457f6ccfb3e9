"""Zip files that are the same for the same content, and the feedback file in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Mapping

from autograder.exports.export import Recipient

_EARLIEST = (1980, 1, 1, 0, 0, 0)


def zip_of(files: Mapping[str, bytes], programs: Collection[str] = ()) -> bytes:
    """Return a zip file; those that are `programs` may be run when they are unpacked."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, _EARLIEST)
            member.external_attr = (0o100755 if name in programs else 0o100644) << 16
            archive.writestr(member, content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def feedback_file(recipient: Recipient) -> tuple[str, bytes] | None:
    """Return the name and content of what a student gets: their page, else the text."""
    if recipient.page is not None:
        return "feedback.html", recipient.page
    return ("feedback.txt", recipient.feedback.encode()) if recipient.feedback else None
