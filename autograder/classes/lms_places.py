"""`lms:` in `class.yaml`: where a class is found in an LMS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from autograder.course.yaml_lines import LinedYaml
from autograder.errors import SourceFault
from autograder.records.lms import CanvasCourse, LmsPlaces, LtiTool, MoodleCourse
from autograder.texts import did_you_mean


def lms_places(data: Mapping[str, Any]) -> LmsPlaces:
    """Return the places that the schema has found to be well said."""
    moodle, canvas, lti = (data.get(name) for name in ("moodle", "canvas", "lti"))
    return LmsPlaces(
        pages=data.get("pages"),
        moodle=MoodleCourse(**moodle) if moodle else None,
        canvas=CanvasCourse(**canvas) if canvas else None,
        lti=LtiTool(**lti) if lti else None,
    )


def lms_faults(file: LinedYaml) -> Iterator[SourceFault]:
    """Find places of assignments that the class does not have."""
    known = file.data["assignments"]
    for platform, place in file.data.get("lms", {}).items():
        for name in place.get("assignments", ()) if isinstance(place, dict) else ():
            if name not in known:
                line = file.line(("lms", platform, "assignments", name))
                message = f"there is no assignment `{name}` in this class"
                yield SourceFault(file.path, line, message + did_you_mean(name, known))
