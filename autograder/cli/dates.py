"""`autograder dates`: dates of a class, and what lateness will cost whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from autograder import ClassFolder, make_book, open_class
from autograder.classes.mangled import lost_zeros
from autograder.classes.moments import shown
from autograder.cli.options import class_option
from autograder.errors import UsageError
from autograder.gradebook.forecast import Stretch, forecast
from autograder.gradebook.lateness import own_dates
from autograder.records.dates import Amount, Dates, LatePolicy
from autograder.records.people import Student
from autograder.texts import counted, format_points, one_line

_Own = tuple[Dates, int]  #: a person's dates for an assignment, and how many late days are left


@click.command("dates")
@click.argument("assignments", nargs=-1)
@class_option
@click.option("--student", help="Only this person: an id, or a key of theirs.")
def dates_command(assignments: tuple[str, ...], class_folder: Path, student: str | None) -> int:
    """Show when ASSIGNMENTS are due, for whom, and what lateness will cost, hour by hour.

    People with the same dates stand together. Late days are those that are left after earlier
    assignments, as far as they are handed in.
    """
    of = open_class(class_folder)
    chosen = [of.assignment(name) for name in assignments] or list(of.dates.values())
    people = [_meant(of, student)] if student else list(of.people.students.values())
    left = _left(of)
    if lost := lost_zeros(of.people.students.values()):
        click.echo(one_line(lost), err=True)
    for dates in chosen:
        click.echo(f"{dates.assignment}: {_written(dates)}")
        for own, group in _together(of, dates, people, left):
            click.echo(f"  {one_line(_names(group, people))}{_difference(own[0], dates)}")
            for stretch in forecast(own[0], of.plan.bank, own[1]):
                click.echo(f"    {_line(stretch, own[0])}")
    return 0


def _meant(of: ClassFolder, text: str) -> Student:
    try:
        return of.people.meant(text)
    except LookupError as error:
        raise UsageError(str(error)) from None


def _left(of: ClassFolder) -> dict[tuple[str, str], int]:
    """Return how many late days each person has left before each assignment."""
    left = {}
    order = sorted(of.plan.dates, key=lambda d: d.due_at or datetime.max.replace(tzinfo=UTC))
    for student, grades in make_book(of, datetime.now(UTC)).grades.items():
        spent = {grade.assignment: grade.bank for grade in grades}
        rest = of.plan.bank.days
        for dates in order:
            left[student, dates.assignment] = rest
            rest -= spent[dates.assignment]
    return left


def _together(
    of: ClassFolder, dates: Dates, people: list[Student], left: dict[tuple[str, str], int]
) -> Iterator[tuple[_Own, list[Student]]]:
    """Yield those who have the same dates and late days left, the most first."""
    groups: dict[_Own, list[Student]] = defaultdict(list)
    for student in people:
        own = own_dates(dates, student, of.extensions)
        groups[own, left[student.id, dates.assignment]].append(student)
    yield from sorted(groups.items(), key=lambda pair: -len(pair[1]))


def _names(group: list[Student], people: list[Student]) -> str:
    if len(group) == len(people) and len(people) > 1:
        return f"everybody ({len(group)})"
    if len(group) > 10:
        return f"{len(group)} people"
    return ", ".join(f"{student.id} {student.name}".strip() for student in group)


def _written(dates: Dates) -> str:
    moments = {"opens": dates.opens_at, "due": dates.due_at, "closes": dates.closes_at}
    known = [f"{name} {shown(m, dates.zone)}" for name, m in moments.items() if m]
    return ", ".join([*known, f"counts: {dates.counts}", *_floor(dates.late)])


def _difference(own: Dates, dates: Dates) -> str:
    if own.due_at == dates.due_at or own.due_at is None:
        return ""
    return f": due {shown(own.due_at, own.zone)}"


def _line(stretch: Stretch, dates: Dates) -> str:
    when = f"until {shown(stretch.until, dates.zone)}" if stretch.until else "after that"
    return f"{when:<34}{_costs(stretch, dates.late)}"


def _costs(stretch: Stretch, policy: LatePolicy) -> str:
    late = stretch.late
    if late is None:
        return "does not count"
    if not late.seconds:
        return "in time"
    days = counted(late.bank, "late day") if late.bank else ""
    taken = f"{_amount(late.deduct, policy)} off" if late.deduct.value else ""
    return "late: " + (", ".join(filter(None, (days, taken))) or "nothing off")


def _floor(policy: LatePolicy) -> Iterator[str]:
    """Yield below what no deduction goes, which who has fewer points meets sooner."""
    if policy.floor is not None and policy.floor.value:
        of = "% of what is possible" if policy.floor.per_cent else "points"
        yield f"no deduction goes below {format_points(policy.floor.value)} {of}"


def _amount(amount: Amount, policy: LatePolicy) -> str:
    if not amount.per_cent:
        return f"{format_points(amount.value)} point{'' if amount.value == 1 else 's'}"
    of = "what is possible" if policy.of == "possible" else "what is earned"
    return f"{format_points(amount.value)} % of {of}"
