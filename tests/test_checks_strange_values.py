"""Values beyond numbers and text, from an author's file and Python to a verdict."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from autograder.checks.replay import judge_answers
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.errors import AssignmentError
from autograder.protocol.values import Foreign, decode, encode
from autograder.records import Outcome, Value
from tests.small_course import write

YAML = "assignments/doubling/assignment.yaml"


def checks(course):
    write(course / "reference/mistakes/doubling.py", "")
    return load_assignment(find_course(course), "doubling").questions[0].checks


@pytest.mark.parametrize(
    ("stated", "right", "wrong"),
    [
        ("2026-11-29", datetime.date(2026, 11, 29), datetime.date(2026, 11, 28)),
        ("2026-11-29", datetime.date(2026, 11, 29), "2026-11-29"),
        (
            "2026-11-29 08:30:00",
            datetime.datetime(2026, 11, 29, 8, 30),
            datetime.date(2026, 11, 29),
        ),
        ("0.25", Fraction(1, 4), Fraction(1, 5)),
        ("0.1", Decimal("0.10"), Decimal("0.2")),
        ("!!set {1, 2}", {2, 1}, {1, 2, 3}),
        ("!!set {1, 2}", {2, 1}, [1, 2]),
        ("!!binary YWI=", b"ab", "ab"),
        ("{x: 1, y: 2}", Foreign("Point", {"x": 1, "y": 2}), Foreign("Point", {"x": 1, "y": 3})),
        ("RED", Foreign("Colour", "RED"), Foreign("Colour", "BLUE")),
        ("[null, true]", [None, True], [None, False]),
    ],
)
def test_an_answer_is_stated_in_the_file(course, edit, stated, right, wrong):
    edit(YAML, "gives: 6", f"gives: {stated}")
    check = checks(course)[0]
    assert judge_answers(check, [Value(value=right)]).outcome is Outcome.PASSED
    assert judge_answers(check, [Value(value=wrong)]).outcome is Outcome.FAILED


REFERENCE = """
import dataclasses, enum
class Colour(enum.Enum):
    RED = 1
@dataclasses.dataclass
class Paint:
    colour: Colour
    litres: float
def double(x):
    return Paint(Colour.RED, 2 * x)
"""


def test_a_reference_answers_with_classes_of_its_own(course):
    write(course / "reference/doubling.py", REFERENCE)
    check = checks(course)[1]
    assert len(check.expected) == 3
    own: dict[str, Any] = {"__name__": "builtins"}
    exec(REFERENCE, own)
    given = (0.0, -2.5, check.requests[2].arguments[0])

    def arrived(factor):
        paints = (own["Paint"](own["Colour"].RED, factor * x) for x in given)
        return [Value(value=decode(encode(paint))) for paint in paints]

    assert judge_answers(check, arrived(2)).outcome is Outcome.PASSED
    assert judge_answers(check, arrived(1)).outcome is Outcome.FAILED


def test_a_submission_is_not_given_what_it_does_not_have(course):
    write(
        course / "reference/cases/doubling.py",
        "from collections import namedtuple\nPoint = namedtuple('Point', 'x y')\n"
        "def numbers(): return [(Point(1, 2),)]",
    )
    with pytest.raises(AssignmentError) as refused:
        checks(course)
    assert str(refused.value).startswith(
        f"{course / YAML}:12: case 1 of doubling.numbers cannot be sent to a worker: it holds a "
    )
    assert str(refused.value).endswith(
        "Point, which a submission does not have; pass plain data, or let it make one itself "
        "(`class:`)"
    )


def test_exact_numbers_and_dates_are_inputs(course):
    write(
        course / "reference/cases/doubling.py",
        "from fractions import Fraction\nfrom decimal import Decimal\nimport datetime\n"
        "def numbers(): return [(Fraction(1, 3),), (Decimal('0.1'),), (datetime.timedelta(1),)]",
    )
    check = checks(course)[1]
    assert check.expected == (Fraction(2, 3), Decimal("0.2"), datetime.timedelta(2))
