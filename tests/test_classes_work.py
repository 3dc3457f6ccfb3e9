"""Attempts of a class folder as submissions, and `autograder grade --class`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder import make_book
from autograder.classes.attempts import store_attempt
from autograder.classes.folder import open_class
from autograder.classes.work import find_attempts
from autograder.errors import UsageError
from autograder.records import Status
from autograder.store.results import read_results
from tests.class_folders import NOW, opened
from tests.paths import ROOT

RIGHT = b"def double(x):\n    return 2 * x\n"
CLASS = {"class.yaml": "time_zone: Asia/Tokyo\nassignments:\n  doubling: {due: 2026-05-01}\n"}


def test_each_attempt_is_a_submission_that_people_can_tell_apart(tmp_path):
    of = opened(tmp_path, CLASS)
    store = [
        ({"student": "s1"}, {"doubling.py": RIGHT}),
        ({"student": "s1"}, {"doubling.py": RIGHT + b"#", "helper.py": b"", "data/t.csv": b"1"}),
        ({"group": "Team Red"}, {"doubling.py": RIGHT}),
        ({"student": "s2"}, {"a.py": b"1", "b.py": b"2"}),
        ({"group": "s1 attempt 2"}, {"doubling.py": RIGHT}),
    ]
    attempts = [
        store_attempt(tmp_path, "doubling", files, source=f"moodle:{n}", **owner)
        for n, (owner, files) in enumerate(store)
    ]
    found = find_attempts(of, "doubling")
    by_attempt = {submission.attempt: submission for submission in found}
    first, second, team, unclear, odd = (by_attempt[attempt.id] for attempt in attempts)
    assert (first.name, first.student, first.problem) == ("s1", "s1", None)
    assert second.name == f"s1 attempt 2 ({attempts[1].id[:8]})"
    assert [file.name for file in second.files] == ["data/t.csv", "helper.py"]
    assert (team.name, team.student) == ("Team Red", None)
    assert unclear.problem.status is Status.NEEDS_REVIEW
    assert str(unclear.problem.reason) == "it is not clear which file to grade: a.py, b.py"
    assert odd.name == f"s1 attempt 2 ({attempts[4].id[:8]})"
    assert len({submission.name for submission in found}) == 5


@pytest.mark.parametrize("change", ["changed", "removed", "link"])
def test_what_is_no_longer_as_it_was_handed_in_costs_nobody_a_point(tmp_path, change):
    of = opened(tmp_path / "class", CLASS)
    store_attempt(of.folder, "doubling", {"doubling.py": RIGHT}, student="s1", source="x")
    path = of.folder / "attempts/doubling/s1/1/files/doubling.py"
    path.unlink()
    if change == "changed":
        path.write_bytes(RIGHT + b"\n")
    if change == "link":
        (tmp_path / "other.py").write_bytes(RIGHT)
        path.symlink_to(tmp_path / "other.py")
    (found,) = find_attempts(of, "doubling")
    assert found.problem.status in (Status.NOT_GRADED, Status.UNREADABLE)
    if change != "link":
        assert found.problem.status is Status.NOT_GRADED
        assert str(found.problem.reason) == "doubling.py is no longer as it was handed in"


def test_nothing_is_there_to_grade(tmp_path):
    of = opened(tmp_path, CLASS)
    with pytest.raises(UsageError) as raised:
        find_attempts(of, "doubling")
    assert str(raised.value) == (
        f"there is no attempt in {tmp_path}/attempts/doubling; `autograder collect` brings in what "
        "an LMS has"
    )
    with pytest.raises(UsageError, match=r"there is no assignment `dubling` in .*did you mean"):
        find_attempts(of, "dubling")


def autograder(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.process
def test_grade_class(course: Path, tmp_path: Path) -> None:
    of = opened(tmp_path / "class", CLASS)
    grade = ("grade", "doubling", "--class", of.folder, "--course", course)
    store_attempt(of.folder, "doubling", {"doubling.py": RIGHT}, student="s1", source="x")
    done = autograder(*grade)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Scores, feedback and records: {of.folder}/graded/doubling" in done.stdout
    later = store_attempt(of.folder, "doubling", {"x.py": b"double = 3"}, student="s1", source="x")
    plan = of.folder / "class.yaml"
    plan.write_text(f"course: {os.path.relpath(course, of.folder)}\n{plan.read_text()}")
    done = autograder(*grade[:4])  # the class says where its course is
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 of 2 were run before and are unchanged" in done.stdout
    points = (of.graded("doubling") / "points.csv").read_text()  # which gradebook need not make
    assert {line.split(",")[0] for line in points.splitlines()[2:]} == {"s1", "s1 attempt 2"}
    results = read_results(of.graded("doubling"))
    assert {name: (r.points, r.student) for name, r in results.items()} == {
        "s1": (10.0, "s1"),
        "s1 attempt 2": (0.0, "s1"),
    }
    assert results["s1 attempt 2"].attempt == later.id
    book = make_book(open_class(of.folder), NOW)
    assert {s.id: g.points for s, g in book.of_assignment("doubling")} == {
        "s1": 0.0,
        "s2": 0.0,
        "s3": 0.0,
    }
    assert book.works["doubling"].unclaimed == ()


@pytest.mark.process
def test_a_gradebook_does_not_wait_for_numpy():
    code = "import sys, autograder.cli.gradebook; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.process
def test_grade_takes_either_submissions_or_a_class(course: Path, tmp_path: Path) -> None:
    (tmp_path / "x.py").write_bytes(RIGHT)
    opened(tmp_path / "class", CLASS)
    for arguments, said in (
        ((), "name SUBMISSIONS and, with --out, a folder for what is graded; or name the class's "
             "folder with --class"),
        (("--class", tmp_path / "class", "--out", tmp_path / "out"),
         "with --class, what is in the class's attempts/ is graded into its graded/; leave out "
         "SUBMISSIONS and --out"),
        (("--class", tmp_path),
         f"{tmp_path} is not a class folder: there is no class.yaml in it; name the class's "
         "folder with --class, or write one with `time_zone: Asia/Tokyo` and `assignments:`"),
    ):  # fmt: skip
        done = autograder("grade", "doubling", "--course", course, *arguments)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", f"autograder: {said}\n")
