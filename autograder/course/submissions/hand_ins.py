"""What each person handed in, before any of it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from datetime import datetime
from pathlib import Path

from autograder.course.submissions.files import File, Listing
from autograder.course.submissions.suffixes import stem
from autograder.frozen import dataclass
from autograder.records.people import Key

TYPED = "typed online"
"""The folder, among a person's files, of text that was typed into the LMS."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody as an LMS calls them."""

    name: str = ""
    #: what the LMS knows them by; "participant" is Moodle's number, "any" may be of any kind
    keys: tuple[Key, ...] = ()
    is_nameless: bool = False  #: the LMS keeps names from who marks: "Participant 12"


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who handed something in, and when, as an LMS says."""

    people: tuple[Person, ...]  #: several where they handed in together
    source: str  #: as an attempt keeps it: "moodle:7"
    received_at: datetime | None = None
    is_late: bool = False  #: the LMS says so, and not since when


@dataclass(frozen=True, kw_only=True)
class HandIn:
    """A file, or the files in a folder or zip file, that one person handed in."""

    name: str
    place: Path  #: of the file, the folder or the zip file
    files: tuple[File, ...]
    has_own_folder: bool  #: so that all of the files are this person's
    namesake: str = ""  #: the name of another, where no name could be found that differs
    student: str | None = None  #: whose it is, by the roster of a class folder
    attempt: str | None = None  #: which it is, of those in a class folder
    sender: Sender | None = None  #: where an LMS says who it is


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """What a layout makes of a folder or zip file."""

    hand_ins: tuple[HandIn, ...]
    ignored: tuple[Path, ...] = field(default=())  #: that is nobody's
    layout: str = "a folder or a file a person"  #: as people call it
    remarks: tuple[str, ...] = ()  #: for who collects


def of_file(file: File) -> HandIn:
    """Return what is handed in as a file among others."""
    return HandIn(name=stem(file.path), place=file.path, files=(file,), has_own_folder=file.is_zip)


def of_folder(place: Path, files: tuple[File, ...]) -> HandIn:
    """Return what is handed in as a folder of its own."""
    return HandIn(name=place.name, place=place, files=files, has_own_folder=True)


def below(listing: Listing, folder: Path) -> Listing:
    """Return what is in one of the folders of a listing, as a listing of its own."""
    files = next(files for place, files in listing.folders if place == folder)
    return Listing.of(folder, tuple(file.below() for file in files))


def of_person(label: str, files: Iterable[File], sender: Sender) -> HandIn:
    """Return what an LMS says that somebody handed in: files that are `moved` to one label."""
    own = tuple(files)
    root = own[0].path.parents[len(own[0].parts) - 1]
    return HandIn(
        name=" and ".join(person.name or label for person in sender.people),
        place=root / label,
        files=own,
        has_own_folder=True,
        sender=sender,
    )


def moved(file: File, label: str, *inside: str) -> File:
    """Return a file as it stands among its person's own, whatever the LMS made of its name."""
    root = file.path.parents[len(file.parts) - 1]
    return replace(file, path=root.joinpath(label, *inside), parts=(label, *inside))


def is_typed(file: File) -> bool:
    """Whether it is a text that was typed into the LMS."""
    return len(file.parts) == 3 and file.parts[1] == TYPED


def with_numbers(hand_ins: Sequence[HandIn]) -> tuple[HandIn, ...]:
    """Return them with the LMS's own numbers in their names where they are namesakes."""
    counts = Counter(hand_in.name for hand_in in hand_ins)
    return tuple(
        replace(h, name=f"{h.name} ({_number(h)})") if counts[h.name] > 1 else h for h in hand_ins
    )


def _number(hand_in: HandIn) -> str:
    return hand_in.sender.source.partition(":")[2] if hand_in.sender else hand_in.place.name
