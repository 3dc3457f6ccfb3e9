"""What an LMS's download holds, brought into a class folder: each attempt once, whole, and named.

Originals are copied as they are. A file that cannot be read, or is more than is kept, is named in
the attempt's record, so that whoever handed it in has a row.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from autograder.classes.attempts import (
    attempt_id,
    complete,
    give_to,
    placed_attempts,
    store_attempt,
)
from autograder.classes.folder import ClassFolder
from autograder.classes.matching import Known, Matched, Owner, match, sender_of
from autograder.classes.people import name_forms
from autograder.classes.worksheets import Worksheet
from autograder.course.submissions.caps import MAX_ZIP_BYTES, Unreadable
from autograder.course.submissions.choosing import INSTALLED
from autograder.course.submissions.files import File
from autograder.course.submissions.hand_ins import HandIn, Person, Sender
from autograder.course.submissions.suffixes import may_be_graded
from autograder.errors import ClassError, SourceFault, UsageError
from autograder.frozen import dataclass
from autograder.records.people import Attempt, NotKept
from autograder.records.sentences import _
from autograder.store.folder import file_name, remove
from autograder.store.results import read_fields

MAX_FILES = 1_000  #: of one attempt
MAX_BYTES = 128 << 20  #: of one attempt
_MOST_PARTS, _LONGEST = 20, 600  #: of a file's place among its person's own, in bytes


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is known besides what was handed in itself."""

    worksheets: tuple[Worksheet, ...] = ()
    zip_zone: str | None = None  #: of the clock by which zip files have their members' times
    received_at: datetime | None = None  #: when all of it was received


