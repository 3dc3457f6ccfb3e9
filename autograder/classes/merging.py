"""A roster and people who come from an LMS, made one: keys decide, names only propose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from autograder.classes.people import People, Proposal, keys_of, normal, proposals
from autograder.frozen import dataclass
from autograder.records.people import Student


@dataclass(frozen=True, kw_only=True)
class Merged:
    """A roster with who came, and what a person has to decide."""

    students: tuple[Student, ...]
    added: tuple[Student, ...] = ()
    changed: tuple[Student, ...] = ()  #: who have keys, groups or a section that they had not
    proposed: tuple[Proposal, ...] = ()  #: neither added nor merged, until confirmed
    absent: tuple[Student, ...] = ()  #: of the roster, and not among who came
    clashes: tuple[tuple[Student, tuple[Student, ...]], ...] = ()  #: who has keys of several people


def merged(roster: Sequence[Student], coming: Sequence[Student], *, confirm: bool) -> Merged:
    """Return the roster with everybody who came; `confirm` takes proposed names as true."""
    people = People(roster)
    matches = [(student, people.with_any_key(_all_keys(student))) for student in coming]
    clashes = tuple((student, found) for student, found in matches if len(found) > 1)
    same = {found[0].id: student for student, found in matches if len(found) == 1}
    unknown = [student for student, found in matches if not found]
    unmatched = [student for student in roster if student.id not in same]
    proposed = proposals(unmatched, unknown)
    if confirm:
        same |= {p.known.id: _under_its_name(p) for p in proposed}
    waiting = {id(p.coming) for p in proposed}
    added = tuple(_new(student) for student in unknown if id(student) not in waiting)
    students = tuple(_with(student, same) for student in roster)
    return Merged(
        students=(*students, *added),
        added=added,
        changed=tuple(new for new, old in zip(students, roster, strict=True) if new != old),
        proposed=() if confirm else proposed,
        absent=tuple(s for s in unmatched if s.id not in same and s.id not in _proposed(proposed)),
        clashes=clashes,
    )


def _all_keys(student: Student) -> list[tuple[str, str]]:
    """Return the keys by which the roster may know somebody; an id may be any of an LMS's ids."""
    own = [(kind, value) for kind, value in student.keys]
    return [*own, *(("id", value) for kind, value in own if kind in ("sis", "login"))]


def _proposed(found: Sequence[Proposal]) -> set[str]:
    return {proposal.known.id for proposal in found}


def _under_its_name(proposal: Proposal) -> Student:
    """Return who came with their name as a key, so that it is known the next time."""
    coming = proposal.coming
    return replace(coming, keys=(*coming.keys, ("name", coming.name)))


def _new(student: Student) -> Student:
    """Return somebody for the roster: what serves as id is no key besides."""
    keys = student.keys[1:] if student.keys and student.keys[0][0] == "sis" else student.keys
    return replace(student, keys=keys)


def _with(student: Student, same: Mapping[str, Student]) -> Student:
    """Return a student with what an LMS knows besides; what the roster says stays."""
    coming = same.get(student.id)
    if coming is None:
        return student
    had = {(kind, normal(value)) for kind, value in keys_of(student)} | {
        ("sis", normal(student.id))
    }
    keys = (pair for pair in coming.keys if (pair[0], normal(pair[1])) not in had)
    groups = (group for group in coming.groups if group not in student.groups)
    return replace(
        student,
        name=student.name or coming.name,
        section=student.section or coming.section,
        groups=(*student.groups, *groups),
        keys=(*student.keys, *keys),
    )
