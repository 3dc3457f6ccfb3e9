"""`attempts/<assignment>/<student or group>/<number>/`: what was handed in, as it was handed in.

Each holds `files/`, the originals, and `attempt.json`, format `akapen-attempt`, version 1: the
fields of `records.people.Attempt` as `autograder.codec` writes them. Nothing in it is ever changed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePosixPath

from autograder.errors import ClassError, OutputError, SourceFault
from autograder.records.people import Attempt, AttemptFile
from autograder.store.documents import Format, NoDocument
from autograder.store.folder import file_name, write_whole

NAME = "attempt.json"
INDEX = ".index.json"  #: beside the folders of an assignment; it can be deleted at any time
INDEX_FORMAT = "akapen-attempts-index 1"
FILES = "files"  #: the folder of what was handed in
_FORMAT = Format(name="akapen-attempt", version=1, kind=Attempt)


def attempt_id(source: str, files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of where something came from and what it is: the same twice is once."""
    whole = hashlib.sha256(json.dumps(source).encode())
    for name in sorted(files):
        digest = hashlib.sha256(files[name]).hexdigest()
        whole.update(json.dumps([name, digest]).encode())
    return whole.hexdigest()


def store_attempt(
    folder: Path,
    assignment: str,
    files: Mapping[str, bytes],
    *,
    student: str | None = None,
    group: str | None = None,
    source: str,
    received_at: datetime | None = None,
) -> Attempt:
    """Store what was handed in as the next attempt, unless it is there already; return it.

    Names of files have "/" between folders, and lead nowhere else. Raises OutputError.
    """
    owner = folder / "attempts" / assignment / file_name(student or group or "unknown")
    if astray := [name for name in files if not _is_inside(name)]:
        raise OutputError(f"cannot write {astray[0]!r}: it is outside the folder of the attempt")
    there = [read_attempt(path) for path in sorted(owner.glob(f"*/{NAME}"))]
    id_ = attempt_id(source, files)
    for attempt in there:
        if attempt.id == id_:
            return attempt
    number = 1 + max((int(p.name) for p in owner.glob("*") if p.name.isdigit()), default=0)
    attempt = Attempt(
        id=id_,
        assignment=assignment,
        student=student,
        group=group,
        number=number,
        received_at=received_at,
        source=source,
        files=tuple(
            AttemptFile(name=name, sha256=hashlib.sha256(content).hexdigest())
            for name, content in sorted(files.items())
        ),
    )
    place = owner / str(number)
    for name, content in files.items():
        write_whole(place / FILES / name, content)
    # The record last: a folder without one is what an interrupted run has left.
    write_whole(place / NAME, attempt_json(attempt))
    return attempt


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts


def attempt_json(attempt: Attempt) -> str:
    """Return the text of an attempt's file."""
    return _FORMAT.text(attempt)


def read_attempt(path: Path) -> Attempt:
    """Return the attempt in a file; ClassError if it is none that this version can read."""
    try:
        return _FORMAT.read(path.read_bytes())
    except (OSError, NoDocument):
        message = "cannot be read as an attempt by this version of autograder; store it again"
        raise ClassError([SourceFault(path, None, message)]) from None


def read_attempts(folder: Path, assignment: str) -> list[Attempt]:
    """Return all attempts at an assignment, a person's in order; raises ClassError."""
    return list(placed_attempts(folder, assignment).values())


def placed_attempts(folder: Path, assignment: str) -> dict[Path, Attempt]:
    """Return all attempts at an assignment by their folders; raises ClassError.

    Since none is ever changed, each is read once, and then from the index beside them.
    """
    root = folder / "attempts" / assignment
    kept = _read_index(root / INDEX)
    found = {}
    for owner in _folders(root):
        for number in _folders(root / owner):
            place = f"{owner}/{number}"
            if place in kept:
                found[place] = kept[place]
            elif (root / place / NAME).exists():
                found[place] = read_attempt(root / place / NAME)
    if found.keys() != kept.keys():
        with suppress(OutputError):  # as on a full disk: it only saves time
            write_whole(root / INDEX, _index_json(found))
    ordered = sorted(found.items(), key=lambda item: (item[1].owner, item[1].number))
    return {root / place: attempt for place, attempt in ordered}


def _folders(folder: str | Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries if entry.is_dir()]
    except FileNotFoundError:
        return []


def _index_json(attempts: Mapping[str, Attempt]) -> str:
    rows = {
        place: [
            *(a.id, a.assignment, a.student, a.group, a.number, a.source),
            a.received_at.isoformat() if a.received_at else None,
            [[file.name, file.sha256] for file in a.files],
        ]
        for place, a in attempts.items()
    }
    return json.dumps({"format": INDEX_FORMAT, "attempts": rows}, ensure_ascii=False)


def _read_index(path: Path) -> dict[str, Attempt]:
    """Return the attempts by their folders; nothing if there is no index of this version."""
    try:
        document = json.loads(path.read_bytes())
        if document["format"] != INDEX_FORMAT:
            return {}
        return {place: _of_row(*row) for place, row in document["attempts"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _of_row(
    id_: str,
    assignment: str,
    student: str | None,
    group: str | None,
    number: int,
    source: str,
    received_at: str | None,
    files: list[list[str]],
) -> Attempt:
    """Return the attempt of a row; by hand, since the codec takes most of the time there is."""
    return Attempt(
        id=id_,
        assignment=assignment,
        student=student,
        group=group,
        number=number,
        received_at=datetime.fromisoformat(received_at) if received_at else None,
        source=source,
        files=tuple([AttemptFile(name=name, sha256=sha256) for name, sha256 in files]),
    )
