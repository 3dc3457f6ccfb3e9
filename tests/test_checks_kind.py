"""A kind of check is one file: one that only this test has works wherever the others do.

Tests of `checks/kinds.py`, `checks/fragments.py`, `course/schema.py`, `checks/__init__.py`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from autograder.batch import Batch, grade
from autograder.checks.kinds import KINDS
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.master import read_master
from autograder.course.schema import assignment_schema
from autograder.course.submissions.find import find_submissions
from autograder.errors import AssignmentError
from autograder.execution.places import Threads
from autograder.feedback.checks import message
from autograder.gate.validation import validate
from autograder.handout.writing import hand_out
from autograder.records import Assignment
from autograder.reports.site import report
from autograder.selfcheck.checking import check_file
from autograder.selfcheck.handouts import SelfCheckError, load_handout
from autograder.store.output import OutputFolder
from tests.kinds.sorting import SORTED
from tests.said import sentences
from tests.small_course import write

EXTENDED = (*KINDS, SORTED)

YAML = """\
title: Sorting
questions:
  order:
    title: Order
    points: 10
    checks:
      - sorted: order
        with: [3, 1, 2]
      - sorted: order
        cases: sorting.rows
        hidden: true
"""
MASTER = """\
# %%
def order(row):
    # BEGIN SOLUTION
    return sorted(row)
    # END SOLUTION
"""
MISTAKES = """\
from autograder.authoring import mistake

@mistake("order", en="You have left them as they were.", ja="元のままになっています。")
def order_kept(row):
    return list(row)
"""
WRONG = "# %%\ndef order(row):\n    return list(row)\n"


@pytest.fixture
def sorting(tmp_path: Path) -> Path:
    """A course whose only assignment has checks of the kind."""
    folder = tmp_path / "sorting"
    write(folder / "assignments/course.yaml", "title: Sorting\nlanguage: en\n")
    write(folder / "assignments/sorting/assignment.yaml", YAML)
    write(folder / "assignments/sorting/master.py", MASTER)
    write(folder / "reference/cases/sorting.py", "def rows():\n    return [([2, 1],), ([],)]\n")
    write(folder / "reference/mistakes/sorting.py", MISTAKES)
    return folder


def loaded(course: Path) -> Assignment:
    return load_assignment(find_course(course), "sorting", EXTENDED)


def test_its_part_of_the_file_is_checked_with_the_rest(sorting: Path) -> None:
    path = sorting / "assignments/sorting/assignment.yaml"
    visible, hidden = YAML.replace("with: ", "wiht: "), "sorted: order\n        cases"
    write(path, visible.replace(hidden, hidden.replace("sorted", "sort")))
    with pytest.raises(AssignmentError) as refused:
        loaded(sorting)
    assert [str(fault).removeprefix(f"{path}:") for fault in refused.value.faults] == [
        "7: order, check 1: expected either `with` or `cases`; did you mean `with`?",
        "8: order, check 1: unknown key `wiht`; did you mean `with`?",
        "9: order, check 2: expected a mapping with exactly one of `call`, `value`, `source`, "
        "`holds`, `judge`, `model`, `estimator`, `class`, `program`, `prints`, `figure` and "
        "`sorted`; did you mean `sorted`?",
    ]


def test_a_fault_that_its_reading_finds_has_a_line(sorting: Path) -> None:
    write(sorting / "reference/cases/sorting.py", "def rows():\n    return 1 / 0\n")
    with pytest.raises(AssignmentError) as refused:
        loaded(sorting)
    assert str(refused.value) == (
        f"{sorting}/assignments/sorting/assignment.yaml:10: sorting.rows raised "
        "ZeroDivisionError: division by zero (reference/cases/sorting.py:2)"
    )


@pytest.mark.process
def test_from_the_file_to_the_page(sorting: Path, tmp_path: Path, sandbox) -> None:
    work, out = write(tmp_path / "work/sato.py", WRONG), tmp_path / "out"
    (submission,) = find_submissions([work], "sorting").submissions
    assignment = loaded(sorting)
    batch = Batch(assignment=assignment, submissions=(submission,), language="en")
    grade(batch, OutputFolder(out, "sorting", ["sato"]), Threads(sandbox), lambda _: None)
    assert "Not in order." in (out / "feedback/sato.md").read_text("utf-8")
    report(out, "ja", lambda: None)
    page = (out / "feedback/sato.html").read_text("utf-8")
    for said in ("元のままになっています。", "Not in order.", "Some answers are not in order."):
        assert said in page


def test_in_validate(sorting: Path, sandbox) -> None:
    found = validate(loaded(sorting), sorting / "none", Threads(sandbox), lambda _: None)
    assert (found.shortcomings, found.mistakes, found.mutation_score) == ((), 1, 1.0)


@pytest.mark.process
def test_in_a_handout_and_in_self_check(sorting: Path, tmp_path: Path) -> None:
    assignment, folder = loaded(sorting), tmp_path / "handout"
    cells = read_master(assignment.folder).handout("en")
    hand_out(assignment, cells, "en", "akapen", folder)
    assert "SortedCheck" in json.dumps(json.loads((folder / "checks.json").read_text("utf-8")))
    work = write(folder / "sorting.py", WRONG)
    (submission,) = find_submissions([work], "sorting").submissions
    found = check_file(load_handout(folder, "", kinds=EXTENDED), submission)
    (result,) = found.questions[0].results
    assert sentences(message(result), "en") == ("Not in order.",)
    assert result.mistake is not None
    assert result.mistake.explanation.in_language("en") == "You have left them as they were."


def test_a_handout_holds_only_kinds_that_are_known(sorting: Path, tmp_path: Path) -> None:
    assignment, folder = loaded(sorting), tmp_path / "handout"
    hand_out(assignment, read_master(assignment.folder).handout("en"), "en", "akapen", folder)
    with pytest.raises(SelfCheckError):
        load_handout(folder, "")


# ------------------------------------------------------------------ all kinds


def test_the_schema_is_one_of_json_schema() -> None:
    Draft202012Validator.check_schema(assignment_schema(EXTENDED))


@pytest.mark.parametrize("kind", EXTENDED, ids=lambda kind: kind.key)
def test_a_kind_lets_in_no_key_that_it_does_not_know(kind) -> None:
    schema = assignment_schema(EXTENDED)["$defs"][kind.key]
    assert schema["additionalProperties"] is False
    assert {kind.key, "hidden", "share"} <= schema["properties"].keys()
