"""Grades that were pushed, as `journal/push-<target>.jsonl` in a class folder tells.

A line is a fact; those that hold `student`, `item` and `value` are of a grade that was written
into an LMS, the last one of a person and an assignment being what stands there; a value of null is
no points any more. Other lines are somebody else's to read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.frozen import dataclass


@dataclass(frozen=True, kw_only=True)
class Pushed:
    """The points that a person has in an LMS."""

    target: str  #: of the journal's name, as "moodle"
    student: str
    points: float


def pushed_grades(folder: Path, assignment: str) -> tuple[Pushed, ...]:
    """Return what stands in each LMS for an assignment; what cannot be read tells nothing."""
    found: dict[tuple[str, str], Pushed] = {}
    for path in journals(folder):
        target = path.stem.removeprefix("push-")
        for student, points in _of_assignment(path, assignment):
            found.pop((target, student), None)
            if points is not None:
                found[target, student] = Pushed(target=target, student=student, points=points)
    return tuple(found.values())


def journals(folder: Path) -> tuple[Path, ...]:
    """Return the journals of a class folder."""
    return tuple(sorted((folder / "journal").glob("push-*.jsonl")))


def lines_without(path: Path, student: str) -> tuple[bytes, int]:
    """Return a journal without what was written for a person, and how many lines that were."""
    kept, numbers, gone = [], set(), 0
    for line in path.read_bytes().splitlines(keepends=True):
        fact = _fact(line)
        if fact.get("student") == student or fact.get("outcome") in numbers:
            numbers |= {fact["intent"]} if "intent" in fact else set()
            gone += 1
        else:
            kept.append(line)
    return b"".join(kept), gone


def _fact(line: bytes) -> dict[str, Any]:
    try:
        return dict(json.loads(line))
    except (ValueError, TypeError):  # cut by a kill
        return {}


def _of_assignment(path: Path, assignment: str) -> Iterator[tuple[str, float | None]]:
    for line in path.read_bytes().splitlines():
        try:
            fact = json.loads(line)
            if fact["item"] == assignment:
                value = fact["value"]
                yield str(fact["student"]), None if value is None else float(value)
        except (ValueError, KeyError, TypeError):  # of another kind, or cut by a kill
            continue
