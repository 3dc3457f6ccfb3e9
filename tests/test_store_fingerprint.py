"""What an observation depends on: everything that changes answers, and nothing else.

Tests of `records/groups.py`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.records import (
    Assignment,
    CallRequest,
    Cell,
    Submission,
    UsesRequest,
    ValueRequest,
)
from autograder.store import fingerprint
from autograder.store.fingerprint import (
    asked_groups,
    asked_hash,
    base_hash,
    judging_hash,
    requests_hash,
    setting_hash,
)
from tests.paths import ROOT
from tests.small_course import write

VERSIONS = (("python", "3.11.7"), ("numpy", "2.4.6"))
SUBMISSION = Submission(
    name="s", path=Path("s.py"), cells=(Cell(kind="code", source="x = 1"),), sha256="0" * 64
)


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


def test_names_and_contents_of_our_own_code_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprint, "_PACKAGE", tmp_path)

    def hash_of(**files: str) -> str:
        for path in tmp_path.rglob("*.py"):
            path.unlink()
        for name, content in files.items():
            (tmp_path / f"{name}.py").write_text(content)
        return fingerprint.program_hash([""])

    hashes = [
        hash_of(a="x = 1", b="y = 2"),
        hash_of(a="x = 1", c="y = 2"),
        hash_of(a="x = 2", b="y = 2"),
        hash_of(a="x = 1y", b=" = 2"),
        hash_of(a="x = 1"),
    ]
    assert len({*hashes}) == len(hashes)
    assert hash_of(a="x = 1", b="y = 2") == hashes[0]


def test_what_is_asked_counts_by_the_group_that_asks_it(assignment: Assignment) -> None:
    first, *others = assignment.questions
    groups = asked_groups(assignment)
    assert len({group.requests for group in groups}) == len(groups)
    left = asked_groups(replace(assignment, questions=tuple(others)))
    assert {group.requests for group in left} == {
        group.requests
        for group in groups
        if not any(check.startswith(f"{first.id}/") for check in group.checks)
    }


def test_requests_count_by_kind_and_by_what_they_hold() -> None:
    asked = [
        (ValueRequest(name="x"),),
        (UsesRequest(name="x"),),
        (ValueRequest(name="y"),),
        (CallRequest(name="x", arguments=(1,)),),
        (CallRequest(name="x", arguments=(1.0,)),),
        (CallRequest(name="x", arguments=("more than can be sent" * (1 << 20),)),),
        "module.property",
    ]
    assert len({requests_hash([each]) for each in asked}) == len(asked)
    assert requests_hash(asked) == requests_hash(asked)
    assert requests_hash(asked) != requests_hash(asked[::-1])


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
    assert asked_groups(changed) == asked_groups(assignment)
    assert judging_hash(changed) != judging_hash(assignment)


@pytest.mark.parametrize("name", find_course(ROOT).assignments)
def test_what_an_assignment_is_has_two_hashes_wherever_it_lies(name: str) -> None:
    assignment = load_assignment(find_course(ROOT), name)
    elsewhere = replace(assignment, folder=Path("/elsewhere"))
    assert judging_hash(assignment) == judging_hash(elsewhere)
    groups = [group.requests for group in asked_groups(assignment)]
    assert asked_hash(assignment, groups) == asked_hash(elsewhere, groups)
    assert asked_hash(assignment, groups) != asked_hash(assignment, groups[1:])


def test_the_code_of_a_submission_counts_and_its_name_does_not() -> None:
    hashes = [
        base_hash(SUBMISSION, "setting"),
        base_hash(SUBMISSION, "other"),
        base_hash(replace(SUBMISSION, cells=(Cell(kind="code", source="x = 2"),)), "setting"),
        base_hash(replace(SUBMISSION, sha256="1" * 64), "setting"),
    ]
    assert len(set(hashes)) == 4
    assert base_hash(replace(SUBMISSION, name="t"), "setting") == hashes[0]
