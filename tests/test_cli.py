"""The command line as a user meets it: files, exit statuses, what it says when it is wrong.

Tests of `__main__.py`, `cli/__init__.py`, `cli/demo.py`, `cli/grade.py`, `cli/handout.py`,
`cli/new.py`, `cli/options.py`, `cli/report.py`, `cli/schema.py`, `cli/screen.py`,
`cli/validate.py`, `cli/doctor.py`, `errors.py`.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course.submissions.find import SUFFIXES
from tests.paths import ROOT
from tests.processes import descendants, is_dead, wait_until
from tests.small_course import write

pytestmark = pytest.mark.process

LOCKS = Path("/proc/locks")


def notebook(*sources: str) -> str:
    cells = [{"cell_type": "code", "source": source} for source in sources]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": cells})


RIGHT = "def double(x):\n    return 2 * x\n"


def autograder(*arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


def scores(out: Path) -> list[list[str]]:
    with (out / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr.removeprefix("autograder: ").rstrip("\n")


# ------------------------------------------------------------------ grade


def test_grade_writes_everything_and_shows_a_table(course, tmp_path):
    write(tmp_path / "class/sato.py", RIGHT)
    write(tmp_path / "class/ito.py", RIGHT.replace("2 *", "x *"))
    out = tmp_path / "out"
    done = autograder("grade", "doubling", tmp_path / "class", "--out", out, "--course", course)
    assert (done.returncode, done.stderr) == (0, "")
    assert "sato" in done.stdout
    assert f"Scores, feedback and records: {out}" in done.stdout
    assert scores(out)[1:] == [
        ["ito", "0", "0", "10", "graded"],
        ["sato", "10", "10", "10", "graded"],
    ]
    written = sorted(str(p.relative_to(out)) for p in out.rglob("*") if p.is_file())
    assert written == [
        "batch.json",
        "executed/ito.ipynb",
        "executed/sato.ipynb",
        "feedback/ito.md",
        "feedback/sato.md",
        "judged_by.json",
        "observations/ito.json",
        "observations/sato.json",
        "readings/ito.json",
        "results/ito.json",
        "results/sato.json",
        "runs.jsonl",
        "scores.csv",
    ]


def test_a_folder_of_an_earlier_version_is_run_again_and_said(course, tmp_path):
    write(tmp_path / "class/sato.py", RIGHT)
    out = tmp_path / "out"
    old = (ROOT / "tests/formats/akapen-observation-2.json").read_text("ascii")
    write(out / "observations/sato.json", old)
    result = (ROOT / "tests/formats/akapen-result-1.json").read_text("utf-8")
    write(out / "results/sato.json", result)
    assert autograder("report", out).returncode == 0
    assert "You squared." in (out / "feedback/sato.html").read_text("utf-8")
    done = autograder("grade", "doubling", tmp_path / "class", "--out", out, "--course", course)
    assert (
        "1 of 1 were run again: their records are of an earlier version of autograder."
        in done.stdout.splitlines()
    )
    assert scores(out)[1:] == [["sato", "10", "10", "10", "graded"]]


def test_feedback_is_in_the_course_language_unless_told_otherwise(course, tmp_path):
    submission = write(tmp_path / "sato.py", RIGHT)
    for flags, title in (((), "# Doubling"), (("--lang", "ja"), "# 二倍")):
        out = tmp_path / f"out{len(flags)}"
        autograder("grade", "doubling", submission, "--out", out, "--course", course, *flags)
        assert (out / "feedback/sato.md").read_text("utf-8").startswith(title)


def test_an_unreadable_submission_is_named_and_the_class_goes_on(course, tmp_path):
    write(tmp_path / "class/sato.py", RIGHT)
    write(tmp_path / "class/ito.ipynb", "{")
    out = tmp_path / "out"
    done = autograder("grade", "doubling", tmp_path / "class", "--out", out, "--course", course)
    assert done.returncode == 0
    assert done.stderr == (
        "ito: unreadable: the end of the notebook is missing; save it and hand it in again\n"
    )
    assert [row[-1] for row in scores(out)[1:]] == ["unreadable", "graded"]


def test_a_choice_that_only_a_person_can_make(course, tmp_path):
    write(tmp_path / "class/sato/a.py", RIGHT)
    write(tmp_path / "class/sato/b.py", RIGHT)
    out = tmp_path / "out"
    done = autograder("grade", "doubling", tmp_path / "class", "--out", out, "--course", course)
    assert done.returncode == 1
    assert done.stderr == ("sato: needs review: it is not clear which file to grade: a.py, b.py\n")
    assert scores(out)[1] == ["sato", "", "", "10", "needs review"]


def test_a_fault_of_ours_is_shouted_about_and_is_no_zero(course, edit, tmp_path):
    edit("reference/doubling.py", "return 2 * x", "return 1 / 0")
    submission = write(tmp_path / "sato.py", RIGHT)
    out = tmp_path / "out"
    done = autograder("grade", "doubling", submission, "--out", out, "--course", course)
    assert done.returncode == 1
    assert done.stderr == (
        "sato: NOT GRADED: the reference doubling.double raised ZeroDivisionError: "
        "division by zero (reference/doubling.py:3)\n"
    )
    assert scores(out)[1] == ["sato", "", "", "10", "not graded"]


def test_files_that_are_no_submissions_are_named(course, tmp_path):
    write(tmp_path / "class/sato.py", RIGHT)
    write(tmp_path / "class/notes.txt", "x")
    out = tmp_path / "out"
    done = autograder("grade", "doubling", tmp_path / "class", "--out", out, "--course", course)
    assert done.stderr == "Not notebooks or modules, left aside: notes.txt\n"


def test_escape_codes_in_a_name_do_not_reach_the_terminal(course, tmp_path):
    write(tmp_path / "class/\x1b[31mred.py", "")
    out = tmp_path / "out"
    done = autograder("grade", "doubling", tmp_path / "class", "--out", out, "--course", course)
    assert "\x1b" not in done.stdout + done.stderr
    assert done.stderr == "red: unreadable: the file is empty\n"


def test_grading_again_replaces_what_was_there(course, tmp_path):
    submission, out = write(tmp_path / "sato.py", "x = 1\n"), tmp_path / "out"
    grade = ("grade", "doubling", submission, "--out", out, "--course", course)
    autograder(*grade)
    write(submission, RIGHT)
    autograder(*grade)
    assert scores(out)[1] == ["sato", "10", "10", "10", "graded"]
    assert json.loads((out / "results/sato.json").read_text("utf-8"))["points"] == 10


def test_the_same_scores_with_any_number_of_jobs(course, tmp_path):
    for number in range(12):
        write(tmp_path / f"class/s{number:02}.py", RIGHT.replace("2 *", f"{number % 3} *"))
    tables = []
    for jobs in (1, 5):
        out = tmp_path / f"out{jobs}"
        flags = ("--out", out, "--course", course, "--jobs", jobs)
        assert autograder("grade", "doubling", tmp_path / "class", *flags).returncode == 0
        tables.append(scores(out))
    assert tables[0] == tables[1]
    assert [row[1] for row in tables[0][1:]] == ["0", "0", "10"] * 4


@pytest.mark.slow
def test_keras_alone_can_be_asked_for_and_is_named_in_the_results(course, edit, tmp_path):
    edit("assignments/doubling/assignment.yaml", "questions:", "imports: [tensorflow]\nquestions:")
    submission, out = write(tmp_path / "sato.py", RIGHT), tmp_path / "out"
    done = autograder(
        "grade", "doubling", submission, "--out", out, "--course", course, "--stock-keras"
    )
    assert (done.returncode, done.stderr) == (0, "")
    result, observed = (
        json.loads((out / records / "sato.json").read_text("utf-8"))
        for records in ("results", "observations")
    )
    for trainer in (result["trainer"], observed["observation"]["trainer"]):
        assert trainer.startswith("stock keras 3.")


@pytest.mark.parametrize("command", ["grade", "validate", "demo"])
def test_all_that_trains_can_be_told_to_use_keras_alone(command):
    assert "--stock-keras" in autograder(command, "--help").stdout


def test_nothing_of_an_earlier_run_stays_for_a_submission(course, tmp_path):
    submission, out = write(tmp_path / "sato.ipynb", notebook(RIGHT)), tmp_path / "out"
    grade = ("grade", "doubling", submission, "--out", out, "--course", course)
    autograder(*grade)
    assert (out / "executed/sato.ipynb").exists()
    write(submission, "{")
    autograder(*grade)
    assert not (out / "executed/sato.ipynb").exists()
    assert not (out / "observations/sato.json").exists()


def test_a_folder_is_for_one_assignment(course, tmp_path):
    submission, out = write(tmp_path / "sato.py", RIGHT), tmp_path / "out"
    autograder("grade", "doubling", submission, "--out", out, "--course", course)
    scores = (out / "scores.csv").read_bytes()
    shutil.copytree(course / "assignments/doubling", course / "assignments/twofold")
    done = autograder("grade", "twofold", submission, "--out", out, "--course", course)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"autograder: {out} holds results of doubling; name another folder\n"
    assert (out / "scores.csv").read_bytes() == scores


@pytest.mark.parametrize("what", ["class", "class/sato.py"])
def test_results_do_not_go_among_submissions(course, tmp_path, what):
    write(tmp_path / "class/sato.py", RIGHT)
    handed_in, out = tmp_path / what, tmp_path / "class"
    done = autograder("grade", "doubling", handed_in, "--out", out, "--course", course)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"autograder: {handed_in} is in {out}; name a folder for --out that holds no submission\n"
    )


def test_a_master_without_marks_is_not_handed_out(course, edit, tmp_path):
    edit("assignments/doubling/master.py", "    # BEGIN SOLUTION\n", "")
    edit("assignments/doubling/master.py", "    # END SOLUTION\n", "")
    done = autograder("handout", "doubling", tmp_path / "handout", "--course", course)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"autograder: {course}/assignments/doubling: its master marks no solution "
        "(# BEGIN SOLUTION … # END SOLUTION), so the handout would give it away\n"
    )
    assert not (tmp_path / "handout").exists()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_says_so_and_leaves_nothing_behind(course, tmp_path, stop):
    submission = write(tmp_path / "sato.py", "print('up')\nimport time\ntime.sleep(60)\n")
    command = [sys.executable, "-m", "autograder", "grade", "doubling", str(submission)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path / "tmp")}
    (tmp_path / "tmp").mkdir()
    running = subprocess.Popen(
        [*command, "--out", str(tmp_path / "out"), "--course", str(course)],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    out = tmp_path / "out"
    wait_until(lambda: out.exists() and f":{out.stat().st_ino} " in LOCKS.read_text())
    started = descendants(running.pid)
    assert started
    running.send_signal(stop)
    _, errors = running.communicate(timeout=30)
    assert running.returncode == 130
    assert [line for line in errors.splitlines() if line] == [
        "What is graded is kept: to go on, run the same command again.",
        "autograder: stopped",
    ]
    assert list((tmp_path / "tmp").iterdir()) == []
    wait_until(lambda: all(is_dead(pid) for pid in started))


# ------------------------------------------------------------------ wrong commands


@pytest.fixture
def submission(tmp_path):
    return write(tmp_path / "sato.py", RIGHT)


def test_unknown_assignment(course, submission, tmp_path):
    done = autograder("grade", "dubling", submission, "--out", tmp_path / "out", "--course", course)
    assert complaint(done) == (
        f"there is no assignment `dubling` in {course}; did you mean `doubling`?"
    )
    assert not (tmp_path / "out").exists()


def test_missing_path(course, tmp_path):
    done = autograder(
        "grade", "doubling", tmp_path / "nobody", "--out", tmp_path / "out", "--course", course
    )
    assert complaint(done) == f"{tmp_path}/nobody does not exist"


def test_out_that_cannot_be_written(course, submission, tmp_path):
    out = write(tmp_path / "out", "mine")
    done = autograder("grade", "doubling", submission, "--out", out, "--course", course)
    assert complaint(done) == f"cannot write to {out}: it is a file, not a folder"
    assert out.read_text() == "mine"


def test_a_malformed_assignment(course, edit, submission, tmp_path):
    path = edit("assignments/doubling/assignment.yaml", "points: 10", "point: 10")
    done = autograder(
        "grade", "doubling", submission, "--out", tmp_path / "out", "--course", course
    )
    assert complaint(done) == (
        f"{path}:3: double: `points` is missing\n"
        f"{path}:5: double: unknown key `point`; did you mean `points`?"
    )


def test_no_course_here(submission, tmp_path):
    done = autograder("grade", "doubling", submission, "--out", "out", cwd=tmp_path)
    assert complaint(done) == (
        f"{tmp_path} or any folder above it is not a course: there is no assignments/course.yaml "
        "in it; name the course's folder with --course"
    )


def test_a_demonstration_of_nothing(tmp_path):
    write(tmp_path / "assignments/course.yaml", "title: Empty\nlanguage: en\n")
    done = autograder("demo", "--out", tmp_path / "out", "--course", tmp_path)
    assert complaint(done) == f"{tmp_path} has no assignments; `autograder new` makes one"


def test_a_wrong_option():
    done = autograder("grade", "units", "x", "--out", "y", "--lang", "fr")
    assert complaint(done) == "there is nothing in the language `fr`; choose ja or en"


@pytest.mark.parametrize("command", ["grade", "check", "handout", "demo", "doctor"])
def test_help(command):
    done = autograder(command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("Usage: ")


# ------------------------------------------------------------------ handout


def test_handout(course, tmp_path):
    folder = tmp_path / "handout"
    done = autograder("handout", "doubling", folder, "--course", course)
    names = ("doubling.ipynb", "doubling.py", "README.md", "checks.json")
    assert done.stdout == "".join(f"{folder}/{name}\n" for name in names)
    assert (folder / "doubling.py").read_text("utf-8") == "# %%\ndef double(x):\n    ...\n"
    assert autograder("handout", "doubling", folder, "--course", course).returncode == 0


def test_handing_out_again_tells_what_has_changed(course, edit, tmp_path):
    folder = tmp_path / "handout"
    autograder("handout", "doubling", folder, "--course", course)
    mine = write(folder / "doubling.py", RIGHT)
    edit("assignments/doubling/master.py", "def double(x):", "# Twice.\ndef double(x):")
    done = autograder("handout", "doubling", folder, "--course", course)
    assert done.stdout.splitlines()[-3:] == [
        "Changed since the last handout:",
        "- cell 1 of the notebook is changed",
        f"{mine} has been worked on and stays as it is; the new one is {folder}/doubling.new.py",
    ]


def test_what_does_not_pass_the_gate_is_not_handed_out(course, edit, tmp_path):
    edit("assignments/doubling/master.py", "return 2 * x", "return 3 * x")
    folder = tmp_path / "handout"
    done = autograder("handout", "doubling", folder, "--course", course)
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr
        == f"""\
