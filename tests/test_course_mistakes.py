"""Known mistakes as they are read: what they answer, and what is wrong with those that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.errors import AssignmentError
from tests.small_course import write

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
        "division by zero (reference/mistakes/doubling.py:4)"
    )


def of_doubling(course: Path, decorator: str, function: str):
    heading = "from autograder.authoring import mistake\n"
    write(course / "reference/mistakes/doubling.py", f"{heading}@mistake({decorator})\n{function}")
    (question,) = load_assignment(find_course(course), "doubling").questions
    return question.mistakes[0]


EXPLAINED = "'double', en='No.', ja='違う。'"


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (
            "def twice(x):\n    return np.sum([x, x])\n",
            "`twice` raised NameError: name 'np' is not defined "
            "(reference/mistakes/doubling.py:4); write `import numpy as np` into its file",
        ),
        (
            "def twice(x):\n    return x * factor\n",
            "`twice` raised NameError: name 'factor' is not defined "
            "(reference/mistakes/doubling.py:4); mend it, or declare `raises=NameError` if "
            "students get this error",
        ),
        (
            "def twice(x, y):\n    return x * y\n",
            "`twice` raised TypeError: twice() missing 1 required positional argument: 'y'; "
            "mend it, or declare `raises=TypeError` if students "
            "get this error",
        ),
        (
            "def twice(x):\n    return 1 / 0\n",
            "`twice` raised ZeroDivisionError: division by zero "
            "(reference/mistakes/doubling.py:4); mend it, or declare `raises=ZeroDivisionError` if "
            "students get this error",
        ),
    ],
)
def test_a_mistake_that_raises_is_refused(course: Path, function: str, told: str) -> None:
    with pytest.raises(AssignmentError) as refused:
        of_doubling(course, EXPLAINED, function)
    assert str(refused.value) == f"{course}/reference/mistakes/doubling.py:2: {told}"


@pytest.mark.parametrize("raises", ["ZeroDivisionError", "(ValueError, ArithmeticError)"])
def test_a_mistake_may_declare_what_it_raises(course: Path, raises: str) -> None:
    found = of_doubling(course, f"{EXPLAINED}, raises={raises}", "def none(x):\n    return 1 / 0\n")
    ((_, (visible,)), (_, hidden)) = found.answers
    assert {answer.type for answer in (visible, *hidden)} == {"ZeroDivisionError"}


def test_a_mistake_may_not_raise_another_error_than_it_declares(course: Path) -> None:
    with pytest.raises(AssignmentError, match="raised ZeroDivisionError"):
        of_doubling(course, f"{EXPLAINED}, raises=ValueError", "def none(x):\n    return 1 / 0\n")


def test_every_mistake_that_raises_is_told_at_once(course: Path) -> None:
    two = (
        "def one(x):\n    return a\n@mistake('double', en='N.', ja='違う。')\ndef two(x):\n    b\n"
    )
    with pytest.raises(AssignmentError) as refused:
        of_doubling(course, EXPLAINED, two)
    assert [fault.line for fault in refused.value.faults] == [2, 5]
