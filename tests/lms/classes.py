"""Classes for tests that talk to an LMS on loopback."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from autograder.cli import cli
from tests.class_folders import CLASS, hand_in, write_class, write_result
from tests.lms.loopback import Loopback
from tests.lms.moodle_site import MoodleSite, Person

POINTS = {"s1": (10.0, 6.0), "s2": (4.5, 3.0), "s3": (0.0, 0.0)}


def roster(count: int) -> str:
    lines = (f"s{n},Student {n},s{n}@example.invalid\n" for n in range(1, count + 1))
    return "id,name,email\n" + "".join(lines)


def people(count: int) -> list[Person]:
    """Return accounts of the roster's people; numbers of participants are others than accounts."""
    return [
        Person(id=100 + n, name=f"Student {n}", email=f"S{n}@example.invalid", number=count + 1 - n)
        for n in range(1, count + 1)
    ]


def moodle_class(folder: Path, url: str, count: int = 3, more: str = "") -> Path:
    """Write a class of which everybody has handed in, and which is in a Moodle."""
    place = f"{{url: '{url}', course: 2, assignments: {{units: 42}}{more}}}"
    write_class(
        folder,
        {"class.yaml": f"{CLASS}lms: {{moodle: {place}}}\n", "roster.csv": roster(count)},
    )
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
