"""From an LMS's download to the file that it reads back, by commands alone.

Captured files of Moodle's, and exports of Canvas' and Gradescope's made like theirs. Notebooks are
graded in a sandbox, as ever.
"""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.class_folders import write_class
from tests.downloads import gradescope, moodle, zipped
from tests.paths import ROOT

pytestmark = pytest.mark.process

SAMPLES = Path(__file__).parent / "lms_samples"
RIGHT = "def double(x):\n    return 2 * x\n"
WRONG = "def double(x):\n    return x * x\n"
CLASS = """\
time_zone: Asia/Tokyo
late: {per: day, deduct: 10 %}
assignments:
  doubling: {due: 2026-05-01 23:59}
"""


class Teacher:
    """Somebody at a terminal, with a class and a course."""

    def __init__(self, course: Path, place: Path, roster: str = "id\n") -> None:
        self.place = place
        plan = f"course: {course}\n{CLASS}"
        self.folder = write_class(place / "class", {"class.yaml": plan, "roster.csv": roster})

    def runs(
        self, command: str, *more: object, status: int = 0
    ) -> subprocess.CompletedProcess[str]:
        words = [*command.split(), *map(str, more), "--class", str(self.folder)]
        done = subprocess.run(
            [sys.executable, "-m", "autograder", *words],
            cwd=self.place,
            env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "120"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, done.stderr + done.stdout
        return done

    def file(self, name: str, content: bytes) -> Path:
        (self.place / name).write_bytes(content)
        return self.place / name

    def points(self) -> dict[str, str]:
        rows = table(self.folder / "graded/doubling/grades.csv")
        return {row["student"]: row["points"] for row in rows}


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_moodle(course, tmp_path):
    teacher = Teacher(course, tmp_path)
    sheet = SAMPLES / "HW1-worksheet.csv"
    teacher.runs("roster", sheet)
    done = teacher.runs("collect doubling", SAMPLES / "HW1-submissions.zip", sheet)
    assert "the maximum is 100 there, and 10 here" in done.stderr
    done = teacher.runs("grade doubling")
    assert "onlinetext" not in done.stdout + done.stderr
    teacher.runs("gradebook")
    points = teacher.points()
    assert len(points) == 7
    export = f"export doubling --to moodle-worksheet --out {tmp_path}/out --fill"
    done = teacher.runs(export, sheet, status=2)
    assert "100" in done.stderr
    assert "10" in done.stderr
    teacher.runs(export, sheet, "--scale")
    filled = {row["Email address"]: row["Grade"] for row in table(tmp_path / "out" / sheet.name)}
    assert {id_: float(p or 0) * 10 for id_, p in points.items()} == {
        id_: float(grade or 0) for id_, grade in filled.items()
    }
    other = SAMPLES / "HW6workflow-worksheet.csv"
    done = teacher.runs("export doubling --to moodle-worksheet --out other --scale --fill", other,
                        status=2)  # fmt: skip
    assert "this is the worksheet of another assignment" in done.stderr
    teacher.runs("report", teacher.folder / "graded/doubling")
    teacher.runs("export doubling --to moodle-feedback-zip --out pages", status=1)
    with zipfile.ZipFile(tmp_path / "pages/doubling-feedback.zip") as archive:
        names = {name.split("/")[0] for name in archive.namelist()}
    assert "Sam Same_3_assignsubmission_file" in names
    assert len(names) == 6


def test_moodle_without_names_and_with_them(course, tmp_path):
    teacher = Teacher(course, tmp_path)
    blind, sheet = SAMPLES / "HW2blind-submissions.zip", SAMPLES / "HW2blind-worksheet.csv"
    teacher.runs("roster", SAMPLES / "HW1-worksheet.csv")
    done = teacher.runs("collect doubling", blind, sheet, status=1)
    assert "handed in without a name (6): Participant 12, Participant 14" in done.stderr
    teacher.runs("grade doubling")
    decided = "student,assignment,kind,points\nli@example.invalid,doubling,set,7\n"
    (teacher.folder / "adjustments.csv").write_text(decided)
    done = teacher.runs("gradebook", status=1)
    assert "doubling: handed in without a name: 6; they have rows in grades.csv" in done.stderr
    points = teacher.points()
    assert {points[f"Participant {n}"] for n in (8, 10, 11, 12, 13, 14)} == {"0"}
    assert (points["ana@example.invalid"], points["li@example.invalid"]) == ("", "7")
    export = f"export doubling --to moodle-worksheet --out {tmp_path}/out --scale --fill"
    done = teacher.runs(export, sheet, status=1)
    assert done.stderr.splitlines()[:-1] == [
        f"{sheet}:8: Participant 9 handed in nothing that is here"
    ]
    filled = {row["Identifier"]: row["Grade"] for row in table(tmp_path / "out" / sheet.name)}
    assert filled == {f"Participant {n}": "" if n == 9 else "0" for n in (8, 9, 10, 11, 12, 13, 14)}
    shown = teacher.file("shown.csv", SAMPLES.joinpath("HW1-worksheet.csv").read_bytes().replace(
        b"Participant ", b"Participant 1").replace(b"Participant 15", b"Participant 8").replace(
        b"Participant 17", b"Participant 10"))  # fmt: skip
    done = teacher.runs("collect doubling", blind, shown)
    assert "known now (6): Participant 12 is ana@example.invalid" in done.stdout
    teacher.runs("grade doubling")
    teacher.runs("gradebook")
    assert teacher.points()["nofile@example.invalid"] == "0"
    assert not any(id_.startswith("Participant") for id_ in teacher.points())


def test_moodle_of_teams(course, tmp_path):
    teacher = Teacher(course, tmp_path)
    sheet = SAMPLES / "HW3team-worksheet.csv"
    teacher.runs("roster", sheet)
    done = teacher.runs("collect doubling", SAMPLES / "HW3team-submissions.zip", sheet)
    assert "new: 2; there already: 0" in done.stdout
    teacher.runs("grade doubling")
    teacher.runs("gradebook")
    rows = table(teacher.folder / "graded/doubling/grades.csv")
    handed_in = {row["student"] for row in rows if row["attempt"] == "1"}
    assert handed_in == {f"{who}@example.invalid" for who in ("ana", "zoe", "li", "comma")}
    assert {row["received"] for row in rows if row["attempt"]} == {"2026-11-21 23:29:00"}
    teacher.runs(
        f"export doubling --to moodle-worksheet --out {tmp_path}/out --scale --fill", sheet
    )
    filled = table(tmp_path / "out" / sheet.name)
    assert {row["Grade"] for row in filled} == {"0"}
    teacher.runs("report", teacher.folder / "graded/doubling")
    teacher.runs("export doubling --to moodle-feedback-zip --out pages", status=1)
    with zipfile.ZipFile(tmp_path / "pages/doubling-feedback.zip") as archive:
        places = {name.split("/")[0] for name in archive.namelist()}
    assert places == {"Team Red_1_assignsubmission_file", "Team Blue_2_assignsubmission_file"}


def test_canvas(course, tmp_path):
    book = (
        "Student,ID,SIS User ID,SIS Login ID,Section,Doubling (77)\n"
        ',,,,,Manual Posting\n    Points Possible,,,,,10.00\n"Abe, Hanako",101,s1,hanako,A,\n'
        '"O\'Neil, Bob",102,s2,bob,A,\n"Lee, Ann",103,s3,ann,B,\n'
    )
    teacher = Teacher(course, tmp_path)
    gradebook = teacher.file("canvas.csv", book.encode())
    teacher.runs("roster", gradebook)
    download = teacher.file("submissions.zip", zipped({
        "abehanako_101_5001_doubling-1.py": RIGHT,
        "oneilbob_LATE_102_5002_doubling.ipynb": b"broken",
        "leeann_103_text.html": f"<html><body><pre>{RIGHT}</pre></body></html>",
    }))  # fmt: skip
    done = teacher.runs("collect doubling", download, "--received", "2026-05-01 10:00")
    assert f"{download}: Canvas' submissions: 3 handed in" in done.stdout
    done = teacher.runs("grade doubling")
    assert "s2: unreadable" in done.stderr
    assert "s3: There is no file, only a text that was typed online" in done.stderr
    teacher.runs("gradebook")
    assert teacher.points() == {"s1": "10", "s2": "0", "s3": "10"}
    teacher.runs("export doubling --to canvas-csv --out out --fill", gradebook)
    rows = table(tmp_path / "out/canvas.csv")
    assert {row["ID"]: row["Doubling (77)"] for row in rows if row["ID"]} == {
        "101": "10",
        "102": "0",
        "103": "10",
    }
    teacher.runs("report", teacher.folder / "graded/doubling")
    teacher.runs("export doubling --to canvas-feedback-zip --out pages", status=1)
    with zipfile.ZipFile(tmp_path / "pages/doubling-feedback.zip") as archive:
        assert sum("_101_5001_" in name for name in archive.namelist()) == 1


def test_gradescope(course, tmp_path):
    teacher = Teacher(course, tmp_path)
    people = teacher.file("roster.csv", (
        b"First Name,Last Name,SID,Email,Role\nHanako,Abe,s1,hanako@example.invalid,Student\n"
        b"Bob,O'Neil,s2,bob@example.invalid,Student\nCarol,Smith,s3,s3@example.invalid,Student\n"
    ))  # fmt: skip
    teacher.runs("roster", people)
    download = teacher.file("export.zip", zipped(gradescope(RIGHT)))
    done = teacher.runs("collect doubling", download, status=1)
    assert "Nobody Known (gradescope 13)" in done.stderr
    teacher.runs("grade doubling")
    teacher.runs("gradebook")
    # Hanako's second; Bob's and Carol's came an hour and a day's beginning late.
    assert teacher.points() == {"s1": "10", "s2": "9", "s3": "9"}
    teacher.runs("export doubling --to gradescope --out out")
    assert len([*(tmp_path / "out").glob("*")]) == 5


def test_a_broken_file_of_each_kind_is_a_row_with_a_name(course, tmp_path):
    done = graded_class(course, tmp_path, 40)
    assert done == 8


@pytest.mark.slow
@pytest.mark.exhaustive
def test_300_people_of_whom_5_in_100_have_a_broken_file(course, tmp_path):
    assert graded_class(course, tmp_path, 300) == 15


def graded_class(course: Path, place: Path, people: int) -> int:
    """Grade a class of which some have a broken file; return how many, each of them named."""
    rows = "".join(f"s{n:03},学生 {n}\n" for n in range(people))
    teacher = Teacher(course, place, f"id,name\n{rows}")
    every = max(people // 15, 5)
    broken = list(range(0, people, every))[: 8 if people < 100 else 15]
    archive = io.BytesIO(zipped({
        moodle(f"学生 {n}", n, *_file(n, broken)): RIGHT if n not in broken
        else BROKEN[broken.index(n) % len(BROKEN)][1]
        for n in range(people)
    }))  # fmt: skip
    download = teacher.file("class.zip", archive.getvalue())
    done = teacher.runs("collect doubling --confirm", download)
    assert f"new: {people}; there already: 0" in done.stdout
    done = teacher.runs("grade doubling", status=1)  # somebody has to look at the .docx
    named = [line.split(": ")[0] for line in done.stderr.splitlines()]
    assert {f"s{n:03}" for n in broken} <= set(named)
    teacher.runs("gradebook", status=1)
    points = teacher.points()
    assert len(points) == people
    assert {id_ for id_, p in points.items() if p != "10"} == {f"s{n:03}" for n in broken}
    return len(broken)


BROKEN: tuple[tuple[str, bytes | str], ...] = (
    ("doubling.ipynb", b""),
    ("doubling.ipynb", b"{"),
    ("doubling.ipynb", b"PK\x03\x04"),
    ("doubling.py", b"def double(x): return '\x82\xa0'"),
    ("doubling.docx", b"x"),
    ("doubling.zip", b"PK"),
    ("doubling.ipynb", b'{"nbformat": 4, "cells": 3}'),
    ("doubling.py", b"\xff\xfe\x00"),
)


def _file(number: int, broken: list[int]) -> tuple[str]:
    if number not in broken:
        return ("doubling.py",)
    return (BROKEN[broken.index(number) % len(BROKEN)][0],)