@dataclass(frozen=True, kw_only=True)
class Taken:
    """One attempt, and what became of it."""

    id: str  #: the attempt's
    owner: Owner
    sender: Sender
    received_at: datetime | None
    is_new: bool
    was_of: str = ""  #: what it was called while nobody knew whose it was
    has_time_now: bool = False  #: it was there, and nobody knew when it was received
    not_kept: tuple[NotKept, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Intake:
    """All that was brought in, or would be."""

    taken: tuple[Taken, ...]
    matched: Matched
    before: tuple[Attempt, ...]  #: what was there already


def take_in(
    of: ClassFolder,
    assignment: str,
    hand_ins: Sequence[HandIn],
    told: Told,
    *,
    confirm: bool = False,
    dry_run: bool = False,
) -> Intake:
    """Bring what was handed in into a class folder; raises ClassError, OutputError."""
    of_people = [sheet.people for sheet in told.worksheets if not sheet.is_of_teams]
    participants = {number: student for people in of_people for number, student in people.items()}
    _require_same_people(hand_ins, told.worksheets)
    there = _There(of.folder, assignment)
    known = Known(people=of.people, participants=participants, attempts=there.all)
    matched = match(hand_ins, known, confirm=confirm)
    timed = [
        (hand_in, owners, _received(hand_in, told))
        for hand_in, owners in zip(hand_ins, matched.owners, strict=True)
    ]
    timed.sort(key=lambda one: one[2] or datetime.min.replace(tzinfo=UTC))
    taken = [
        one
        for hand_in, owners, received in timed
        for one in there.taken(hand_in, owners, received, dry_run=dry_run)
    ]
    if given := [one.id for one in taken if one.was_of and not dry_run]:
        _drop_results(of.graded(assignment), given)
    return Intake(taken=tuple(taken), matched=matched, before=tuple(there.all))


def _drop_results(graded: Path, attempts: Sequence[str]) -> None:
    """Remove what was made of attempts under the names that they had; they are graded anew."""
    for path in graded.glob("results/*.json"):
        with suppress(UsageError):
            if read_fields(path).get("attempt") in attempts:
                for made in [one for one in graded.glob("*/*") if one.stem == path.stem]:
                    remove(made)


class _There:
    """The attempts of an assignment in a class folder."""

    def __init__(self, folder: Path, assignment: str) -> None:
        self._folder, self._assignment = folder, assignment
        placed = placed_attempts(folder, assignment)
        self.all = list(placed.values())
        self._of_owner = {(attempt.owner, attempt.id): place for place, attempt in placed.items()}
        self._of_nobody = {
            attempt.id: place
            for place, attempt in placed.items()
            if not attempt.student and not attempt.group
        }
        self._placed = placed

    def taken(
        self,
        hand_in: HandIn,
        owners: Iterable[Owner],
        received_at: datetime | None,
        *,
        dry_run: bool,
    ) -> Iterator[Taken]:
        """Yield what becomes of something that was handed in, of each whose it is."""
        sender = sender_of(hand_in)
        files, not_kept = _contents(hand_in)
        id_ = attempt_id(sender.source, files)
        for owner in owners:
            done = Taken(
                id=id_,
                owner=owner,
                sender=sender,
                received_at=received_at,
                is_new=(owner.name, id_) not in self._of_owner,
                not_kept=not_kept,
            )
            if not done.is_new:
                place = self._of_owner[owner.name, id_]
                yield self._completed(done, place, dry_run=dry_run)
            elif owner.is_known and id_ in self._of_nobody:
                place = self._of_nobody.pop(id_)
                yield self._given(done, place, dry_run=dry_run)
            else:
                yield done
                if not dry_run:
                    self._store(done, files)

    def _completed(self, taken: Taken, place: Path, *, dry_run: bool) -> Taken:
        """Return an attempt that was there; when it was received may be known only now."""
        attempt = self._placed.get(place)
        if attempt is None or attempt.received_at or taken.received_at is None:
            return replace(taken, received_at=attempt.received_at if attempt else None)
        if not dry_run:
            complete(self._folder, place, attempt, taken.received_at)
        return replace(taken, has_time_now=True)

    def _given(self, taken: Taken, place: Path, *, dry_run: bool) -> Taken:
        """Return an attempt that was there, and of which it is known only now whose it is."""
        attempt = self._placed[place]
        known = replace(attempt, received_at=attempt.received_at or taken.received_at)
        if not dry_run:
            owner = taken.owner
            give_to(self._folder, place, known, student=owner.student, group=owner.group)
        return replace(taken, is_new=False, was_of=attempt.sender, received_at=known.received_at)

    def _store(self, taken: Taken, files: Mapping[str, bytes]) -> None:
        store_attempt(
            self._folder,
            self._assignment,
            files,
            student=taken.owner.student,
            group=taken.owner.group,
            sender=taken.owner.sender,
            source=taken.sender.source,
            received_at=taken.received_at,
            not_kept=taken.not_kept,
            is_late=taken.sender.is_late,
        )


def _contents(hand_in: HandIn) -> tuple[dict[str, bytes], tuple[NotKept, ...]]:
    """Return the bytes of a person's files by their names, and what is not kept of them."""
    files: dict[str, bytes] = {}
    lost: list[NotKept] = []
    names = _Names()
    size = 0
    for file in sorted(hand_in.files, key=_rank):
        name = names.of(file.parts[1:] or file.parts)
        try:
            content = _content(file, name, len(files), size)
        except Unreadable as unreadable:
            lost.append(NotKept(name=name, reason=unreadable.reason))
            continue
        size += len(content)
        files[name] = content
    return files, tuple(lost)


def _rank(file: File) -> tuple[bool, bool]:
    """Return what comes first, where not all is kept: work, and what its person has written."""
    installed = INSTALLED & {part.lower() for part in file.parts[1:-1]}
    return (bool(installed), not may_be_graded(file.path))


def _content(file: File, name: str, count: int, size: int) -> bytes:
    if len(name.encode()) > _LONGEST or name.count("/") >= _MOST_PARTS:
        raise Unreadable(_("the file lies in too many folders, or its name is too long"))
    if count >= MAX_FILES:
        raise Unreadable(_("there are more than {most} files", most=MAX_FILES))
    content = file.read()
    if len(content) > MAX_ZIP_BYTES:
        raise Unreadable(_("the file is larger than {most} MiB", most=MAX_ZIP_BYTES >> 20))
    if size + len(content) > MAX_BYTES:
        raise Unreadable(_("all files together are larger than {most} MiB", most=MAX_BYTES >> 20))
    return content


class _Names:
    """Names under which a person's files can stand beside each other, on any file system."""

    def __init__(self) -> None:
        self._files: set[str] = set()
        self._folders: set[str] = set()

    def of(self, parts: Sequence[str]) -> str:
        """Return a name that no other file has; the same as it was handed in where that can be."""
        plain = "/".join(map(_usable, parts))
        name, number = plain, 1
        while self._is_taken(name):
            number += 1
            name = f"again {number}/{plain}"
        self._files.add(_seen(name))
        self._folders.update(_seen(str(p)) for p in PurePosixPath(name).parents)
        return name

    def _is_taken(self, name: str) -> bool:
        above = {_seen(str(parent)) for parent in PurePosixPath(name).parents}
        seen = _seen(name)
        return seen in self._files or seen in self._folders or not above.isdisjoint(self._files)


def _usable(part: str) -> str:
    """Return a part of a path as a file can be called, with the suffix that it has."""
    if (name := file_name(part)) == part:
        return name
    stem, dot, suffix = part.rpartition(".")
    plain = suffix.isascii() and suffix.isalnum() and len(suffix) < 10
    return f"{file_name(stem)}.{suffix}" if stem and dot and plain else name


def _seen(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _received(hand_in: HandIn, told: Told) -> datetime | None:
    """Return when something was received: as told, as the LMS says, as the zip file has it."""
    sender = sender_of(hand_in)
    if told.received_at:
        return told.received_at
    if sender.received_at:
        return sender.received_at
    for sheet in told.worksheets:
        names = {_seen(name).replace("_", " "): moment for name, moment in sheet.received.items()}
        numbers = [number for person in sender.people for number in _numbers(person)]
        teams = [_seen(person.name) for person in sender.people]
        for key in teams if sheet.is_of_teams else numbers:
            if key in names:
                return names[key]
    if told.zip_zone:
        changed = [file.changed for file in hand_in.files if file.changed]
        if changed:
            return max(changed).replace(tzinfo=ZoneInfo(told.zip_zone)).astimezone(UTC)
    return None


def _require_same_people(hand_ins: Iterable[HandIn], worksheets: Sequence[Worksheet]) -> None:
    """Raise ClassError if a worksheet has other people under the numbers in names of files."""
    numbered = {
        number: person
        for hand_in in hand_ins
        for person in sender_of(hand_in).people
        for number in _numbers(person)
    }
    faults = [
        SourceFault(sheet.path, None, f"{message}: this is the worksheet of another assignment")
        for sheet in worksheets
        if not sheet.is_of_teams
        for message in _others(numbered, sheet)
    ]
    if faults:
        raise ClassError(faults[:5])


def _others(numbered: Mapping[str, Person], sheet: Worksheet) -> Iterator[str]:
    if numbered and not numbered.keys() & sheet.people.keys():
        yield "none of the participants who handed in is here"
    for number, person in numbered.items():
        listed = sheet.people.get(number)
        if listed is None or not listed.name or person.is_nameless:
            continue
        if not name_forms(listed.name) & name_forms(person.name):
            yield (
                f"participant {number} is {listed.name} here, and {person.name} handed in under "
                "that number"
            )


def _numbers(person: Person) -> list[str]:
    return [value for kind, value in person.keys if kind == "participant"]
