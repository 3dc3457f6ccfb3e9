"""Moodle's "Download all submissions": a folder, or files of one beginning, a person.

    {full name}_{participant}_assignsubmission_file/{path}             in folders, since 4.1
    {full name}_{participant}_assignsubmission_file_/{path}            before
    {full name}_{participant}_assignsubmission_file_{file}             flat
    {full name}_{participant}_assignsubmission_onlinetext/onlinetext.html
    Participant_{participant}_assignsubmission_file/{path}             marked without names
    {group}_{group's number}_assignsubmission_file/{path}              of a team

A name has no "_" in it. The number is another one in each assignment. When something was received
is nowhere in it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from autograder.course.submissions.files import File, Listing
from autograder.course.submissions.hand_ins import (
    TYPED,
    HandIn,
    Person,
    Recognised,
    Sender,
    moved,
    of_person,
    with_numbers,
)

_NAME = re.compile(
    r"(?P<name>[^_/]*)(?:_(?P<number>\d+))?_assignsubmission_(?P<plugin>[a-z]+)(?:_(?P<file>.*))?",
    re.DOTALL,
)
_NAMELESS = {"participant", "参加者"}  #: in Moodle's languages
_TYPED = "onlinetext"


class _Whose(NamedTuple):
    name: str
    number: str


def recognise(listing: Listing, assignment: str) -> Recognised | None:
    """Return a hand-in for each participant or team, None if it is no download of Moodle's."""
    theirs: dict[_Whose, list[File]] = defaultdict(list)
    ignored = []
    flat = False
    for file in listing.all_files:
        found = _NAME.fullmatch(file.parts[0])
        if found is None or (len(file.parts) == 1 and not found["file"]):
            ignored.append(file.path)
            continue
        flat = flat or len(file.parts) == 1
        whose = _Whose(found["name"].strip(), found["number"] or "")
        theirs[whose].append(_own(file, found, f"{whose.name}_{whose.number}"))
    if not theirs:
        return None
    return Recognised(
        hand_ins=with_numbers([_hand_in(whose, files) for whose, files in theirs.items()]),
        ignored=(*ignored, *listing.others),
        layout=f"Moodle's submissions, {'flat' if flat else 'in folders'}",
    )


def _own(file: File, found: re.Match[str], label: str) -> File:
    inside = file.parts[1:] or (found["file"],)
    return moved(file, label, *((TYPED, inside[-1]) if found["plugin"] == _TYPED else inside))


def _hand_in(whose: _Whose, files: list[File]) -> HandIn:
    nameless = whose.name.casefold() in _NAMELESS
    shown = f"{whose.name} {whose.number}" if nameless else whose.name
    keys = (("participant", whose.number),) if whose.number else ()
    person = Person(name=shown, keys=keys, is_nameless=nameless)
    sender = Sender(people=(person,), source=f"moodle:{whose.number or whose.name}")
    return of_person(f"{whose.name}_{whose.number}", files, sender)
