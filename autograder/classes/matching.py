"""Whom of the roster an LMS means: keys decide, a name only proposes, namesakes never merge."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from autograder.classes.people import KINDS, People, name_forms, proposals
from autograder.course.submissions.hand_ins import HandIn, Person, Sender
from autograder.frozen import dataclass
from autograder.records.people import Attempt, Key, Student

_ANY = ("id", *KINDS, "name")


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Whose an attempt is: a student's, a group's, or of somebody whom the roster lacks."""

    student: str | None = None
    group: str | None = None
    sender: str = ""

    @property
    def name(self) -> str:
        return self.student or self.group or self.sender

    @property
    def is_known(self) -> bool:
        return bool(self.student or self.group)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What there is to know people by."""

    people: People
    participants: Mapping[str, Student] = field(default_factory=dict)  #: of Moodle's worksheet
    attempts: Sequence[Attempt] = ()  #: from before


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """Two who have the same name, and no key in common."""

    student: Student
    name: str  #: in the LMS
    source: str


@dataclass(frozen=True, kw_only=True)
class Matched:
    owners: tuple[tuple[Owner, ...], ...]  #: of each hand-in; several where it was done together
    proposed: tuple[Proposed, ...]
    clashes: tuple[tuple[str, tuple[Student, ...]], ...]  #: who has keys of several people


def match(hand_ins: Sequence[HandIn], known: Known, *, confirm: bool) -> Matched:
    """Return whose each hand-in is; `confirm` takes proposed names as true."""
    senders = [sender_of(hand_in) for hand_in in hand_ins]
    matching = _Matching(known, {p: s.source for s in senders for p in s.people})
    proposed = matching.proposed()
    accepted = {(p.name, p.source): p.student for p in proposed} if confirm else {}
    owners = tuple(
        tuple(
            dict.fromkeys(
                matching.owner(person, sender, accepted, hand_in) for person in sender.people
            )
        )
        for hand_in, sender in zip(hand_ins, senders, strict=True)
    )
    return Matched(owners=owners, proposed=tuple(proposed), clashes=tuple(matching.clashes))


def sender_of(hand_in: HandIn) -> Sender:
    """Return who handed something in; without an LMS it is called as its folder or file is."""
    if hand_in.sender:
        return hand_in.sender
    path = hand_in.place
    name = path.name if hand_in.has_own_folder and path.suffix.lower() != ".zip" else path.stem
    person = Person(name=name, keys=(("any", name),))
    return Sender(people=(person,), source=f"folder:{hand_in.name}")


class _Matching:
    def __init__(self, known: Known, sources: Mapping[Person, str]) -> None:
        self._known = known
        self._sources = sources
        self.clashes: list[tuple[str, tuple[Student, ...]]] = []
        self._earlier = {
            attempt.source: Owner(student=attempt.student, group=attempt.group)
            for attempt in known.attempts
            if attempt.group or attempt.student in known.people.students
        }
        students = known.people.students.values()
        self._groups = {_letters(group): group for s in students for group in s.groups}
        self._names = {form for s in students for form in name_forms(s.name)}
        self._counts = Counter(_form(self._name(person)) for person in sources)
        self._found = {person: self._by_keys(person) for person in sources}
        self._by_confirmed_name()

    def owner(
        self,
        person: Person,
        sender: Sender,
        accepted: Mapping[tuple[str, str], Student],
        hand_in: HandIn,
    ) -> Owner:
        """Return whose a hand-in is, of one of those who sent it."""
        if found := self._found[person]:
            return found
        if student := accepted.get((self._name(person), sender.source)):
            return Owner(student=student.id)
        shown = person.name or hand_in.name
        if hand_in.sender is None or person.is_nameless:
            return Owner(sender=shown)
        return Owner(sender=f"{shown} ({sender.source.replace(':', ' ')})")

    def proposed(self) -> list[Proposed]:
        """Return who may be whom, of those whom no key tells."""
        taken = {owner.student for owner in self._found.values() if owner}
        ours = [s for s in self._known.people.students.values() if s.id not in taken]
        unknown = [p for p, owner in self._found.items() if not owner and self._is_alone(p)]
        coming = [Student(id=str(n), name=self._name(p)) for n, p in enumerate(unknown)]
        return [
            Proposed(
                student=found.known,
                name=found.coming.name,
                source=self._sources[unknown[int(found.coming.id)]],
            )
            for found in proposals(ours, coming)
        ]

    def _is_alone(self, person: Person) -> bool:
        """Whether no other who handed in, known or not, has the same name."""
        return self._counts[_form(self._name(person))] == 1

    def _by_keys(self, person: Person) -> Owner | None:
        found = self._known.people.with_any_key(self._keys(person))
        if len(found) == 1:
            return Owner(student=found[0].id)
        if len(found) > 1:
            self.clashes.append((person.name, found))
            return None
        if (earlier := self._earlier.get(self._sources[person])) and self._may_be(person, earlier):
            return earlier
        forms = name_forms(person.name)
        group = self._groups.get(_letters(person.name))
        return Owner(group=group) if group and not forms & self._names else None

    def _may_be(self, person: Person, owner: Owner) -> bool:
        """Whether a name does not speak against who handed in before under the same number."""
        student = self._known.people.students.get(owner.student or "")
        if student is None or person.is_nameless or not person.name:
            return True
        names = [name for name in (student.name, *student.values("name")) if name]
        return not names or any(name_forms(n) & name_forms(person.name) for n in names)

    def _by_confirmed_name(self) -> None:
        """Find those whose name was confirmed once, unless several have it now."""
        confirmed: dict[str, set[str]] = defaultdict(set)
        for student in self._known.people.students.values():
            for name in student.values("name"):
                confirmed[_form(name)].add(student.id)
        for person, owner in self._found.items():
            ids = confirmed[_form(self._name(person))]
            if not owner and len(ids) == 1 and self._is_alone(person):
                self._found[person] = Owner(student=min(ids))

    def _keys(self, person: Person) -> list[Key]:
        keys: list[Key] = []
        for kind, value in person.keys:
            if kind == "any":
                keys += [(one, value) for one in _ANY]
            elif kind == "participant":
                listed = self._known.participants.get(value)
                keys += _with_ids(listed.keys if listed else ())
            else:
                keys += _with_ids([(kind, value)])
        return keys

    def _name(self, person: Person) -> str:
        """Return a name, whole where the worksheet has it."""
        for kind, value in person.keys:
            if kind == "participant" and value in self._known.participants:
                return self._known.participants[value].name or person.name
        return person.name


def _with_ids(keys: Iterable[Key]) -> list[Key]:
    """Return keys, also as ids of the roster: an id may be any of an LMS's own."""
    own = list(keys)
    return [*own, *(("id", value) for kind, value in own if kind in ("sis", "login"))]


def _form(name: str) -> str:
    """Return the same for all ways in which a name is written."""
    return min(name_forms(name), default="")


def _letters(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", name).casefold() if c.isalnum())
