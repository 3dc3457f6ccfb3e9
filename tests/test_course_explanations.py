"""What a course's Python says in each of the course's languages: read from its source."""

from __future__ import annotations

import pytest

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.explanations import unsaid
from autograder.errors import AssignmentError
from tests.small_course import write


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("Violation(en='No.', texts={'de': 'Nein.'})", None),
        ("Violation(en=f'{1}', texts={'de': '%d' % 1}, fraction=0.5)", None),
        ("authoring.Violation(en='No.')", "what Violation says is missing in `de`"),
        (
            "Violation(ja='いいえ。', texts={'de': 'Nein.'})",
            "what Violation says is missing in `en`",
        ),
        ("Violation(texts=TEXTS)", None),
        ("Violation(texts={**TEXTS})", None),
        ("Violation(**TEXTS)", None),
        ("Violation(en='No.', **TEXTS)", None),
        (
            "Violation('No.')",
            "Violation does not take arguments without a name; write its text by language, as in "
            "Violation(en=…) or Violation(texts={'pt-BR': …})",
        ),
        (
            "Violation(en='No.', de='Nein.')",
            "Violation does not take `de`; write its text by language, as in "
            "Violation(en=…) or Violation(texts={'pt-BR': …})",
        ),
        ("other('No.')", None),
    ],
)
def test_a_violation_in_each_language(tmp_path, call, message):
    path = write(tmp_path / "cases.py", f"\ndef f(ask):\n    return {call}\n")
    found = [(fault.path, fault.line, fault.message) for fault in unsaid(path, ("en", "de"))]
    assert found == ([(path, 3, message)] if message else [])


def test_nothing_at_all_is_missing_in_each_language(tmp_path):
    path = write(tmp_path / "cases.py", "Violation()")
    assert [fault.message for fault in unsaid(path, ("en", "de"))] == [
        "what Violation says is missing in `en`",
        "what Violation says is missing in `de`",
    ]


@pytest.mark.parametrize(
    ("kind", "parameter"), [("holds: doubling.p", "ask"), ("judge: doubling.p", "x")]
)
def test_an_assignment_whose_property_or_judge_says_too_little(course, edit, kind, parameter):
    reads = "\n        reads: [x]" if kind.startswith("judge") else ""
    edit(
        "assignments/doubling/assignment.yaml",
        "      - call: double\n        with: [3]\n        gives: 6\n",
        f"      - {kind}{reads}\n",
    )
    cases = (course / "reference/cases/doubling.py").read_text("utf-8")
    said = f"def p({parameter}):\n    return Violation(ja='いいえ。')\n"
    write(
        course / "reference/cases/doubling.py",
        f"{cases}\nfrom autograder.authoring import Violation\n{said}",
    )
    with pytest.raises(AssignmentError) as caught:
        load_assignment(find_course(course), "doubling")
    path = course / "reference/cases/doubling.py"
    assert str(caught.value) == f"{path}:8: what Violation says is missing in `en`"


def test_a_known_mistake_that_explains_nothing(course, edit):
    edit("reference/mistakes/doubling.py", ', en="You squared.", ja="二乗しています。"', "")
    with pytest.raises(AssignmentError) as caught:
        load_assignment(find_course(course), "doubling")
    assert str(caught.value) == (
        f"{course}/reference/mistakes/doubling.py:3: "
        "the explanation of `double_squared` is missing in `en`"
    )


@pytest.mark.parametrize(
    ("explained", "fault"),
    [
        ('en="", ja="二乗"', "is empty in `en`"),
        ('en="Squared.", ja=" \u3000"', "is empty in `ja`"),
        (
            'en="Your answers are what comes out when …", ja="二乗"',
            "is still the stub's in `en`; say what is wrong, and where to look",
        ),
        (
            'en="Squared.", ja="答えは、……したときの値と一致しています。"',
            "is still the stub's in `ja`; say what is wrong, and where to look",
        ),
        (
            'texts={"en": "…"}',
            "is still the stub's in `en`; say what is wrong, and where to look",
        ),
        ('en="Your answers are what comes out when you square …", ja="二乗"', None),
    ],
)
def test_an_explanation_that_says_nothing_yet(course, explained: str, fault: str | None):
    path = course / "reference/mistakes/doubling.py"
    source = f'@mistake("double", {explained})\ndef squared(x):\n    return x * x\n'
    write(path, f"from autograder.authoring import mistake\n\n{source}")
    if fault is None:
        load_assignment(find_course(course), "doubling")
        return
    with pytest.raises(AssignmentError) as raised:
        load_assignment(find_course(course), "doubling")
    assert str(raised.value) == f"{path}:3: the explanation of `squared` {fault}"
