"""The lists of everybody in a graded folder, without some; what still names a person."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from autograder.classes.people import keys_of
from autograder.classes.tables import read_table, table_bytes
from autograder.errors import ClassError
from autograder.frozen import dataclass
from autograder.records.people import Student
from autograder.store.batches import BATCH_FILE, batch_json, read_batch
from autograder.store.history import MOVED_FILE

_RUNS = "runs.jsonl"
_BASE64 = re.compile(rb"(?:sha\d{3}-|;base64,)[0-9A-Za-z+/=]+")


@dataclass(frozen=True, kw_only=True)
class Gone:
    """Submissions that are to be forgotten."""

    files: frozenset[str]  #: stems of their files
    names: frozenset[str]  #: the submissions' own names, and those stems


@dataclass(frozen=True, kw_only=True)
class Shortened:
    """A list without them."""

    path: Path
    lines: int  #: how many go
    content: bytes


def shortened(folder: Path, gone: Gone) -> tuple[Shortened, ...]:
    """Return each list of a graded folder that names what is gone, without it."""
    lists = [*sorted(folder.glob("scores*.csv")), *folder.glob(MOVED_FILE)]
    tables = [s for path in lists if (s := _table(path, gone))]
    found = [*tables, *_runs(folder / _RUNS, gone), *_batch(folder, gone, tables)]
    return tuple(found)


def _table(path: Path, gone: Gone) -> Shortened | None:
    """Return `scores.csv`, or one that was kept, without their lines; None if it has none."""
    try:
        table = read_table(path)
    except ClassError:  # somebody's own file under such a name
        return None
    kept = [row for row in table.rows if row.written(table.columns[0]) not in gone.names]
    if len(kept) == len(table.rows):
        return None
    cells = [[row.written(column) for column in table.columns] for row in kept]
    content = table_bytes(table.columns, cells)
    return Shortened(path=path, lines=len(table.rows) - len(kept), content=content)


def _runs(path: Path, gone: Gone) -> Iterator[Shortened]:
    if not path.exists():
        return
    lines = path.read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if _submission(line) not in gone.names]
    if len(kept) < len(lines):
        yield Shortened(path=path, lines=len(lines) - len(kept), content=b"".join(kept))


def _submission(line: bytes) -> str | None:
    try:
        name = json.loads(line).get("submission")
    except (ValueError, AttributeError):
        return None
    return name if isinstance(name, str) else None


def _batch(folder: Path, gone: Gone, tables: list[Shortened]) -> Iterator[Shortened]:
    """Yield the record of the last run, which knows scores.csv by its digest."""
    last, scores = read_batch(folder), folder / "scores.csv"
    if last is None:
        return
    files = tuple(file for file in last.files if file not in gone.files)
    now = next((table.content for table in tables if table.path == scores), None)
    is_ours = now is not None and sha256(scores.read_bytes()).hexdigest() == last.scores
    digest = sha256(now).hexdigest() if now is not None and is_ours else last.scores
    text = batch_json(replace(last, files=files, scores=digest))
    if (lines := len(last.files) - len(files)) or digest != last.scores:
        yield Shortened(path=folder / BATCH_FILE, lines=lines, content=text.encode())


def named_in(folder: Path, student: Student) -> Iterator[Path]:
    """Yield the files whose name or text has a person's id, name or key, as a word of its own."""
    words = {word for _, word in keys_of(student)} | {student.name, student.sort_name}
    each = "|".join(re.escape(word) for word in sorted(words) if word)
    # By letters of English alone: Japanese has no spaces around a name.
    pattern = re.compile(f"(?<![0-9A-Za-z])(?:{each})(?![0-9A-Za-z])".encode())
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape")
        if path.is_file() and (pattern.search(place) or pattern.search(_words(path.read_bytes()))):
            yield path


def _words(content: bytes) -> bytes:
    """Return a file without base64, of digests and pictures: any short word may stand in it."""
    return _BASE64.sub(b"", content)
