"""`batch.json`, for `autograder report` and the next run: what the last run of `grade` was.

{"format": "akapen-batch", "version": 1, "autograder": "0.2.0", "language": "en",
 "files": ["s01", …], "scores": SHA-256 of scores.csv}
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from autograder import __version__
from autograder.codec import Codec
from autograder.records import Language

FORMAT = "akapen-batch"
VERSION = 1
BATCH_FILE = "batch.json"

_CODEC = Codec()


@dataclass(frozen=True, kw_only=True)
class LastBatch:
    """The last run of `grade` into a folder."""

    language: Language  #: of what students read
    files: tuple[str, ...]  #: stems of the files of those that were graded
    scores: str  #: SHA-256 of scores.csv as it was written


def batch_json(batch: LastBatch) -> str:
    """Return the text of the file."""
    head = {"format": FORMAT, "version": VERSION, "autograder": __version__}
    document = head | _CODEC.dump(LastBatch, batch)
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def read_batch(folder: Path) -> LastBatch | None:
    """Return what is on record, None if nothing is that this version can read."""
    try:
        document = json.loads((folder / BATCH_FILE).read_text(encoding="utf-8"))
        head = [document.pop(key) for key in ("format", "version", "autograder")]
        return _CODEC.load(LastBatch, document) if head[:2] == [FORMAT, VERSION] else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
