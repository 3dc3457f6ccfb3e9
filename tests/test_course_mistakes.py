"""Known mistakes as they are read: what they answer, and what is wrong with those that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.errors import AssignmentError
from tests.courses import write

YAML = """\
title: Sums
questions:
  sum:
    title: Sum
    points: 10
    checks:
      - {value: total, form: number}
      - {value: total, equals: 6, hidden: true}
      - {value: mean, equals: 2, hidden: true}
"""


@pytest.fixture
def sums(course: Path) -> Path:
    write(course / "assignments/doubling/assignment.yaml", YAML)
    return course


def mistaken(course: Path, body: str):
    heading = "from autograder.authoring import mistake\n@mistake('sum', en='No.', ja='違う。')\n"
    path = course / "reference/mistakes/doubling.py"
    write(path, f"{heading}def total_wrong():\n    {body}\n")
    (question,) = load_assignment(find_course(course), "doubling").questions
    return question.mistakes[0]


def test_a_mistake_in_variables_answers_every_check_that_reads_only_them(sums: Path) -> None:
    found = mistaken(sums, "return {'total': 5}")
    assert found.answers == (("sum/1", (5,)), ("sum/2", (5,)))
    assert found.source == "total = 5\n"


def test_a_mistake_that_has_no_variables_is_a_fault_with_its_line(sums: Path) -> None:
    with pytest.raises(AssignmentError) as refused:
        mistaken(sums, "return 1 / 0")
    assert str(refused.value) == (
        f"{sums}/reference/mistakes/doubling.py:2: `total_wrong` raised ZeroDivisionError: "
        "division by zero (doubling.py:4)"
    )
