"""Gradescope's "Download submissions": `submission_metadata.yml`, and a folder a submission.

    submission_123:
      :submitters:
      - :name: Ann Lee
        :sid: s001
        :email: ann@example.edu
      :created_at: 2026-04-24 10:12:00.123456000 Z
      :history:
      - :id: 120
        :created_at: …

All who handed in together are its submitters. Of earlier submissions there is seldom a folder.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import yaml

from autograder.course.submissions.caps import Unreadable
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

_METADATA = "submission_metadata.yml"
_FOLDER = "submission_"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def recognise(listing: Listing, assignment: str) -> Recognised | None:
    """Return a hand-in for each submission, None if it is no export of Gradescope's.

    Raises UsageError where the list of them cannot be read.
    """
    listed = [file for file in listing.files if file.path.name == _METADATA]
    if not listed:
        return None
    document = _read(listed[0])
    known = dict(_known(document))
    hand_ins, ignored = [], [file.path for file in listing.files if file not in listed]
    for place, files in listing.folders:
        if place.name in known and files:
            hand_ins.append(_hand_in(place.name, files, known[place.name]))
        else:
            ignored.append(place)
    return Recognised(
        hand_ins=with_numbers(hand_ins),
        ignored=(*ignored, *listing.others),
        layout="Gradescope's submissions",
        remarks=tuple(_lacking(document, {place.name for place, _ in listing.folders})),
    )


def _read(file: File) -> Mapping[str, Any]:
    try:
        document = yaml.load(file.read(), Loader=_Loader)  # a safe one
    except (yaml.YAMLError, ValueError, RecursionError, Unreadable) as error:
        reason = str(error).partition("\n")[0]
        raise UsageError(f"{file.path} cannot be read: {reason}; export it again") from None
    if not isinstance(document, dict):
        raise UsageError(f"{file.path} lists no submissions; export it again")
    return document


def _known(document: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield what is known of each submission, earlier ones included, by the name of its folder."""
    for of in document.values():
        if not isinstance(of, dict):
            continue
        for before in _list(of, "history"):
            people = {":submitters": _list(before, "submitters") or _list(of, "submitters")}
            yield f"{_FOLDER}{before.get(':id')}", {**before, **people}
    for name, of in document.items():
        if isinstance(of, dict):
            yield str(name), of


def _list(of: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = of.get(f":{key}")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _hand_in(folder: str, files: tuple[File, ...], of: Mapping[str, Any]) -> HandIn:
    number = folder.removeprefix(_FOLDER)
    people = tuple(map(_person, _list(of, "submitters")))
    sender = Sender(
        people=people or (Person(name=f"submission {number}"),),
        source=f"gradescope:{number}",
        received_at=_moment(of.get(":created_at")),
    )
    return of_person(folder, [moved(f, folder, *f.parts[1:]) for f in files], sender)


def _person(of: Mapping[str, Any]) -> Person:
    texts = {key: str(of.get(f":{key}") or "").strip() for key in ("name", "sid", "email")}
    keys = (("sis", texts["sid"]), ("email", texts["email"]))
    return Person(
        name=texts["name"] or texts["email"] or texts["sid"],
        keys=tuple((kind, value) for kind, value in keys if value),
    )


def _moment(value: object) -> datetime | None:
    """Return a time, which is in UTC where it says nothing else."""
    if not isinstance(value, datetime):
        return None
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _lacking(document: Mapping[str, Any], folders: Collection[str]) -> Iterator[str]:
    """Yield who is listed without a folder; what came before another submission is not missed."""
    for name, of in document.items():
        if isinstance(of, dict) and name not in folders:
            people = ", ".join(person.name for person in map(_person, _list(of, "submitters")))
            yield f"{name} ({people}) is listed in {_METADATA}, and has no folder"
