"""Grading a class, as other code calls it; as a command it is in test_cli."""

from __future__ import annotations

from pathlib import Path

from autograder.loading.assignment import load_assignment
from autograder.loading.course import find_course
from autograder.loading.submissions import find_submissions
from autograder.pipeline import Class, grade
from tests.courses import write


def test_the_answers_of_a_class_are_not_kept_in_memory(course: Path, tmp_path: Path) -> None:
    write(tmp_path / "class/wrong.py", "def double(x):\n    return [x] * 1000\n")
    write(tmp_path / "class/right.py", "def double(x):\n    return 2 * x\n")
    assignment = load_assignment(find_course(course), "doubling")
    told = []
    found = find_submissions([tmp_path / "class"], "doubling").submissions
    results = grade(Class(assignment, found, "en"), tmp_path / "out", told.append)
    assert [result.points for result in results] == [10, 0]
    assert all(result.observation for result in told)
    assert [result.observation for result in results] == [None, None]
    checks = [scored for question in results[1].questions for scored in question.checks]
    assert [c.result.finding and c.result.finding.answer for c in checks] == [None, None]
