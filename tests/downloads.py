"""Downloads as LMSs make them: names of members, and what is in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

Members = Mapping[str, str | bytes]

ONLINE = (
    '<!DOCTYPE html><html><head><meta charset="UTF-8"></head><body>'
    "<p>def double(x):<br>\xa0\xa0\xa0\xa0return 2 * x</p></body></html>"
)
METADATA = """\
---
submission_11:
  :submitters:
  - :name: Hanako Abe
    :sid: s1
    :email: hanako@example.invalid
  :created_at: 2026-05-01 12:00:00.123456000 Z
  :score: 3.0
  :status: processed
  :results:
    tests:
    - name: a test
      output: "x: y"
  :history:
  - :id: 9
    :submitters:
    - :name: Hanako Abe
      :sid: s1
      :email: hanako@example.invalid
    :created_at: 2026-04-30 12:00:00.000000000 Z
submission_12:
  :submitters:
  - :name: Bob O'Neil
    :sid:
    :email: bob@example.invalid
  - :name: Carol
    :email: s3@example.invalid
  :created_at: 2026-05-01 16:00:00.000000000 Z
  :history: []
submission_13:
  :submitters:
  - :name: Nobody Known
    :email: nobody@example.invalid
  :created_at: 2026-05-01 10:00:00.000000000 Z
submission_14:
  :submitters:
  - :name: Without Folder
    :email: x@example.invalid
  :created_at: 2026-05-01 10:00:00.000000000 Z
"""


def moodle(name: str, number: int | str, file: str, *, form: str = "folder") -> str:
    """Return the name of a member of Moodle's zip, in one of the forms that there are."""
    between = {"folder": "/", "before 4.1": "_/", "flat": "_"}[form]
    return f"{name}_{number}_assignsubmission_file{between}{file}"


def gradescope(content: str | bytes, top: str = "assignment_7_export/") -> dict[str, str | bytes]:
    """Return an export of Gradescope's with four submissions, of which one has an earlier one."""
    return {
        f"{top}submission_metadata.yml": METADATA,
        f"{top}submission_9/doubling.py": b"# the first try\n",
        f"{top}submission_11/doubling.py": content,
        f"{top}submission_12/doubling.py": content,
        f"{top}submission_12/helper.py": b"",
        f"{top}submission_13/doubling.py": content,
    }


def zipped(members: Members, moment: tuple[int, ...] = (2026, 5, 1, 23, 30, 0)) -> bytes:
    """Return a zip file whose members were all changed at one moment."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name, moment), text, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def laid_out(folder: Path, members: Members) -> Path:
    """Write the members of a zip file as if it had been unpacked; return the folder."""
    for name, text in members.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return folder
