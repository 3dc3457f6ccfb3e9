"""A kind of check, as an author writes it in `assignment.yaml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Any, Protocol, TypedDict, TypeVar

from autograder.frozen import dataclass
from autograder.records import CallRequest, Case, Check, CourseFunction, Fault, Value

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

    def is_key_of(self, other: Kind) -> bool:
        """Tell whether its key is an option of another kind, as `prints` is of a call."""
        return other is not self and self.key in other.schema["properties"]


def kind_of(data: Mapping[str, Any], kinds: Sequence[Kind]) -> Kind:
    """Return the kind of a check as it stands in the file."""
    named = [kind for kind in kinds if kind.key in data]
    return next(kind for kind in named if not any(map(kind.is_key_of, named)))


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

    def within(self, *keys: str | int) -> YamlPart:
        """Return a mapping inside of this one."""

    def fault(self, key: str, message: str) -> None:
        """Keep a fault, at the line of a key."""

    def function(self, key: str) -> CourseFunction:
        """Return the function of reference/cases/ that a key names."""

    def reference_for(self, name: str) -> CourseFunction | None:
        """Return the function of reference/ that any check in the file compares a name with."""

    def run(self, key: str, work: Callable[[], T]) -> T:
        """Return what comes of work with the function that a key names; raise AuthorsError."""

    def made(self, key: str) -> Any:
        """Return what such a function returns without arguments, None if it fails."""

    def returned(self, key: str) -> Value | None:
        """Return what a function of reference/ returns without arguments, as if it were sent.

        None where it returns nothing that can be sent, with a fault.
        """

    def cases(self, key: str) -> tuple[Case, ...]:
        """Return the cases that such a function makes."""

    def reference_answers(
        self, key: str, calls: Sequence[CallRequest]
    ) -> tuple[Value, ...] | Fault:
        """Return the answers to calls of the function of reference/ that a key names."""
