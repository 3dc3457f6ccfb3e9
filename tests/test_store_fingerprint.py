"""What an observation depends on: everything that changes answers, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.records import Assignment, Cell, Submission
from autograder.store.fingerprint import observation_hash, setting_hash
from tests.courses import write
from tests.paths import ROOT

VERSIONS = (("python", "3.11.7"), ("numpy", "2.4.6"))
SUBMISSION = Submission("s", Path("s.py"), (Cell("code", "x = 1"),), "0" * 64)


@pytest.fixture(scope="module")
def assignment() -> Assignment:
    return load_assignment(find_course(ROOT), "convolution")


@pytest.mark.parametrize("name", find_course(ROOT).assignments)
def test_every_assignment_of_the_course_has_a_hash_that_stays(name: str) -> None:
    first, again = (
        setting_hash(load_assignment(find_course(ROOT), name), "full", VERSIONS, None)
        for _ in range(2)
    )
    assert first == again
    assert len(first) == 64


def test_tier_versions_limits_and_imports_count(assignment: Assignment) -> None:
    tensorflow = replace(assignment, imports=("tensorflow",))
    slower = replace(assignment, limits=replace(assignment.limits, seconds=1.0))
    hashes = [
        setting_hash(assignment, "full", VERSIONS, None),
        setting_hash(assignment, "none", VERSIONS, None),
        setting_hash(assignment, "full", VERSIONS[:1], None),
        setting_hash(assignment, "full", VERSIONS, "Keras 3.0"),
        setting_hash(slower, "full", VERSIONS, None),
        setting_hash(tensorflow, "full", VERSIONS, None),
    ]
    assert len(set(hashes)) == len(hashes)


def test_what_submissions_may_import_counts(
    assignment: Assignment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    hashes = [setting_hash(assignment, "full", VERSIONS, None)]
    for version in ("1.0", "1.1"):
        write(tmp_path / "plots.dist-info/METADATA", f"Name: plots\nVersion: {version}\n")
        hashes.append(setting_hash(assignment, "full", VERSIONS, None))
    assert len(set(hashes)) == 3


def test_what_is_asked_and_in_which_order_counts(assignment: Assignment) -> None:
    first, *others = assignment.questions
    hashes = [
        setting_hash(replace(assignment, questions=questions), "full", VERSIONS, None)
        for questions in (assignment.questions, (*others, first), tuple(others))
    ]
    assert len(set(hashes)) == 3


def test_points_titles_and_expected_answers_do_not_count(assignment: Assignment) -> None:
    questions = tuple(
        replace(
            question,
            points=question.points * 2,
            mistakes=(),
            checks=tuple(
                replace(check, share=check.share + 1, expected=())
                if hasattr(check, "expected")
                else check
                for check in question.checks
            ),
        )
        for question in assignment.questions
    )
    changed = replace(assignment, questions=questions, language="en")
    assert setting_hash(changed, "full", VERSIONS, None) == setting_hash(
        assignment, "full", VERSIONS, None
    )


def test_the_code_of_a_submission_counts_and_its_name_does_not() -> None:
    hashes = [
        observation_hash(SUBMISSION, "setting"),
        observation_hash(SUBMISSION, "other"),
        observation_hash(replace(SUBMISSION, cells=(Cell("code", "x = 2"),)), "setting"),
        observation_hash(replace(SUBMISSION, sha256="1" * 64), "setting"),
    ]
    assert len(set(hashes)) == 4
    assert observation_hash(replace(SUBMISSION, name="t"), "setting") == hashes[0]
