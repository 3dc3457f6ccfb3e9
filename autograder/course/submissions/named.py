"""Any other system's names, by a pattern that says what stands where in them.

    (?P<student>\\w+)_(?P<number>\\d+)_(?P<file>.+)

It is looked for where a name of a folder or file begins; `file`, or else what follows, is the
file's name among the person's own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from autograder.course.submissions.files import File, Listing
from autograder.course.submissions.hand_ins import (
    HandIn,
    Person,
    Recognised,
    Sender,
    moved,
    of_person,
    with_numbers,
)
from autograder.errors import UsageError

#: Groups of a pattern, with the kind of key that each is.
KEYS = {"student": "any", "id": "id", "email": "email", "login": "login", "sis": "sis"} | {
    kind: kind for kind in ("moodle", "canvas", "github", "participant")
}
OTHERS = ("name", "number", "received", "file")


class _Whose(NamedTuple):
    keys: tuple[tuple[str, str], ...]
    name: str
    number: str
    received: str


def pattern_of(text: str) -> re.Pattern[str]:
    """Return a pattern; UsageError if it is none, or does not say who."""
    try:
        pattern = re.compile(text)
    except re.error as error:
        raise UsageError(f"--pattern {text}: {error}") from None
    known = (*KEYS, *OTHERS)
    if unknown := [name for name in pattern.groupindex if name not in known]:
        raise UsageError(f"--pattern: unknown group `{unknown[0]}`; there are {', '.join(known)}")
    if not {*KEYS, "name"} & pattern.groupindex.keys():
        raise UsageError("--pattern: name who it is, with a group (?P<student>…) or (?P<name>…)")
    return pattern


def by_pattern(
    pattern: re.Pattern[str], moment: Callable[[str], datetime]
) -> Callable[[Listing, str], Recognised]:
    """Return the layout that a pattern describes; `moment` reads a time that it finds."""

    def recognise(listing: Listing, assignment: str) -> Recognised:
        theirs: dict[_Whose, list[tuple[str, File]]] = defaultdict(list)
        ignored = []
        for file in listing.all_files:
            found = _found(pattern, file)
            whose = _whose(found) if found else None
            if found is None or whose is None:
                ignored.append(file.path)
            else:
                theirs[whose].append((_name(found), file))
        ordered = sorted(theirs, key=lambda whose: (_order(whose.number), whose))
        return Recognised(
            hand_ins=with_numbers([_hand_in(w, theirs[w], moment) for w in ordered]),
            ignored=(*ignored, *listing.others),
            layout=f"names of the pattern {pattern.pattern}",
        )

    return recognise


def _found(pattern: re.Pattern[str], file: File) -> re.Match[str] | None:
    """Return what a pattern finds in a path, from the first folder on from which it fits."""
    paths = ("/".join(file.parts[start:]) for start in range(len(file.parts)))
    return next(filter(None, map(pattern.match, paths)), None)


def _whose(found: re.Match[str]) -> _Whose | None:
    """Return whose a file is; None if the pattern finds nobody in its name."""
    given = {group: text.strip() for group, text in found.groupdict().items() if text}
    keys = tuple((KEYS[group], text) for group, text in given.items() if group in KEYS and text)
    name = given.get("name", "")
    if not keys and not name:
        return None
    return _Whose(keys, name, given.get("number", ""), given.get("received", ""))


def _name(found: re.Match[str]) -> str:
    given = found.groupdict().get("file") or found.string[found.end() :]
    return given.strip("/ _-") or found.string.rpartition("/")[2]


def _order(number: str) -> tuple[int, str]:
    return (int(number), "") if number.isdecimal() and len(number) < 20 else (0, number)


def _hand_in(
    whose: _Whose, found: list[tuple[str, File]], moment: Callable[[str], datetime]
) -> HandIn:
    who = whose.name or whose.keys[0][1]
    words = [*(value for _, value in whose.keys), whose.name, whose.number, whose.received]
    label = "_".join(filter(None, words)).replace("/", "_")
    sender = Sender(
        people=(Person(name=who, keys=whose.keys),),
        source=f"name:{label}",
        received_at=moment(whose.received) if whose.received else None,
    )
    return of_person(label, [moved(file, label, *name.split("/")) for name, file in found], sender)
