"""`attempts/<assignment>/<student or group>/<number>/`: what was handed in, as it was handed in.

Each holds `files/`, the originals, and `attempt.json`, format `akapen-attempt`, version 1: the
fields of `records.people.Attempt` as `autograder.codec` writes them. Nothing in it is ever changed,
but whose it is, and when it was received, may become known.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from autograder.errors import ClassError, OutputError, SourceFault
from autograder.records.people import Attempt, AttemptFile, NotKept
from autograder.store.documents import Format, NewerDocument, NoDocument
from autograder.store.folder import file_name, remove, write_whole

NAME = "attempt.json"
INDEX = ".index.json"  #: beside the folders of an assignment; it can be deleted at any time
INDEX_FORMAT = "akapen-attempts-index 3"
FILES = "files"  #: the folder of what was handed in
_FORMAT = Format(name="akapen-attempt", version=1, kind=Attempt)


def attempt_id(source: str, files: Mapping[str, bytes]) -> str:
    """Return the SHA-256 of where something came from and what it is: the same twice is once."""
    return _id(source, hashed(files))


def hashed(files: Mapping[str, bytes]) -> tuple[AttemptFile, ...]:
    """Return files as an attempt's record has them."""
    return tuple(
        AttemptFile(name=name, sha256=hashlib.sha256(content).hexdigest())
        for name, content in sorted(files.items())
    )


def _id(source: str, files: Iterable[AttemptFile]) -> str:
    whole = hashlib.sha256(json.dumps(source).encode())
    for file in files:
        whole.update(json.dumps([file.name, file.sha256]).encode())
    return whole.hexdigest()


def store_attempt(
    folder: Path,
    assignment: str,
    files: Mapping[str, bytes],
    *,
    student: str | None = None,
    group: str | None = None,
    sender: str = "",
    source: str,
    received_at: datetime | None = None,
    not_kept: tuple[NotKept, ...] = (),
    is_late: bool = False,
) -> Attempt:
    """Store what was handed in as the next attempt, unless it is there already; return it.

    `sender` is what the LMS calls who is neither a student nor a group of the roster. Names of
    files have "/" between folders, and lead nowhere else. Raises OutputError.
    """
    owner = owner_folder(folder, assignment, student or group or sender)
    if astray := [name for name in files if not _is_inside(name)]:
        raise OutputError(f"cannot write {astray[0]!r}: it is outside the folder of the attempt")
    there = [read_attempt(path) for path in sorted(owner.glob(f"*/{NAME}"))]
    own = hashed(files)
    id_ = _id(source, own)
    for attempt in there:
        if attempt.id == id_:
            return attempt
    attempt = Attempt(
        id=id_,
        assignment=assignment,
        student=student,
        group=group,
        number=1 + max((attempt.number for attempt in there), default=0),
        received_at=received_at,
        source=source,
        files=own,
        not_kept=not_kept,
        sender="" if student or group else sender,
        is_late=is_late,
    )
    place = owner / str(attempt.number)
    for name, content in files.items():
        write_whole(place / FILES / name, content)
    # The record last: a folder without one is what an interrupted run has left, to be gone on with.
    write_whole(place / NAME, attempt_json(attempt))
    return attempt


def give_to(
    folder: Path, place: Path, attempt: Attempt, *, student: str | None, group: str | None
) -> None:
    """Give the attempt in `place`, whose sender nobody knew, to who it is; raises OutputError.

    The files are the same; only whose they are, and their number, change.
    """
    owner = owner_folder(folder, attempt.assignment, student or group or "")
    number = _next_number(owner)
    known = replace(attempt, student=student, group=group, number=number, sender="")
    remove(folder / "attempts" / attempt.assignment / INDEX)
    write_whole(place / NAME, attempt_json(known))
    try:
        owner.mkdir(parents=True, exist_ok=True)
        place.rename(owner / str(number))
        with suppress(OSError):  # others are in it
            place.parent.rmdir()
    except OSError as error:
        raise OutputError(f"cannot move {place}: {error.strerror}") from None


def complete(folder: Path, place: Path, attempt: Attempt, received_at: datetime) -> None:
    """Write down when the attempt in `place` was received, which nobody knew; raises OutputError.

    All else of it stays.
    """
    remove(folder / "attempts" / attempt.assignment / INDEX)
    write_whole(place / NAME, attempt_json(replace(attempt, received_at=received_at)))


def owner_folder(folder: Path, assignment: str, owner: str) -> Path:
    """Return the folder of somebody's attempts at an assignment."""
    return folder / "attempts" / assignment / file_name(owner or "unknown")


def _next_number(owner: Path) -> int:
    return 1 + max((int(p.name) for p in owner.glob("*") if p.name.isdigit()), default=0)


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
    except NewerDocument as newer:
        message = f"is an attempt that a newer version has stored, {newer}: install that one"
        raise ClassError([SourceFault(path, None, message)]) from None
    except (OSError, NoDocument):
        message = "cannot be read as an attempt by this version of autograder; store it again"
        raise ClassError([SourceFault(path, None, message)]) from None


def read_attempts(folder: Path, assignment: str) -> list[Attempt]:
    """Return all attempts at an assignment, a person's in order; raises ClassError."""
    return [attempt for _place, attempt in _placed(folder / "attempts" / assignment)]


def placed_attempts(folder: Path, assignment: str) -> dict[Path, Attempt]:
    """Return all attempts at an assignment by their folders; raises ClassError."""
    root = folder / "attempts" / assignment
    return {root / place: attempt for place, attempt in _placed(root)}


def _placed(root: Path) -> list[tuple[str, Attempt]]:
    """Return all attempts with their places in the assignment's folder, a person's in order.

    Since none is ever changed, each is read once, and then from the index beside them.
    """
    kept = _read_index(root / INDEX)
    found = {}
    for owner in _folders(root):
        for number in _folders(f"{root}/{owner}"):
            place = f"{owner}/{number}"
            if place in kept:
                found[place] = kept[place]
            elif (root / place / NAME).exists():
                found[place] = read_attempt(root / place / NAME)
    if {place for place, attempt in found.items() if not attempt.not_kept} != kept.keys():
        with suppress(OutputError):  # as on a full disk: it only saves time
            write_whole(root / INDEX, _index_json(found))
    return sorted(found.items(), key=lambda item: (item[1].owner, item[1].number))


def _folders(folder: str | Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries if entry.is_dir()]
    except FileNotFoundError:
        return []


def _index_json(attempts: Mapping[str, Attempt]) -> str:
    rows = {
        place: [
            *(a.id, a.assignment, a.student, a.group, a.number, a.source, a.sender),
            *(a.received_at.isoformat() if a.received_at else None, a.is_late),
            [[file.name, file.sha256] for file in a.files],
        ]
        for place, a in attempts.items()
        if not a.not_kept  # which are few, and hold more than a row
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
    sender: str,
    received_at: str | None,
    is_late: bool,
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
        sender=sender,
        is_late=is_late,
        files=tuple([AttemptFile(name=name, sha256=sha256) for name, sha256 in files]),
    )
