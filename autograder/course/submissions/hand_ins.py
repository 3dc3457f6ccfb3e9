"""What each person handed in, before any of it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.submissions.files import File, Listing
from autograder.course.submissions.suffixes import stem


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


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """What a layout makes of a folder or zip file."""

    hand_ins: tuple[HandIn, ...]
    ignored: tuple[Path, ...] = field(default=())  #: that is nobody's


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
