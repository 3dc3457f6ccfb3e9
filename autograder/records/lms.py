"""Where a class is found in an LMS, as `class.yaml` says; nothing secret is among it."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.frozen import dataclass


@dataclass(frozen=True, kw_only=True)
class MoodleCourse:
    """A course in a Moodle."""

    url: str  #: of the site, as its front page
    course: int
    assignments: Mapping[str, int]  #: the number in the address of each assignment's page
    workflow: str = "released"  #: the state that a grade is given, where a workflow is in use
    questions: bool = False  #: a column for each question, where there is no marking guide


@dataclass(frozen=True, kw_only=True)
class CanvasCourse:
    """A course in a Canvas."""

    url: str
    course: int
    assignments: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class LtiTool:
    """This grader as a tool of an LTI 1.3 platform, in one course."""

    issuer: str
    client: str
    token_url: str
    line_items: str  #: the address of the course's line items
    members: str | None = None  #: the address of the course's members (NRPS)
    deployment: str | None = None
    questions: bool = False  #: a line item for each question, beside that of the whole


@dataclass(frozen=True, kw_only=True)
class LmsPlaces:
    """All places of a class."""

    pages: str | None = None  #: under which the pages of `graded/` are published
    moodle: MoodleCourse | None = None
    canvas: CanvasCourse | None = None
    lti: LtiTool | None = None


NOWHERE = LmsPlaces()
