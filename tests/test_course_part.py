"""Faults that show only when a check is read: of functions that it names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.errors import AssignmentError

YAML = "assignments/doubling/assignment.yaml"
CHECK = "call: double\n        with: [3]\n        gives: 6\n"


@pytest.mark.parametrize(
    ("check", "fault"),
    [
        (
            "judge: doubling.nubmers\n        reads: [x]\n",
            "7: reference/cases/doubling.py has no `nubmers`; did you mean `numbers`?",
        ),
        (
            "judge: doubling.numbers\n"
            "        models:\n          m:\n            input: [4]\n"
            "            predict: doubling.fails\n",
            "11: doubling.fails raised ZeroDivisionError: division by zero "
            "(reference/cases/doubling.py:7)",
        ),
        ("holds: cases.holds\n", "7: there is no reference/cases/cases.py"),
        (
            "figure: 1\n        shows: line\n        agrees_with: doubling.line\n",
            "9: reference/doubling.py has no `line`",
        ),
    ],
)
def test_a_function_that_is_not_there_or_fails(
    course: Path, edit: Callable[[str, str, str], Path], check: str, fault: str
) -> None:
    edit(YAML, CHECK, check)
    with (course / "reference/cases/doubling.py").open("a") as file:
        file.write("\ndef fails():\n    return 1 / 0\n")
    with pytest.raises(AssignmentError) as refused:
        load_assignment(find_course(course), "doubling")
    assert str(refused.value) == f"{course}/{YAML}:{fault}"
