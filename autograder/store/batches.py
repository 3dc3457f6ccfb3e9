"""`batch.json`, for `report`, `regrade` and the next run: what the last run of `grade` was.

{"format": "akapen-batch", "version": 1, "autograder": "0.2.0", "language": "en",
 "files": ["s01", …], "scores": SHA-256 of scores.csv, "sources": ["/home/ito/submissions"]}
"""

from __future__ import annotations

from pathlib import Path

from autograder.frozen import dataclass
from autograder.records import Language
from autograder.store.documents import Format, NoDocument

BATCH_FILE = "batch.json"


@dataclass(frozen=True, kw_only=True)
class LastBatch:
    """The last run of `grade` into a folder."""

    language: Language  #: of what students read
    files: tuple[str, ...]  #: stems of the files of those that were graded
    scores: str  #: SHA-256 of scores.csv as it was written
    sources: tuple[str, ...] = ()  #: paths that submissions were found at, of earlier runs too


_FORMAT = Format(name="akapen-batch", version=1, kind=LastBatch)


def batch_json(batch: LastBatch) -> str:
    """Return the text of the file."""
    return _FORMAT.text(batch)


def read_batch(folder: Path) -> LastBatch | None:
    """Return what is on record, None if nothing is that this version can read."""
    try:
        return _FORMAT.read((folder / BATCH_FILE).read_bytes())
    except (OSError, NoDocument):
        return None
