"""One kind of file that lists people, and the kinds there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from autograder.classes.tables import Row, Table
from autograder.frozen import dataclass
from autograder.records.people import Key, Student


@dataclass(frozen=True, kw_only=True)
class Importer:
    """A file that one LMS writes."""

    name: str  #: as people call it
    recognises: Callable[[Table], bool]  #: by its header
    read: Callable[[Table], tuple[Student, ...]]  #: ids are proposals: the first key there is


def column(table: Table, *names: str) -> str | None:
    """Return the first of the columns that there is, whatever its capitals."""
    there = {name.casefold(): name for name in table.columns}
    return next((there[name.casefold()] for name in names if name.casefold() in there), None)


def cell(row: Row, name: str | None) -> str:
    value = row.written(name) if name else ""
    return "" if value == "-" else value


def person(
    name: str, keys: Iterable[Key], section: str = "", groups: tuple[str, ...] = ()
) -> Student:
    """Return a person of an LMS, by the keys that are not empty; the first serves as id."""
    known = tuple((kind, value) for kind, value in keys if value)
    id_ = next((value for _, value in known), "")
    return Student(id=id_, name=name, section=section, groups=groups, keys=known)
