"""Classes for tests that talk to an LMS on loopback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from autograder.cli import cli
from tests.class_folders import CLASS, hand_in, write_class, write_result
from tests.lms.loopback import Loopback
from tests.lms.lti_site import CLIENT
from tests.lms.moodle_site import MoodleSite, Person

LEARNER = "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"
POINTS = {"s1": (10.0, 6.0), "s2": (4.5, 3.0), "s3": (0.0, 0.0)}


def roster(count: int) -> str:
    lines = (f"s{n},Student {n},s{n}@example.invalid\n" for n in range(1, count + 1))
    return "id,name,email\n" + "".join(lines)


def users(count: int) -> list[dict[str, Any]]:
    """Return the students of a course in Canvas."""
    return [
        {"id": 100 + n, "name": f"Student {n}", "email": f"s{n}@example.invalid"}
        for n in range(1, count + 1)
    ]


def member(n: int, **more: object) -> dict[str, Any]:
    """Return a member of a course of an LTI platform."""
    return {
        "status": "Active", "roles": [LEARNER if n % 2 else "Learner"], "user_id": str(100 + n),
        "email": f"s{n}@example.invalid", "name": f"Student {n}",
    } | more  # fmt: skip


def people(count: int) -> list[Person]:
    """Return accounts of the roster's people; numbers of participants are others than accounts."""
    return [
        Person(id=100 + n, name=f"Student {n}", email=f"S{n}@example.invalid", number=count + 1 - n)
        for n in range(1, count + 1)
    ]


def moodle_class(folder: Path, url: str, count: int = 3, more: str = "") -> Path:
    """Write a class of which everybody has handed in, and which is in a Moodle."""
    place = f"moodle: {{url: '{url}', course: 2, assignments: {{units: 42}}{more}}}"
    return _class_in(place, folder, count)


def canvas_class(folder: Path, url: str, count: int = 3) -> Path:
    place = f"canvas: {{url: '{url}', course: 2, assignments: {{units: 42}}}}"
    return _class_in(place, folder, count)


def lti_class(folder: Path, url: str, more: str = "", count: int = 3) -> Path:
    services = f"{url}/mod/lti/services.php"
    place = (
        f"lti: {{issuer: '{url}', client: {CLIENT}, token_url: '{url}/mod/lti/token.php', "
        f"line_items: '{services}/2/lineitems?type_id=1', "
        f"members: '{services}/CourseSection/2/bindings/1/memberships'{more}}}"
    )
    return _class_in(place, folder, count)


def _class_in(place: str, folder: Path, count: int) -> Path:
    write_class(folder, {"class.yaml": f"{CLASS}lms: {{{place}}}\n", "roster.csv": roster(count)})
    for n in range(1, count + 1):
        student = f"s{n}"
        hand_in(folder, student=student, points=POINTS.get(student, (5.0, n % 10 + 0.25)))
    return folder


def regrade(folder: Path, student: str, points: tuple[float | None, ...]) -> None:
    """Let a result be as if the student's attempt had been graded anew."""
    path = folder / "graded" / "units" / "results" / f"{student}-1.json"
    old = json.loads(path.read_text())
    write_result(folder, "units", f"{student}-1", points, old["attempt"])


def connect(server: Loopback) -> None:
    """Let the site know its own address."""
    assert isinstance(server.site, MoodleSite)
    server.site.home = server.url


def done(*words: object, stdin: str | None = None) -> Result:
    """Run a command; its status is `return_value`, and what it raised stands in `exception`."""
    arguments = [str(word) for word in words]
    return CliRunner().invoke(cli, arguments, input=stdin, standalone_mode=False)
