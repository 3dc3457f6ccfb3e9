"""A kind of check, as an author writes it in `assignment.yaml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypedDict, TypeVar

from autograder.records import Case, Check, CourseFunction, Fault

T = TypeVar("T")

Schema = Mapping[str, Any]  #: JSON Schema, with our keyword `expected`; see `course.schema`


@dataclass(frozen=True, kw_only=True)
class Kind:
    """YAML of one kind of check, and the record that it becomes."""

    key: str  #: that tells it from the other kinds
    schema: Schema  #: of the mapping that holds the key; `hidden` and `share` are put into it
    read: Callable[[YamlPart], Check]
    records: tuple[type[Check], ...]  #: what `read` may return
    definitions: Schema = field(default_factory=dict)  #: that its schema refers to


class Common(TypedDict):
    """The fields of every check."""

    id: str
    hidden: bool
    share: float


class YamlPart(Protocol):
    """The part of the file that holds one check, and what it takes to make a record of it.

    What is wrong is kept with its line, so that an author is told of all faults at once: nothing
    here raises but for a function that never ends.
    """

    @property
    def data(self) -> Mapping[str, Any]:
        """The data of the file; it fits the schema."""

    @property
    def common(self) -> Common: ...

    def within(self, *keys: str) -> YamlPart:
        """Return a mapping inside of this one."""

    def fault(self, key: str, message: str) -> None:
        """Keep a fault, at the line of a key."""

    def function(self, key: str) -> CourseFunction:
        """Return the function of reference/cases/ that a key names."""

    def reference_for(self, name: str) -> Callable[..., Any] | None:
        """Return the function of reference/ that any check in the file compares a name with."""

    def run(self, key: str, work: Callable[[], T]) -> T:
        """Return what comes of work with the function that a key names; raise AuthorsError."""

    def made(self, key: str) -> Any:
        """Return what such a function returns without arguments, None if it fails."""

    def cases(self, key: str) -> tuple[Case, ...]:
        """Return the cases that such a function makes."""

    def reference_answers(self, key: str, cases: tuple[Case, ...]) -> tuple[object, ...] | Fault:
        """Return the answers to the cases of the function of reference/ that a key names."""
