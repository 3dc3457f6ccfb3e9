"""The platforms there are, and how each is opened for one assignment of a class."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from autograder.errors import UsageError
from autograder.frozen import dataclass
from autograder.records.lms import CanvasCourse, LmsPlaces, LtiTool, MoodleCourse
from autograder.texts import did_you_mean

if TYPE_CHECKING:
    from autograder.lms.ags import Service
    from autograder.lms.canvas import Canvas
    from autograder.lms.lti_check import LtiCheck
    from autograder.lms.moodle import Moodle
    from autograder.lms.platform import Platform
    from autograder.lms.source import Source

_Place = TypeVar("_Place")
EXTRA = "pushing and pulling need an HTTP client: pip install 'akapen[lms]'"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The assignment that a platform is opened for."""

    places: LmsPlaces
    assignment: str
    title: str = ""
    possible: float = 0
    ids: tuple[str, ...] = ()  #: whom the roster knows by an id of the platform's
    questions: Mapping[str, float] = field(default_factory=dict)  #: what each is worth, by id


def _moodle(wanted: Wanted) -> Moodle:
    from autograder.lms.http import Web
    from autograder.lms.moodle import TOKEN, Moodle
    from autograder.lms.secrets import find_secret

    course = _configured(wanted.places.moodle, "moodle")
    number = _number(course.assignments, wanted.assignment, "moodle")
    secret = find_secret(TOKEN)
    return Moodle(course, wanted.assignment, number, wanted.questions, secret, Web())


def _canvas(wanted: Wanted) -> Canvas:
    from autograder.lms.canvas import TOKEN, Canvas
    from autograder.lms.http import Web
    from autograder.lms.secrets import find_secret

    course = _configured(wanted.places.canvas, "canvas")
    number = _number(course.assignments, wanted.assignment, "canvas")
    return Canvas(course, number, tuple(wanted.questions), find_secret(TOKEN), Web())


def _moodle_source(wanted: Wanted) -> Source:
    from autograder.lms.moodle_source import MoodleSource

    return MoodleSource(_moodle(wanted))


def _canvas_source(wanted: Wanted) -> Source:
    from autograder.lms.canvas_source import CanvasSource

    return CanvasSource(_canvas(wanted))


def _lti(wanted: Wanted) -> Platform:
    from autograder.lms.lti import Lti

    tool = _configured(wanted.places.lti, "lti")
    return Lti(
        tool,
        _service(tool),
        wanted.assignment,
        wanted.title,
        wanted.possible,
        wanted.questions,
        wanted.ids,
    )


def _service(tool: LtiTool) -> Service:
    from autograder.lms.ags import Service
    from autograder.lms.http import Web
    from autograder.lms.keys import find_keys

    return Service(tool, find_keys(), Web())


OPENERS: Mapping[str, Callable[[Wanted], Platform]] = MappingProxyType(
    {
        "moodle": _moodle,
        "canvas": _canvas,
        "lti": _lti,
    }
)


SOURCES: Mapping[str, Callable[[Wanted], Source]] = MappingProxyType(
    {
        "moodle": _moodle_source,
        "canvas": _canvas_source,
    }
)


def open_source(name: str, wanted: Wanted) -> Source:
    """Return where work comes from; UsageError as for `open_platform`."""
    with with_extra():
        return SOURCES[name](wanted)


def open_platform(name: str, wanted: Wanted) -> Platform:
    """Return the platform; UsageError if the class, the environment or a package lacks it."""
    with with_extra():
        return OPENERS[name](wanted)


def open_service(places: LmsPlaces) -> LtiCheck:
    """Return a check of the LTI platform; UsageError as for `open_platform`."""
    with with_extra():
        from autograder.lms.lti_check import LtiCheck

        tool = _configured(places.lti, "lti")
        return LtiCheck(tool, _service(tool))


@contextmanager
def with_extra() -> Iterator[None]:
    """Say how to install what only talking to an LMS needs, where it is missing."""
    try:
        yield
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
