"""A handout read back: the visible checks are what they were, and judge as they did.

Tests of `handout/dump.py`.
"""

from __future__ import annotations

import json
from dataclasses import fields
from types import FunctionType

import numpy as np
import pytest

from autograder.authors.apart import in_processes
from autograder.checks.call import CallCheck
from autograder.checks.comparison import difference
from autograder.checks.figure import FigureCheck
from autograder.checks.labels import Accuracy
from autograder.checks.printed import PrintedCheck
from autograder.checks.source import SourceCheck
from autograder.checks.value import ValueCheck
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.handout.dump import dump, visible_checks, visible_part
from autograder.handout.load import load
from autograder.records import Case, Check
from tests.paths import ROOT

NAMES = find_course(ROOT).assignments

#: the folder of its files, and the reference's function for a property
ONLY_WHERE_THE_COURSE_IS = ("beside", "right")


def handed_out(assignment):
    document = dump(visible_part(assignment, "en"))
    return load(json.loads(json.dumps(document)), assignment.folder, assignment.kinds).assignment


def same(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray):
        return difference(one, other, 0) is None
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(same, one, other))
    if hasattr(one, "__dataclass_fields__"):
        kept = [f.name for f in fields(one) if f.name not in ONLY_WHERE_THE_COURSE_IS]
        pairs = [(getattr(one, name), getattr(other, name)) for name in kept]
        return type(one) is type(other) and all(same(a, b) for a, b in pairs)
    if isinstance(one, FunctionType):
        return isinstance(other, FunctionType) and one.__name__ == other.__name__
    return one == other


@pytest.mark.parametrize("name", NAMES)
def test_visible_checks_of_the_bundled_course_come_back(name):
    assignment = in_processes(load_assignment(find_course(ROOT), name), None)
    back = handed_out(assignment)
    assert (back.name, back.title, back.imports) == (name, assignment.title, assignment.imports)
    assert (back.limits, back.possible) == (assignment.limits, assignment.possible)
    for question, returned in zip(assignment.questions, back.questions, strict=True):
        for check, again in zip(visible_checks(question), returned.checks, strict=True):
            assert same(_unshared(check), again), check.id


def _unshared(check: Check) -> Check:
    """The check without its share, which says how much the hidden ones are worth."""
    values = {f.name: getattr(check, f.name) for f in fields(check)} | {"share": 1.0}
    return type(check)(**values)


@pytest.mark.parametrize(
    "check",
    [
        CallCheck(
            id="q/1",
            name="f",
            cases=(Case(arguments=(1,)),),
            expected=([0, 1],),
            tolerance=0.5,
            accuracy=Accuracy(full=0.9, none=0.5),
        ),
        ValueCheck(id="q/1", name="x", expected={"a": "B"}, ignore_case=True),
        SourceCheck(id="q/1", name=None, must_use=("for",), must_not_use=("numpy.convolve",)),
        FigureCheck(
            id="q/1", figure=1, axes=2, texts=(("title", "T"),), shows="line", expected=np.eye(2)
        ),
        FigureCheck(id="q/1", figure=2, axes=(1, 2), texts=(("xlabel", "x"),)),
        PrintedCheck(id="q/1", text="hello"),
    ],
    ids=lambda check: type(check).__name__,
)
def test_other_kinds_come_back(course, check):
    assignment = load_assignment(find_course(course), "doubling")
    (question,) = assignment.questions
    object.__setattr__(question, "checks", (check,))
    assert same(check, handed_out(assignment).questions[0].checks[0])


def test_neither_a_path_nor_a_share_is_handed_out(course):
    document = dump(visible_part(load_assignment(find_course(course), "doubling"), "en"))
    assert str(course) not in json.dumps(document)
    (question,) = document["assignment"]["questions"]
    assert [check["CallCheck"]["share"] for check in question["checks"]] == [1.0]
    assert document["hidden"] == {"double": 1}


def test_mistakes_come_back_without_their_names(course):
    assignment = load_assignment(find_course(course), "doubling")
    (mistake,) = handed_out(assignment).questions[0].mistakes
    assert (mistake.id, mistake.source) == ("0", "")
    assert mistake.explanation.in_language("en") == "You squared."
    assert mistake.answers == (("double/1", (9,)),)


def test_a_mistake_that_only_hidden_checks_notice_is_not_carried(course, edit):
    edit("assignments/doubling/assignment.yaml", "with: [3]", "with: [2]")
    edit("assignments/doubling/assignment.yaml", "gives: 6", "gives: 4")
    assert handed_out(load_assignment(find_course(course), "doubling")).questions[0].mistakes == ()


@pytest.mark.parametrize("words", ["It is −6.", "The weight of B is -6, not 9.", "-6.0"])
def test_a_mistake_that_states_a_quiz_value_is_not_carried(course, edit, words):
    quiz = "      - {value: weight, equals: -6, hidden: true}\n"
    yaml = course / "assignments/doubling/assignment.yaml"
    yaml.write_text(yaml.read_text() + quiz)
    edit("reference/mistakes/doubling.py", "You squared.", words)
    assert handed_out(load_assignment(find_course(course), "doubling")).questions[0].mistakes == ()


def test_a_word_of_a_quiz_is_not_carried_either(course, edit):
    quiz = "      - {value: kinds, equals: {a: LSTM}, hidden: true}\n"
    yaml = course / "assignments/doubling/assignment.yaml"
    yaml.write_text(yaml.read_text() + quiz)
    edit("reference/mistakes/doubling.py", "You squared.", "That is an lstm.")
    assert handed_out(load_assignment(find_course(course), "doubling")).questions[0].mistakes == ()


def test_a_dataclass_can_be_carried(course, edit):
    edit(
        "assignments/doubling/assignment.yaml",
        "call: double\n        with: [3]\n        gives: 6",
        "holds: doubling.grows",
    )
    module = course / "reference/cases/doubling.py"
    module.write_text(
        "from __future__ import annotations\nfrom dataclasses import dataclass\n"
        "@dataclass\nclass Pair:\n    one: float\n"
        "def grows(ask):\n    return None if ask('double', Pair(1.0).one) else None\n"
        + module.read_text()
    )
    assignment = in_processes(load_assignment(find_course(course), "doubling"), None)
    carried = handed_out(assignment).questions[0].checks[0]
    asked = []
    assert carried.holds(lambda name, *arguments: asked.append((name, *arguments))) is None
    assert asked == [("double", 1.0)]
