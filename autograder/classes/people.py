"""Who is meant: keys decide; a name only proposes."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from autograder.classes.mangled import explanation, original
from autograder.frozen import dataclass
from autograder.records.people import Key, Student
from autograder.texts import did_you_mean

KINDS = ("email", "login", "sis", "moodle", "canvas", "github", "lti")


class NobodyFound(LookupError):
    """Nobody of the roster is meant; `str()` is the sentence that says so."""


class People:
    """The students of a roster, by all of their keys."""

    def __init__(self, students: Iterable[Student]) -> None:
        self.students = {student.id: student for student in students}
        self._owners: dict[Key, list[str]] = defaultdict(list)
        for student in self.students.values():
            for kind, value in keys_of(student):
                if student.id not in self._owners[kind, normal(value)]:
                    self._owners[kind, normal(value)].append(student.id)

    def with_key(self, kind: str, value: str) -> Student | None:
        """Return whose key it is."""
        owners = self._owners.get((kind, normal(value)), []) if value else []
        return self.students[owners[0]] if len(owners) == 1 else None

    def with_any_key(self, keys: Iterable[Key]) -> tuple[Student, ...]:
        """Return all who have one of the keys; more than one is a fault in somebody's file."""
        found = dict.fromkeys(s for kind, value in keys if (s := self.with_key(kind, value)))
        return tuple(found)

    def meant(self, text: str) -> Student:
        """Return who is meant by an id, or by any key of theirs; raises NobodyFound."""
        found = self.with_any_key((kind, text) for kind in ("id", *KINDS, "name"))
        if len(found) == 1:
            return found[0]
        if found:
            ids = " and ".join(f"`{student.id}`" for student in found)
            raise NobodyFound(f"`{text}` is a key of {ids}; name one of them by id")
        raise NobodyFound(self.unknown(text))

    def like(self, text: str) -> tuple[Student, ...]:
        """Return all whose id, name, reading or key has a piece of text in it."""
        return tuple(
            student
            for student in self.students.values()
            if is_part(text, student.name, student.sort_name, *(v for _, v in keys_of(student)))
        )

    def unknown(self, text: str) -> str:
        """Return the sentence for an id that is nobody's."""
        if near := original(text, self.students):
            return explanation(text, near)
        return f"`{text}` is not in the roster{did_you_mean(text, self.students)}"

    def shared_keys(self) -> Iterator[tuple[Key, tuple[str, ...]]]:
        """Yield each key that is several people's; ids are people, and no keys of theirs."""
        for key, owners in self._owners.items():
            if len(owners) > 1 and key[0] != "id":
                yield key, tuple(owners)


def keys_of(student: Student) -> tuple[Key, ...]:
    return (("id", student.id), *student.keys)


def is_part(text: str, *values: str) -> bool:
    """Whether a piece of text is in one of the values, whatever its widths, capitals and spaces."""
    part = "".join(normal(text).split())
    return bool(part) and any(part in "".join(normal(value).split()) for value in values)


def normal(value: str) -> str:
    """Return a key as it is compared: without widths and capitals."""
    return unicodedata.normalize("NFKC", value).strip().casefold()


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Two who have the same name and no key in common, and whose name nobody else has."""

    known: Student
    coming: Student


def proposals(known: Sequence[Student], coming: Sequence[Student]) -> tuple[Proposal, ...]:
    """Return who may be whom by name alone. Namesakes, on either side, are never proposed."""
    ours, theirs = _by_name(known), _by_name(coming)
    found = []
    for student in coming:
        forms = name_forms(student.name)
        mine = _all_with(ours, forms)
        if len(mine) == 1 and len(_all_with(theirs, forms)) == 1:
            found.append(Proposal(known=mine[0], coming=student))
    return tuple(found)


def _by_name(students: Iterable[Student]) -> dict[str, list[Student]]:
    found: dict[str, list[Student]] = defaultdict(list)
    for student in students:
        for form in name_forms(student.name):
            found[form].append(student)
    return found


def _all_with(by_name: dict[str, list[Student]], forms: Iterable[str]) -> list[Student]:
    return list(
        {student.id: student for form in forms for student in by_name.get(form, ())}.values()
    )


def name_forms(name: str) -> frozenset[str]:
    """Return a name as it is compared: letters only, in any of the orders that are usual.

    An LMS leaves out apostrophes and such from names of files; `・`, U+3000 and commas stand
    between the parts of a name.
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    apart = "".join(" " if c.isspace() or c in "・,_" else c for c in text)
    words = ["".join(c for c in word if c.isalnum()) for word in apart.split()]
    words = [word for word in words if word]
    turned = (words[n:] + words[:n] for n in range(len(words)))
    return frozenset("".join(order) for order in turned)
