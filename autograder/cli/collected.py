"""Sentences of `autograder collect`: what it has found, and what a person has to see to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import click

from autograder import AutograderError, ClassFolder, find_course
from autograder.classes.intake import Intake, Taken
from autograder.classes.mangled import lost_zeros
from autograder.classes.matching import sender_of
from autograder.classes.people import name_forms
from autograder.classes.worksheets import Worksheet
from autograder.course.course import declared_points
from autograder.course.submissions.hand_ins import Recognised
from autograder.feedback.show.sentences import in_language
from autograder.records.people import Student
from autograder.store.points import read_points
from autograder.texts import format_points, one_line, some_of

_MOST = 10  #: that are named of a list


def tell_found(path: Path, found: Recognised) -> None:
    people = sum(len(sender_of(hand_in).people) for hand_in in found.hand_ins)
    times = len(found.hand_ins)
    several = f", {people} people" if people != times else ""
    click.echo(one_line(f"{path}: {found.layout}: {times} handed in{several}"))
    if found.ignored:
        names = _some(one.name for one in found.ignored)
        click.echo(one_line(f"left aside ({len(found.ignored)}): {names}"), err=True)
    for remark in found.remarks:
        click.echo(one_line(remark), err=True)


def tell_taken(intake: Intake, *, dry_run: bool) -> None:
    new = sum(taken.is_new for taken in intake.taken)
    moved = [taken for taken in intake.taken if taken.was_of]
    known = len(intake.taken) - new - len(moved)
    would = "would be new" if dry_run else "new"
    click.echo(f"{would}: {new}; there already: {known}")
    if timed := sum(taken.has_time_now for taken in intake.taken):
        click.echo(f"received at a time that is known now: {timed}")
    if moved:
        names = _some(f"{taken.was_of} is {taken.owner.name}" for taken in moved)
        click.echo(one_line(f"known now ({len(moved)}): {names}"))


def to_look_at(of: ClassFolder, intake: Intake, *, confirm: bool) -> Iterator[str]:
    """Yield what a person has to decide, or to see to."""
    matched = intake.matched
    waiting = set()
    if not confirm:
        for proposed in matched.proposed:
            waiting.add(proposed.source)
            yield (
                f"the same name: `{proposed.student.id}` {proposed.student.name} and "
                f"{proposed.name} ({proposed.source}); --confirm if they are one person"
            )
    for name, students in matched.clashes:
        ids = " and ".join(f"`{student.id}`" for student in students)
        yield f"{name} has keys of {ids}; correct roster.csv, and collect again"
    yield from _nameless(intake)
    unknown = [
        t
        for t in intake.taken
        if not t.owner.is_known and not _is_nameless(t) and t.sender.source not in waiting
    ]
    if unknown:
        names = _some(dict.fromkeys(taken.owner.name for taken in unknown))
        yield (
            f"handed in, and not in the roster ({len(unknown)}): {names}; what they handed in is "
            "kept: complete roster.csv, and collect again"
        )
        yield from _namesakes(of, unknown[:_MOST])
        for taken in unknown[:_MOST]:
            for kind, value in (key for person in taken.sender.people for key in person.keys):
                if kind == "any" and "did you mean" in (said := of.people.unknown(value)):
                    yield said
    for taken in intake.taken:
        for lost in taken.not_kept[:_MOST]:
            yield f"{taken.owner.name}: {lost.name} is not kept: {in_language(lost.reason, 'en')}"
    late = [t.owner.name for t in intake.taken if t.sender.is_late and t.received_at is None]
    if late:
        yield (
            f"late, and the LMS does not say since when ({len(late)}): {_some(late)}; they count "
            "as in time until you say so: --received, or `autograder adjust`"
        )


def _namesakes(of: ClassFolder, unknown: Sequence[Taken]) -> Iterator[str]:
    """Yield for whom a name is not enough, since several have it."""
    for taken in unknown:
        for person in taken.sender.people:
            forms = name_forms(person.name)
            ids = [f"`{s.id}`" for s in of.people.students.values() if forms & name_forms(s.name)]
            in_moodle = any(kind == "participant" for kind, _ in person.keys)
            cure = (
                "name Moodle's grading worksheet beside its zip file"
                if in_moodle
                else "write what the LMS knows them by into roster.csv"
            )
            if ids:
                have = "has" if len(ids) == 1 else "have"
                yield (
                    f"{taken.owner.name}: {' and '.join(ids)} {have} this name, and several are "
                    f"called so: {cure}"
                )


def _is_nameless(taken: Taken) -> bool:
    return not taken.owner.is_known and all(person.is_nameless for person in taken.sender.people)


def _nameless(intake: Intake) -> Iterator[str]:
    names = dict.fromkeys(taken.owner.name for taken in intake.taken if _is_nameless(taken))
    if names:
        yield (
            f"handed in without a name ({len(names)}): {_some(names)}; what they handed in is "
            "kept, and graded under these names: once the LMS shows who they are, collect again, "
            "with Moodle's grading worksheet of then"
        )


def remarks(
    of: ClassFolder, assignment: str, intake: Intake, sheets: Sequence[Worksheet]
) -> Iterator[str]:
    if lost := lost_zeros(of.people.students.values()):
        yield lost
    absent = [*_absent(of, intake)]
    if absent:
        names = _some(f"{s.id} {s.name}".strip() for s in absent)
        some_are_nameless = any(map(_is_nameless, intake.taken))
        which = "not among those who are known" if some_are_nameless else "handed in nothing"
        yield f"in the roster, and {which} ({len(absent)}): {names}"
    untimed = [taken for taken in intake.taken if taken.received_at is None]
    if untimed:
        yield (
            f"received at a time that nobody says ({len(untimed)}): they count as in time; "
            "Moodle's grading worksheet says it, or --zip-times ZONE, or --received TIME"
        )
    possible = _possible(of, assignment)
    for sheet in sheets:
        if sheet.maximum and possible and abs(sheet.maximum - possible) > 1e-9:
            yield (
                f"{sheet.path}: the maximum is {format_points(sheet.maximum)} there, and "
                f"{format_points(possible)} here: change it there, or `export --scale`"
            )


def _absent(of: ClassFolder, intake: Intake) -> Iterator[Student]:
    """Yield who has handed in nothing, now or before, alone or with a group."""
    owners = [(taken.owner.student, taken.owner.group) for taken in intake.taken]
    owners += [(attempt.student, attempt.group) for attempt in intake.before]
    students = {student for student, _ in owners}
    students |= {proposed.student.id for proposed in intake.matched.proposed}
    groups = {group for _, group in owners if group}
    for student in of.people.students.values():
        if student.id not in students and groups.isdisjoint(student.groups):
            yield student


def _possible(of: ClassFolder, assignment: str) -> float | None:
    results = read_points(of.graded(assignment), assignment)
    if results:
        return sum(question.possible for question in results[0].questions)
    with suppress(AutograderError):  # nothing is graded yet, and the course need not be here
        return declared_points(find_course(of.course), assignment)
    return None


def _some(names: Iterable[str]) -> str:
    return some_of(list(names), _MOST)
