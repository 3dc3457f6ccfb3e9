"""The platforms there are, and how each is opened for one assignment of a class."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from autograder.errors import UsageError
from autograder.records.lms import CanvasCourse, LmsPlaces, MoodleCourse
from autograder.texts import did_you_mean

if TYPE_CHECKING:
    from autograder.lms.platform import Platform

_Place = TypeVar("_Place")
EXTRA = "pushing and pulling need an HTTP client: pip install 'akapen[lms]'"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The assignment that a platform is opened for."""

    places: LmsPlaces
    assignment: str
    title: str = ""
    possible: float = 0
    questions: Mapping[str, float] = field(default_factory=dict)  #: what each is worth, by id


def _moodle(wanted: Wanted) -> Platform:
    from autograder.lms.http import Web
    from autograder.lms.moodle import TOKEN, Moodle
    from autograder.lms.secrets import find_secret

    course = _configured(wanted.places.moodle, "moodle")
    number = _number(course.assignments, wanted.assignment, "moodle")
    return Moodle(course, number, tuple(wanted.questions), find_secret(TOKEN), Web())


OPENERS: Mapping[str, Callable[[Wanted], Platform]] = MappingProxyType(
    {
        "moodle": _moodle,
    }
)


def open_platform(name: str, wanted: Wanted) -> Platform:
    """Return the platform; UsageError if the class, the environment or a package lacks it."""
    try:
        return OPENERS[name](wanted)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in ("httpx", "jwt", "cryptography"):
            raise UsageError(EXTRA) from None
        raise


def place_of(name: str, places: LmsPlaces) -> str:
    """Return which course of which platform a class is in: its journal is of that one."""
    if name == "lti":
        tool = _configured(places.lti, name)
        return f"{tool.issuer} {tool.line_items}"
    if name == "moodle":
        return _course(_configured(places.moodle, name))
    return _course(_configured(places.canvas, name))


def _course(course: MoodleCourse | CanvasCourse) -> str:
    return f"{course.url.rstrip('/')} course {course.course}"


def _configured(place: _Place | None, name: str) -> _Place:
    if place is None:
        raise UsageError(f"class.yaml does not say where the class is in {name}: see `lms:` there")
    return place


def _number(numbers: Mapping[str, int], assignment: str, platform: str) -> int:
    if assignment not in numbers:
        near = did_you_mean(assignment, numbers)
        raise UsageError(
            f"class.yaml does not say which assignment `{assignment}` is there: see "
            f"`lms: {platform}: assignments:`{near}"
        )
    return numbers[assignment]
