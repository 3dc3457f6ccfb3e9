"""An export: what it is given, and what it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path

from autograder.errors import UsageError
from autograder.exports.lines import HandedIn
from autograder.frozen import dataclass
from autograder.gradebook.lateness import cents
from autograder.records.grades import Grade
from autograder.records.people import Student
from autograder.records.stored_results import StoredResult
from autograder.texts import format_points


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """A person with their grade, and what they may read about it."""

    student: Student
    grade: Grade
    source: str = ""  #: of the attempt that counts, as "moodle:7"
    group: str = ""  #: that handed it in together; the source's number is then the group's
    feedback: str = ""  #: plain text
    page: bytes | None = None  #: feedback/<submission>.html, if `report` has made it
    file: str = ""  #: name of what they handed in


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is to be exported of an assignment."""

    assignment: str
    title: str
    titles: tuple[str, ...] = ()  #: in every language of the course: the LMS may have another
    possible: float
    people: tuple[Recipient, ...] = ()  #: of a class, with their grades
    results: Mapping[str, StoredResult] | None = None  #: by file; for exports of results
    executed: Mapping[str, bytes] = field(default_factory=dict)  #: notebooks, by file
    handed_in: Mapping[str, HandedIn] = field(default_factory=dict)  #: what was graded, by file
    fill: Path | None = None  #: a file of the other system's to fill in
    column: str | None = None  #: the assignment's in that file, if a person says so
    maximum: float | None = None  #: what the other system gives at most, if a person says so
    scale: bool = False  #: points are converted where the maxima differ
    with_feedback: bool = False
    language: str = "en"


@dataclass(frozen=True, kw_only=True)
class Made:
    """Files, and what a person should know about them."""

    files: Mapping[str, bytes]  #: by names in the folder of the export
    remarks: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()  #: who is not in them, or without points, and why


@dataclass(frozen=True, kw_only=True)
class Export:
    """One destination."""

    name: str  #: as in `--to`
    make: Callable[[Order], Made]
    of_results: bool = False  #: it tells of results, and needs no class folder
    of_lines: bool = False  #: it names lines of what was handed in
    fills: str = ""  #: what kind of file it fills in; empty if none
    by_column: bool = False  #: that file has a column an assignment
    by_number: bool = False  #: it knows people by numbers, and needs no names


def points_for(order: Order, grade: Grade, maximum: float) -> str | None:
    """Return the points that the other system is given, None if there are none to give.

    Raises UsageError if they are more than it takes.
    """
    if grade.points is None:
        return None
    whole = grade.points * order.possible / grade.possible if grade.possible else grade.points
    points = cents(whole * maximum / order.possible if order.possible else whole)
    if points > maximum + 0.005:
        raise UsageError(
            f"{grade.student} has {format_points(points)} of {format_points(maximum)} points, and "
            "more than the maximum is refused there, often without a word; raise the maximum, or "
            "take the bonus away"
        )
    return format_points(points)


def agreed_maximum(order: Order, theirs: float | None, where: str) -> float:
    """Return the maximum to convert to; UsageError if it differs and nobody said `--scale`."""
    maximum = order.possible if theirs is None else theirs
    if abs(maximum - order.possible) > 0.005 and not order.scale:
        raise UsageError(
            f"the maximum is {format_points(maximum)} points in {where}, and "
            f"{format_points(order.possible)} here; set it to {format_points(order.possible)} "
            "there, or let --scale convert"
        )
    return maximum


def require_fill(order: Order, what: str) -> Path:
    """Return the file to fill in; UsageError if none was named."""
    if order.fill is None:
        raise UsageError(f"name {what} with --fill")
    return order.fill


def moodle_number(recipient: Recipient) -> str:
    """Return the participant's number under which somebody handed in, empty if unknown."""
    return "" if recipient.group else _number_in_moodle(recipient)


def moodle_group_number(recipient: Recipient) -> str:
    """Return the number of the group under which somebody handed in, empty if unknown."""
    return _number_in_moodle(recipient) if recipient.group else ""


def _number_in_moodle(recipient: Recipient) -> str:
    kind, _, number = recipient.source.partition(":")
    return number if kind == "moodle" else ""
