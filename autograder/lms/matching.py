"""Accounts of an LMS and people of the roster, joined by keys; never by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import field

from autograder.classes.people import People
from autograder.frozen import dataclass
from autograder.lms.platform import Account
from autograder.records.people import Student


@dataclass(frozen=True, kw_only=True)
class Matched:
    """Who is who."""

    accounts: Mapping[str, Account]  #: by student
    unmatched: Mapping[str, str] = field(default_factory=dict)  #: why, by account


def match(
    people: People, accounts: Iterable[Account], sources: Mapping[str, frozenset[str]]
) -> Matched:
    """Return whose each account is.

    `sources` are those of a student's attempts: who handed in there is known by that, too.
    """
    by_source = {source: student for student, own in sources.items() for source in own}
    owners: dict[str, list[Account]] = defaultdict(list)
    unmatched = {}
    for account in accounts:
        found = _owners(people, account) or _by_source(people, account, by_source)
        if len(found) == 1:
            owners[found[0].id].append(account)
        else:
            unmatched[account.id] = _why(found)
    for student, several in owners.items():
        if len(several) > 1:
            why = f"several accounts are those of `{student}`; correct roster.csv"
            unmatched |= dict.fromkeys((account.id for account in several), why)
    return Matched(
        accounts={student: own[0] for student, own in owners.items() if len(own) == 1},
        unmatched=unmatched,
    )


def _owners(people: People, account: Account) -> tuple[Student, ...]:
    keys = [*account.keys]
    keys += [("id", value) for kind, value in account.keys if kind in ("sis", "login")]
    return people.with_any_key(keys)


def _by_source(
    people: People, account: Account, by_source: Mapping[str, str]
) -> tuple[Student, ...]:
    student = by_source.get(account.source, "") if account.source else ""
    return (people.students[student],) if student in people.students else ()


def _why(found: tuple[Student, ...]) -> str:
    if not found:
        return "is not in the roster"
    return f"has keys of {' and '.join(f'`{student.id}`' for student in found)}; correct roster.csv"
