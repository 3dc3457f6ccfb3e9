"""YAML that is none: each usual slip with its line and its cure."""

from __future__ import annotations

from datetime import date

import pytest

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.yaml_lines import read_yaml
from autograder.errors import AssignmentError, UsageError
from tests.small_course import write

QUOTES = "text that begins with one of the characters @ ` % must be put into quotes"
INDENTATION = (
    "the indentation does not fit the lines above; the keys of one mapping, and the dashes of one "
    "list, begin in the same column"
)
COLON = (
    "there is a second colon in this line, or a key under text; put text that holds a colon into "
    'quotes, as in title: "Means: a start"'
)
TAB = "a tab stands at the beginning of a line or a value; use spaces"


@pytest.mark.parametrize(
    ("text", "line", "cure"),
    [
        ("a: 1\n\tb: 2\n", 2, TAB),
        ("a:\n\t- 1\n", 2, TAB),
        ("title: Means: a start\n", 1, COLON),
        ("title: Means\n points: 3\n", 2, COLON),
        ("a:\n  b: 1\n c: 2\n", 3, INDENTATION),
        ("a:\n  - x\n - y\n", 3, INDENTATION),
        ("a: 'x' y\n", 1, "text goes on behind a closing quote; put the whole value into quotes"),
        ('a: "open\n', 2, "a quote or a bracket is not closed"),
        ("a: [1, 2\nb: 3\n", 2, "a comma is missing in a list, or its bracket is not closed"),
        ("a: {x: 1\n", 2, "a comma is missing in braces, or they are not closed"),
        ("a: @x\n", 1, QUOTES),
        ("a: %x\n", 1, QUOTES),
        ("a: `x`\n", 1, QUOTES),
        ("a: *x\n", 1, "text that begins with * must be put into quotes"),
        ('a: "\\d"\n', 1, "a backslash stands in double quotes; write single quotes"),
        ("a: [{]\n", 1, "expected the node content, but found ']'"),
    ],
)
def test_a_slip_is_told_with_its_cure(tmp_path, text, line, cure):
    path = write(tmp_path / "assignment.yaml", text)
    with pytest.raises(AssignmentError) as refused:
        read_yaml(path)
    assert str(refused.value) == f"{path}:{line}: is not valid YAML: {cure}"


def test_inputs_and_answers_need_not_be_finite(course, edit):
    edit("assignments/doubling/assignment.yaml", "with: [3]", "with: [[1, .nan, -.inf]]")
    edit("assignments/doubling/assignment.yaml", "gives: 6", "gives: [2, .nan, -.inf]")
    check = load_assignment(find_course(course), "doubling").questions[0].checks[0]
    assert str(check.expected) == "([2, nan, -inf],)"


@pytest.mark.parametrize("key", ["tolerance: .inf", "share: .nan"])
def test_other_numbers_must_be_finite(course, edit, key):
    path = edit("assignments/doubling/assignment.yaml", "gives: 6", f"gives: 6\n        {key}")
    with pytest.raises(AssignmentError) as refused:
        load_assignment(find_course(course), "doubling")
    number = "nan" if "nan" in key else "inf"
    expected = f"{path}:10: double, check 1: expected a finite number but got {number}"
    assert str(refused.value) == expected


@pytest.mark.parametrize("name", ["assignment.yml", "Assignment.yaml"])
def test_a_file_of_another_name_is_told(course, name):
    path = write(course / "assignments/other" / name, "title: Other\n")
    with pytest.raises(UsageError) as refused:
        load_assignment(find_course(course), "other")
    assert str(refused.value) == f"{path} is not read; rename it to assignment.yaml"


def test_a_day_that_there_is_not_is_text_and_other_values_name_their_lines(tmp_path):
    path = write(tmp_path / "a.yaml", "a: 2026-13-45\nb: [2026-02-30, 2026-02-28]\n")
    assert read_yaml(path).data == {"a": "2026-13-45", "b": ["2026-02-30", date(2026, 2, 28)]}
    write(path, "a: 1\nb: !!int x\nc: [0x_]\n")
    with pytest.raises(AssignmentError) as refused:
        read_yaml(path)
    assert [(fault.line, fault.message.partition(":")[0]) for fault in refused.value.faults] == [
        (2, "holds a wrong value"),
        (3, "holds a wrong value"),
    ]
