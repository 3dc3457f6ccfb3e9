"""Canvas' "Download submissions": files of one beginning a person, all in one folder.

    {name}_{user}_{attachment}_{file}          {name}_LATE_{user}_{attachment}_{file}
    anon_{code}_{attachment}_{file}            LATE_anon_{code}_{attachment}_{file}
    {name}_{user}_text.html                    and _link.html: typed there, no file

The name is in lower case, without blanks; that of a file may have "-1" at its end, which Canvas
puts there when one of that name was handed in before. Canvas says who is late, and not since when.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
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
from autograder.course.submissions.suffixes import is_somebodys, may_be_graded

_NAME = re.compile(
    r"(?:(?P<late>LATE)_(?=anon_))?"
    r"(?:anon_(?P<code>[0-9A-Za-z]+)|(?P<name>.*?)(?:_(?P<too_late>LATE))?_(?P<user>\d+))"
    r"_(?:(?P<attachment>\d+)_(?P<file>.+)|(?P<typed>(?:text|link)\.html))",
    re.DOTALL,
)
_AGAIN = re.compile(r"(?P<stem>.+)-\d{1,2}(?P<suffix>\.[^.]+)", re.DOTALL)
_LEAST_ALONE = 100  #: the number of an attachment, where there is no other to tell it by


class _Piece(NamedTuple):
    """A file, and what Canvas says of it."""

    file: File
    name: str
    user: str
    attachment: str
    called: str  #: by its author
    is_late: bool


def recognise(listing: Listing, assignment: str) -> Recognised | None:
    """Return a hand-in for each user, None if it is no download of Canvas'."""
    if listing.folders:
        return None
    found = [(file, _piece(file)) for file in listing.files]
    pieces = [piece for _, piece in found if piece is not None]
    others = [file.path for file, piece in found if piece is None]
    if any(may_be_graded(path) or is_somebodys(path) for path in others):
        return None
    if not pieces or not _are_of_canvas(pieces):
        return None
    theirs: dict[str, list[_Piece]] = defaultdict(list)
    for piece in pieces:
        theirs[piece.user].append(piece)
    return Recognised(
        hand_ins=with_numbers([_hand_in(own, assignment) for own in theirs.values()]),
        ignored=(*others, *listing.others),
        layout="Canvas' submissions",
    )


def _piece(file: File) -> _Piece | None:
    found = _NAME.fullmatch(file.parts[0])
    if found is None:
        return None
    user = f"anon_{found['code']}" if found["code"] else found["user"]
    return _Piece(
        file=file,
        name=found["name"] or user,
        user=user,
        attachment=found["attachment"] or "",
        called=found["file"] or found["typed"],
        is_late=bool(found["late"] or found["too_late"]),
    )


def _are_of_canvas(pieces: Sequence[_Piece]) -> bool:
    """Whether numbers are as Canvas gives them, and not `lab_1_2_ann.py` of other people's."""
    attachments = [piece.attachment for piece in pieces if piece.attachment]
    if len(set(attachments)) < len(attachments):
        return False
    if len({(piece.user, piece.name) for piece in pieces}) > len({p.user for p in pieces}):
        return False
    return len(pieces) > 1 or not attachments or int(attachments[0]) >= _LEAST_ALONE


def _hand_in(pieces: Sequence[_Piece], assignment: str) -> HandIn:
    first = pieces[0]
    label = f"{first.name}_{first.user}"
    names = _as_handed_in([piece.called for piece in pieces], assignment)
    files = [
        moved(p.file, label, *((name,) if p.attachment else (TYPED, name)))
        for p, name in zip(pieces, names, strict=True)
    ]
    keys = (("canvas", first.user),) if first.user.isdigit() else ()
    sender = Sender(
        people=(Person(name=first.name, keys=keys, is_nameless=not keys),),
        source=f"canvas:{first.user}{_attachment(pieces)}",
        is_late=any(piece.is_late for piece in pieces),
    )
    return of_person(label, files, sender)


def _attachment(pieces: Iterable[_Piece]) -> str:
    """Return the number of the file that is graded, or of the first one."""
    numbered = [piece for piece in pieces if piece.attachment]
    likely = [piece for piece in numbered if may_be_graded(Path(piece.called))] or numbered
    return f"_{likely[0].attachment}" if likely else ""


def _as_handed_in(names: Sequence[str], assignment: str) -> list[str]:
    """Return names without the "-1" that can only be Canvas', and that would keep imports out."""
    return [_original(name, names, assignment) for name in names]


def _original(name: str, names: Sequence[str], assignment: str) -> str:
    found = _AGAIN.fullmatch(name)
    if found is None:
        return name
    plain = found["stem"] + found["suffix"]
    is_module = found["suffix"].lower() == ".py" and found["stem"].isidentifier()
    if plain in names or not (is_module or found["stem"] == assignment):
        return name
    return plain if names.count(name) == 1 else name
