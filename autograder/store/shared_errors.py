"""`shared_errors.json`, for instructors: errors that many submissions of a batch stop with.

    {"format": "akapen-shared-errors", "version": 1, "autograder": "0.2.0",
     "assignment": "convolution", "ran": 29, "versions": {"numpy": "2.4.0", …},
     "errors": [{"type": "TypeError", "message": "…", "source": "z = float(b)",
                 "submissions": ["s01", …]}, …]}

There is no such file where no error is shared.
"""

from __future__ import annotations

import json
from pathlib import Path

from autograder import __version__
from autograder.codec import Codec
from autograder.records.shared_errors import SharedErrors

SHARED_ERRORS_FILE = "shared_errors.json"
FORMAT = "akapen-shared-errors"
VERSION = 1

_CODEC = Codec()


def shared_errors_json(shared: SharedErrors) -> str:
    """Return the text of the file."""
    head = {"format": FORMAT, "version": VERSION, "autograder": __version__}
    document = head | _CODEC.dump(SharedErrors, shared)
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def read_shared_errors(folder: Path) -> SharedErrors | None:
    """Return what stands in an output folder, None if nothing does that this version can read."""
    try:
        document = json.loads((folder / SHARED_ERRORS_FILE).read_text(encoding="utf-8"))
        head = {key: document.pop(key, None) for key in ("format", "version", "autograder")}
        if (head["format"], head["version"]) != (FORMAT, VERSION):
            return None
        return _CODEC.load(SharedErrors, document)
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return None
