"""nbgrader's `submitted/`: `{student}/{assignment}/…`, each with a `timestamp.txt`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from autograder.course.submissions.caps import Unreadable
from autograder.course.submissions.choosing import is_called
from autograder.course.submissions.files import File, Listing
from autograder.course.submissions.hand_ins import (
    HandIn,
    Person,
    Recognised,
    Sender,
    below,
    moved,
    of_person,
)

_SUBMITTED = "submitted"
_TIME = "timestamp.txt"


def recognise(listing: Listing, assignment: str) -> Recognised | None:
    """Return a hand-in for each student who has the assignment, None if it is no such folder."""
    inner = next((p for p, _ in listing.folders if p.name == _SUBMITTED), None)
    if inner is not None:
        return recognise(below(listing, inner), assignment)
    if not any(_is_time(file) for _, files in listing.folders for file in files):
        return None
    theirs = [(place, _of_assignment(files, assignment)) for place, files in listing.folders]
    hand_ins = tuple(_hand_in(place, files) for place, files in theirs if files)
    if not hand_ins:
        return None
    return Recognised(
        hand_ins=hand_ins,
        ignored=(*(place for place, files in theirs if not files), *listing.others),
        layout="nbgrader's submitted/",
    )


def _is_time(file: File) -> bool:
    return len(file.parts) == 3 and file.parts[2] == _TIME


def _of_assignment(files: tuple[File, ...], assignment: str) -> list[File]:
    return [f for f in files if len(f.parts) > 2 and is_called(Path(f.parts[1]), assignment)]


def _hand_in(place: Path, files: list[File]) -> HandIn:
    stamps = [file for file in files if _is_time(file)]
    sender = Sender(
        people=(Person(name=place.name, keys=(("any", place.name),)),),
        source=f"nbgrader:{place.name}",
        received_at=_moment(stamps[0]) if stamps else None,
    )
    own = [moved(file, place.name, *file.parts[2:]) for file in files if not _is_time(file)]
    return of_person(place.name, own or [moved(files[0], place.name, _TIME)], sender)


def _moment(file: File) -> datetime | None:
    """Return the time in a file, as `2026-04-24 10:12:00.123456 UTC`; None if there is none."""
    try:
        text = file.read().decode("ascii").strip()
        day, _, rest = text.partition(" ")
        clock, _, zone = rest.partition(" ")
        written = datetime.fromisoformat(f"{day}T{clock}")
        if written.tzinfo is None:
            written = written.replace(tzinfo=ZoneInfo(zone or "UTC"))
        return written.astimezone(UTC)
    except (Unreadable, ValueError, OSError, KeyError, OverflowError):
        return None
