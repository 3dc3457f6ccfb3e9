"""The chapter on classes, followed by a teacher: from an empty folder on, command by command."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import click
import pytest

from autograder.cli.commands import COMMANDS, Commands
from tests.downloads import moodle, zipped
from tests.paths import ROOT
from tests.test_grades import table

CHAPTER = (ROOT / "autograder/classes/README.md").read_text("utf-8")
SHOWN = [line.partition(" #")[0].strip() for line in re.findall(r"^\$ (.+)$", CHAPTER, re.M)]
YAML = re.findall(r"^```yaml\n(.*?)^```$", CHAPTER, re.M | re.S)
PEOPLE = {
    "s1234567": "Hanako Abe", "s1234568": "Bob O'Neil", "s1234569": "Ann Lee", "s1234570": "Ken Ito",
}  # fmt: skip
MASTER = (ROOT / "assignments/units/master.py").read_text("utf-8")
WRONG = "\n\ndef relu(x):\n    return x\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with nothing but a course, and what a teacher downloads from Moodle."""
    for name in ("assignments", "reference"):
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tmp_path / "course" / name, ignore=ignore)
    rows = [
        (n, id_, name, f"{id_}@example.invalid") for n, (id_, name) in enumerate(PEOPLE.items(), 1)
    ]
    (tmp_path / "participants.csv").write_text(
        '"First name","Last name","ID number","Email address"\n'
        + "".join(
            "{},{},{},{}\n".format(*name.split(" "), id_, mail) for _, id_, name, mail in rows
        )
    )
    (tmp_path / "worksheet.csv").write_text(
        'Identifier,"Full name","Email address",Status,Grade,"Maximum grade",'
        '"Last modified (submission)","Last modified (grade)"\n'
        + "".join(
            f'Participant {n},{name},{mail},Submitted,,55.00,"Friday, 24 April 2026, {n}:00 PM",-\n'
            for n, _, name, mail in rows
        ),
        encoding="utf-8-sig",
    )
    (tmp_path / "units.zip").write_bytes(zipped({
        moodle(name.replace("'", ""), n, "units.py"): MASTER + (WRONG if n == 2 else "") + f"# {n}\n"
        for n, _, name, _ in rows
    }))  # fmt: skip
    return tmp_path


def run(command: str, place: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as a teacher does, who says yes when asked."""
    scripts = place / ".venv/bin"
    if not scripts.exists():
        scripts.mkdir(parents=True)
        script = scripts / "autograder"
        script.write_text(f'#!/bin/sh\nexec {sys.executable} -m autograder "$@"\n')
        script.chmod(0o755)
    return subprocess.run(
        ["sh", "-c", command],
        cwd=place,
        env={**os.environ, "PATH": f"{scripts}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)},
        input="y\n",
        capture_output=True,
        text=True,
        check=False,
    )


def _make_relu_worth_less(course: Path) -> None:
    path = course / "assignments/units/assignment.yaml"
    before, relu, after = path.read_text("utf-8").partition("\n  relu:\n")
    path.write_text(before + relu + after.replace("points: 10", "points: 8", 1), "utf-8")


@pytest.mark.process
def test_the_chapter_from_its_first_command_to_its_last(place):
    for command in SHOWN:
        if command == "autograder regrade units --class my-class":
            _make_relu_worth_less(place / "course")
        done = run(command, place)
        assert (done.returncode, command) == (0, command), done.stdout + done.stderr
        if command == "mkdir my-class":
            (place / "my-class/class.yaml").write_text(YAML[0])
        if command.startswith("autograder export units --to moodle-worksheet"):
            grades = {
                row["Email address"][:8]: row["Grade"]
                for row in table(place / "filled/worksheet.csv")
            }
            assert grades == {
                "s1234567": "55",
                "s1234568": "45",
                "s1234569": "55",
                "s1234570": "55",
            }
    assert [r["student"] for r in table(place / "table/units.csv")] == [
        "s1234567",
        "s1234568",
        "s1234569",
    ]
    assert "add" in (place / "my-class/adjustments.csv").read_text("utf-8-sig")
    with zipfile.ZipFile(place / "units-gradescope.zip") as archive:
        assert {"setup.sh", "run_autograder"} <= {*archive.namelist()}


def test_its_other_commands_and_their_options_are_there():
    """Those within sentences, which name what differs from class to class in capitals."""
    named = [words.split() for words in re.findall(r"`autograder ([a-z][^`]*)`", CHAPTER)]
    assert len(named) > 10
    for name, *words in named:
        assert name in COMMANDS
        command = Commands().get_command(click.Context(click.Group()), name)
        known = {option for param in command.params for option in param.opts}
        assert {word for word in words if word.startswith("--")} <= known, name


def test_each_command_of_a_class_is_shown():
    shown = {command.split()[1] for command in SHOWN if command.startswith("autograder")}
    assert {"roster", "collect", "grade", "gradebook", "report", "export", "dates", "adjust",
            "regrade", "forget", "gradescope-zip"} == shown  # fmt: skip
