"""`shared_errors.json`, for instructors: errors that many submissions of a batch stop with.

    {"format": "akapen-shared-errors", "version": 1, "autograder": "0.2.0",
     "assignment": "convolution", "ran": 29, "versions": {"numpy": "2.4.0", …},
     "errors": [{"type": "TypeError", "message": "…", "source": "z = float(b)",
                 "submissions": ["s01", …]}, …]}

There is no such file where no error is shared.
"""

from __future__ import annotations

from pathlib import Path

from autograder.records.shared_errors import SharedErrors
from autograder.store.documents import Format, NoDocument

SHARED_ERRORS_FILE = "shared_errors.json"

_FORMAT = Format(name="akapen-shared-errors", version=1, kind=SharedErrors)


def shared_errors_json(shared: SharedErrors) -> str:
    """Return the text of the file."""
    return _FORMAT.text(shared)


def read_shared_errors(folder: Path) -> SharedErrors | None:
    """Return what stands in an output folder, None if nothing does that this version can read."""
    try:
        return _FORMAT.read((folder / SHARED_ERRORS_FILE).read_bytes())
    except (OSError, NoDocument):
        return None
