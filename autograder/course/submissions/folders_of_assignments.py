"""Layouts with folders above the students': TOP/HW1/Ann of which TOP was named, or sections.

Of folders of assignments the one is opened that is called as the assignment is, or the only one.
Folders of sections are all opened; a row says then where it comes from, as in `Ann (section 1)`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from autograder.course.submissions import pile
from autograder.course.submissions.choosing import is_called
from autograder.course.submissions.files import File, Listing
from autograder.course.submissions.hand_ins import HandIn, Recognised, below
from autograder.course.submissions.suffixes import may_be_graded
from autograder.errors import UsageError

_STAGES = {
    "source",
    "release",
    "autograded",
    "feedback",
}  #: beside `submitted`, in nbgrader's course
_OF_ASSIGNMENT = re.compile(
    r"(?:hw|homework|assignment|lab|ex|exercise|pset|ps|problem ?set|project|week|unit|"
    r"課題|演習|宿題|レポート|第)[\s_-]*\d{1,2}(?!\d)",
    re.IGNORECASE,
)


def recognise(listing: Listing, assignment: str) -> Recognised | None:
    """Return what the folders of students hold, None if the folders are people's themselves.

    Raises UsageError if they are those of several assignments, none of which is called as this one.
    """
    if any(_is_work(file) for file in listing.files):
        return None
    folders = dict(listing.folders)
    names = {place.name: place for place in folders}
    if "submitted" in names and names.keys() & _STAGES:
        return _only(listing, names["submitted"], assignment)
    above = [place for place, files in folders.items() if _is_above_students(files, assignment)]
    if len(called := [place for place in above if is_called(place, assignment)]) == 1:
        return _only(listing, called[0], assignment)
    if above and all(_OF_ASSIGNMENT.match(place.name) for place in folders):
        if len(folders) == 1:
            return _only(listing, above[0], assignment)
        several = ", ".join(sorted(names)[:5])
        where = above[0].parent
        raise UsageError(f"{where} holds folders of several assignments ({several}); name one")
    return _sections(listing, assignment) if _are_sections(listing, above) else None


def _only(listing: Listing, folder: Path, assignment: str) -> Recognised:
    inner = below(listing, folder)
    found = recognise(inner, assignment) or pile.recognise(inner, assignment)
    others = [place for place, _ in listing.folders if place != folder]
    files = [file.path for file in listing.files]
    return replace(found, ignored=(*found.ignored, *others, *files, *listing.others))


def _are_sections(listing: Listing, above: Sequence[Path]) -> bool:
    """Whether all folders have folders of people in them, each of other people."""
    if len(above) < 2 or len(above) < len(listing.folders):
        return False
    people = [{f.parts[1] for f in files if _is_work(f)} for _, files in listing.folders]
    several = all(len(names) > 1 for names in people)
    return several and len(set().union(*people)) == sum(map(len, people))


def _sections(listing: Listing, assignment: str) -> Recognised:
    hand_ins: list[HandIn] = []
    for place, _ in listing.folders:
        found = pile.recognise(below(listing, place), assignment)
        hand_ins += [replace(h, name=f"{h.name} ({place.name})") for h in found.hand_ins]
    files = (file.path for file in listing.files)
    return Recognised(hand_ins=tuple(hand_ins), ignored=(*files, *listing.others))


def _is_above_students(files: Sequence[File], assignment: str) -> bool:
    """Whether a folder may be above those of people: all work lies in its folders.

    Where one of those is called as the assignment is, it is a person's, as nbgrader makes it.
    """
    work = [file for file in files if _is_work(file)]
    direct = [file for file in work if len(file.parts) == 2]
    in_folders = {file.parts[1] for file in work if len(file.parts) > 2}
    nbgraders = any(is_called(Path(name), assignment) for name in in_folders)
    return bool(in_folders) and not direct and not nbgraders


def _is_work(file: File) -> bool:
    return file.is_zip or may_be_graded(file.path)