autograder: doubling is not handed out, because it does not pass the gate:
- master is right but gets 0 of 10 points; it loses them on double
  {course}/assignments/doubling/assignment.yaml:7: double/1
    Call: double(3)
    Expected: 6
    Got:      9
    The value is not the expected one.
Mend it, or hand it out all the same with --force.
"""
    )
    assert not folder.exists()
    assert autograder("handout", "doubling", folder, "--course", course, "--force").returncode == 0
    assert (folder / "doubling.py").is_file()


@pytest.mark.parametrize("command", ["validate", "handout"])
def test_a_master_that_is_not_python_is_named_with_its_line(course, edit, tmp_path, command):
    edit("assignments/doubling/master.py", "def double(x):", "def double(x)")
    more = [tmp_path / "handout"] if command == "handout" else []
    done = autograder(command, "doubling", *more, "--course", course)
    assert complaint(done) == (
        f"{course}/assignments/doubling/master.py:2: is not valid Python: expected ':'"
    )


@pytest.mark.parametrize("inside", [".", "files", "handout"])
def test_a_handout_is_not_written_into_the_assignments_own_folder(course, inside):
    folder = course / "assignments/doubling" / inside
    done = autograder("handout", "doubling", folder, "--course", course)
    assert complaint(done) == (
        f"{folder} belongs to the assignment itself; name another folder for the handout"
    )
    assert not (course / "assignments/doubling/doubling.py").exists()


def test_a_handout_does_not_replace_work(course, tmp_path):
    out = tmp_path / "out"
    mine = write(out / "doubling.ipynb", "my work")
    done = autograder("handout", "doubling", out, "--course", course)
    assert complaint(done) == (
        f"{mine} is there already and differs; remove it or name another folder"
    )
    assert mine.read_text() == "my work"
    assert not (out / "doubling.py").exists()


@pytest.mark.parametrize("name", ["units", "convolution"])
def test_the_bundled_handouts_are_worth_nothing_unfilled(name, tmp_path):
    autograder("handout", name, tmp_path / "class")
    for suffix in SUFFIXES:
        assert (tmp_path / f"class/{name}{suffix}").is_file()
    out = tmp_path / "out"
    done = autograder("grade", name, tmp_path / "class", "--out", out)
    assert done.returncode == 0
    assert [row[-3] for row in scores(out)[1:]] == ["0", "0"]
    untouched = (
        "This is the handout as it was handed out: nothing in it has been filled in. Is it the "
        "right file?"
    )
    assert done.stderr.splitlines()[-2:] == [f"{name}{suffix}: {untouched}" for suffix in SUFFIXES]
    assert not (out / f"feedback/{name}.ipynb.md").read_text("utf-8").count("## セルで")


# ------------------------------------------------------------------ doctor


def test_doctor():
    done = autograder("doctor")
    assert done.returncode == 0
    assert re.search(
        r"\nSubmissions can be graded here: each runs in a process that is locked in "
        r"\(tier (A: namespaces, Landlock and seccomp|B: Landlock and seccomp)\)\.\n$",
        done.stdout,
    )


def test_of_a_whole_handout_folder_the_file_worked_on_is_graded(course, tmp_path):
    out = tmp_path / "out"
    ann = tmp_path / "class/ann"
    handed_out = autograder("handout", "doubling", ann, "--force", "--course", course)
    assert handed_out.returncode == 0
    write(ann / "doubling.py", RIGHT)
    done = autograder("grade", "doubling", tmp_path / "class", "--out", out, "--course", course)
    assert scores(out)[1] == ["ann", "10", "10", "10", "graded"]
    assert done.stderr.startswith("ann: left aside beside doubling.py: ")
