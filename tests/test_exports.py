"""Exports: captured files filled in, and what each consumer reads.

Tests of `exports/export.py`, `exports/kinds.py`, `exports/plain.py`,
`exports/moodle_worksheet.py`, `exports/moodle_gradebook.py`, `exports/moodle_feedback.py`,
`exports/canvas_gradebook.py`, `exports/canvas_feedback.py`, `exports/zips.py`, `exports/told.py`,
`exports/lines.py`,
`exports/junit.py`, `exports/gitlab.py`, `exports/gradescope.py`, `exports/prairielearn.py`,
`exports/classroom50.py`, `feedback/grades.py` and `cli/export.py`.
"""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from autograder.classes.class_file import read_class_file
from autograder.classes.tables import table_bytes
from autograder.course.submissions.cells import read_cells
from autograder.errors import AutograderError
from autograder.exports.kinds import EXPORTS
from autograder.exports.lines import HandedIn, lines_of
from autograder.feedback.grades import grade_sentences, grade_text
from autograder.handout.cells import as_notebook
from autograder.records import Outcome, Text
from autograder.records.grades import Grade, GradeState
from autograder.records.messages import (
    CheckFeedback,
    Fact,
    Location,
    Message,
    QuestionFeedback,
)
from autograder.records.sentences import Code, _
from autograder.records.stored_results import StoredResult
from autograder.store.folder import write_whole
from autograder.store.results import read_result, result_json
from tests.class_folders import LATE, hand_in, stored, write_class, write_result
from tests.paths import ROOT
from tests.said import both
from tests.test_classes import SAMPLES
from tests.test_grades import returned, run

WORKSHEET = SAMPLES / "HW1-worksheet.csv"
ROSTER = """\
id,name,email
S-001,Ana,ana@example.invalid
S-002,Zoë,zoe@example.invalid
S-003,李 伟,li@example.invalid
S-005,Sam Same,twin1@example.invalid
S-006,Sam Same,twin2@example.invalid
S-099,Not in Moodle,no@example.invalid
"""
FULL = (10.0,) * 10  #: 100 points, the maximum in Moodle
NUMBERS = {"S-001": 2, "S-002": 5, "S-005": 3, "S-006": 4}


@pytest.fixture
def moodle(tmp_path: Path) -> Path:
    """A class of which some handed in through Moodle, one of them late."""
    folder = write_class(tmp_path / "class", {"roster.csv": ROSTER})
    for student, number in NUMBERS.items():
        points = (*FULL[1:], number / 3)
        received = LATE if student == "S-005" else None
        hand_in(folder, "units", student, points, received, source=f"moodle:{number}")
    return folder


def export(to: str, folder: Path, *words: object, assignment: str = "units") -> dict[str, bytes]:
    """Return the files of an export."""
    out = folder.parent / "out"
    assert returned("export", assignment, "--to", to, "--class", folder, "--out", out, *words) in (
        0,
        1,
    )
    return {path.name: path.read_bytes() for path in out.iterdir()}


def refused(to: str, folder: Path, *words: object) -> str:
    with pytest.raises(AutograderError) as raised:
        export(to, folder, *words)
    return str(raised.value)


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


# -- Moodle


def test_a_captured_worksheet_is_filled_and_stays_as_it_is(moodle):
    data = export("moodle-worksheet", moodle, "--fill", WORKSHEET)["HW1-worksheet.csv"]
    before, after = rows(WORKSHEET.read_bytes()), rows(data)
    assert data.startswith(b"\xef\xbb\xbfIdentifier,")
    assert b"\r" not in data
    assert after[0] == before[0][:-1]  # without the feedback
    grade = before[0].index("Grade")
    by_number = {row[0]: row[grade] for row in after[1:]}
    assert by_number == {
        "Participant 2": "90.67", "Participant 5": "91.67", "Participant 7": "0", "Participant 1": "",
        "Participant 3": "81", "Participant 4": "91.33", "Participant 6": "12.50",
    }  # fmt: skip
    for old, new in zip(before, after, strict=True):
        assert [c for n, c in enumerate(old[:-1]) if n != grade] == [
            c for n, c in enumerate(new) if n != grade
        ]


def test_what_a_worksheet_does_not_take_is_said(moodle):
    out = moodle.parent / "out"
    done = run(
        "export",
        "units",
        "--to",
        "moodle-worksheet",
        "--class",
        moodle,
        "--out",
        out,
        "--fill",
        WORKSHEET,
    )
    assert done.stderr.splitlines() == [
        f"{WORKSHEET}:5: Participant 1 Bob Smith, Jr. is not in the roster",
        f"{WORKSHEET}:8: Participant 6 Nora Nofile is not in the roster",
        f"S-099 Not in Moodle is not in {WORKSHEET}",
        "`Feedback comments` is left out, so that Moodle keeps its feedback; --feedback fills it",
    ]


def test_a_worksheet_with_feedback(moodle):
    filled = export("moodle-worksheet", moodle, "--fill", WORKSHEET, "--feedback", "--lang", "en")
    by_number = {row[0]: row[-1] for row in rows(filled["HW1-worksheet.csv"])}
    assert by_number["Participant 3"].startswith(
        "Handed in 1 h 1 min after it was due: 10 points are deducted.<br>"
        "Your grade: 81 of 100 points.<br>Question 1: 10 of 10 points<br>"
    )
    assert by_number["Participant 7"] == "Nothing was handed in."
    assert by_number["Participant 6"] == "never submitted"


def test_maxima_that_differ_are_refused_with_both_numbers(tmp_path):
    folder = write_class(tmp_path / "class", {"roster.csv": ROSTER})
    hand_in(folder, student="S-001", points=(10.0, 5.0), received=None, source="moodle:2")
    assert refused("moodle-worksheet", folder, "--fill", WORKSHEET) == (
        f"the maximum is 100 points in {WORKSHEET}, and 20 here; set it to 20 there, or let --scale convert"
    )
    data = export("moodle-worksheet", folder, "--fill", WORKSHEET, "--scale")["HW1-worksheet.csv"]
    assert rows(data)[1][4] == "75"


def test_a_grade_above_the_maximum(moodle):
    (moodle / "adjustments.csv").write_text(
        "student,assignment,kind,points\nS-001,units,bonus,10\n"
    )
    assert refused("moodle-worksheet", moodle, "--fill", WORKSHEET) == (
        "S-001 has 100.67 of 100 points, and more than the maximum is refused there, often without a "
        "word; raise the maximum, or take the bonus away"
    )


def test_the_anonymous_worksheet_of_another_assignment(moodle):
    blind = SAMPLES / "HW2blind-worksheet.csv"
    assert refused("moodle-worksheet", moodle, "--fill", blind) == (
        f"{blind}:1: none of those who handed in is here: this is the worksheet of another assignment"
    )


def test_the_worksheet_of_another_assignment(moodle):
    hand = SAMPLES / "HW6workflow-worksheet.csv"
    assert refused("moodle-worksheet", moodle, "--fill", hand).splitlines()[0] == (
        f"{hand}:2: `S-001` is participant 36 here and handed in as participant 2: this is the "
        "worksheet of another assignment"
    )


def test_a_blind_worksheet_goes_by_numbers(tmp_path):
    folder = write_class(tmp_path / "class", {"roster.csv": ROSTER})
    hand_in(folder, student="S-001", points=FULL, received=None, source="moodle:12")
    blind = SAMPLES / "HW2blind-worksheet.csv"
    data = export("moodle-worksheet", folder, "--fill", blind)["HW2blind-worksheet.csv"]
    assert [row[:3] for row in rows(data)[1:3]] == [
        ["Participant 12", "Submitted for grading - 52 days late -  - ", "100"],
        ["Participant 8", "Submitted for grading - 52 days late -  - ", ""],
    ]


TEAMS = """\
id,name,email,groups
S-001,Ana,ana@example.invalid,Team Red
S-002,Zoë,zoe@example.invalid,Team Red
S-003,李 伟,li@example.invalid,Team Blue
"""


def test_a_team_hands_in_under_a_number_that_is_no_participant_s(tmp_path):
    folder = write_class(tmp_path / "class", {"roster.csv": TEAMS})
    hand_in(folder, "units", None, FULL, None, group="Team Red", source="moodle:1")
    hand_in(folder, "units", None, FULL, None, group="Team Blue", source="moodle:2")
    sheet = SAMPLES / "HW3team-worksheet.csv"
    data = export("moodle-worksheet", folder, "--fill", sheet)["HW3team-worksheet.csv"]
    assert [(row[0], row[4], row[5]) for row in rows(data)[1:5]] == [
        ("Participant 21", "Team_Red", "100"),
        ("Participant 19", "Team_Red", "100"),
        ("Participant 20", "Team Blue", "100"),
        ("Participant 17", "Team Blue", ""),
    ]
    write_whole(folder / "graded/units/feedback/Team Red-1.html", "<p>red</p>")
    write_whole(folder / "graded/units/feedback/Team Blue-1.html", "<p>blue</p>")
    for more in ((), ("--fill", sheet)):
        data = export("moodle-feedback-zip", folder, *more)["units-feedback.zip"]
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert {name: archive.read(name) for name in archive.namelist()} == {
                "Team Red_1_assignsubmission_file/feedback.html": b"<p>red</p>",
                "Team Blue_2_assignsubmission_file/feedback.html": b"<p>blue</p>",
            }


@pytest.mark.parametrize("name", ["HW1", "HW2blind", "HW3team", "HW6workflow"])
def test_captured_worksheets_come_back_as_they_were(name, tmp_path):
    """Only grades of people in the roster change: the first is open, who has nothing gets 0."""
    sheet = SAMPLES / f"{name}-worksheet.csv"
    head, *lines = rows(sheet.read_bytes())
    first, grade = lines[0][0], head.index("Grade")
    folder = write_class(tmp_path / "class", {"roster.csv": ROSTER})
    source = f"moodle:{first.removeprefix('Participant ')}"
    hand_in(folder, "units", "S-001", (None, *FULL[1:]), None, source=source)
    data = export("moodle-worksheet", folder, "--fill", sheet)[sheet.name]
    addresses = {line.split(",")[2] for line in ROSTER.splitlines()}
    for line in lines:
        if line[0] == first:
            line[grade] = ""
        elif addresses.intersection(line):
            line[grade] = "0"
    assert rows(data) == [line[:-1] for line in (head, *lines)]  # without the feedback
    assert data.startswith(b"\xef\xbb\xbfIdentifier,")
    assert b"\r" not in data


def test_a_grade_that_moodle_would_pass_over_is_named(moodle, capsys):
    text = WORKSHEET.read_text("utf-8-sig").replace(",Yes,", ",No,", 1)
    (moodle.parent / "locked.csv").write_text(text)
    export("moodle-worksheet", moodle, "--fill", moodle.parent / "locked.csv")
    assert (
        "S-001: locked or overridden in Moodle's gradebook, which passes over the line\n"
        in capsys.readouterr().err
    )


def test_a_worksheet_in_a_language_that_we_do_not_know_and_its_commas(moodle):
    text = WORKSHEET.read_text("utf-8-sig").replace("100.00", '"100,00"')
    text = text.replace("Grade,", "Bewertung,").replace('"Maximum grade"', '"Beste Bewertung"')
    text = (
        text.replace("Identifier", "ID")
        .replace('"Email address"', "E-Mail")
        .replace("Participant", "Teilnehmer")
    )
    path = moodle.parent / "german.csv"
    path.write_text(text)
    data = export("moodle-worksheet", moodle, "--fill", path)["german.csv"]
    assert rows(data)[1][4] == "90,67"  # nobody is found by e-mail then, and all by their numbers


def test_a_header_stays_word_for_word(moodle):
    text = WORKSHEET.read_text("utf-8-sig").replace('"Online text"', "オンラインテキスト（課題）")
    (moodle.parent / "ja.csv").write_text(text)
    data = export("moodle-worksheet", moodle, "--fill", moodle.parent / "ja.csv")["ja.csv"]
    assert "オンラインテキスト（課題）" in rows(data)[0]


@pytest.mark.parametrize("name", ["gradebook_export.csv"])
def test_what_is_no_worksheet(moodle, name):
    assert refused("moodle-worksheet", moodle, "--fill", SAMPLES / name) == (
        f"{SAMPLES / name}:1: is no grading worksheet: it begins with `Identifier`, and has `Grade`"
    )
    assert refused("moodle-worksheet", moodle) == (
        "name the worksheet that you have downloaded from Moodle with --fill"
    )


def test_a_worksheet_of_another_class(tmp_path):
    folder = write_class(tmp_path / "class")
    hand_in(folder, points=FULL)
    assert refused("moodle-worksheet", folder, "--fill", WORKSHEET) == (
        f"nobody in {WORKSHEET} is in the roster; is it of this class?"
    )


def test_moodles_gradebook(moodle):
    (moodle / "roster.csv").write_text(ROSTER.replace("no@example.invalid", ""))
    (moodle / "adjustments.csv").write_text("student,assignment,kind\nS-002,units,excuse\n")
    done = export("moodle-gradebook", moodle, "--lang", "en")["units-moodle.csv"]
    assert rows(done) == [
        ["Email address", "Full name", "Units (100)"],
        ["ana@example.invalid", "Ana", "90.67"],
        ["zoe@example.invalid", "Zoë", "-"],
        ["li@example.invalid", "李 伟", "0"],
        ["twin1@example.invalid", "Sam Same", "81"],
        ["twin2@example.invalid", "Sam Same", "91.33"],
    ]
    assert not done.startswith(b"\xef\xbb\xbf")
    assert refused("moodle-gradebook", moodle, "--maximum", "60") == (
        "the maximum is 60 points in Moodle, and 100 here; set it to 100 there, or let --scale convert"
    )


def moodle_accepts(name: str) -> str | None:
    """Return the participant that Moodle takes a feedback file for (importziplib.php)."""
    parts = Path(name).parts[-2].split("_", 4)
    return (
        parts[1]
        if len(parts) >= 4 and parts[2] == "assignsubmission" and parts[3] == "file"
        else None
    )


def test_feedback_files_for_moodle(moodle):
    write_whole(moodle / "graded/units/feedback/S-001-1.html", "<p>page</p>")
    data = export("moodle-feedback-zip", moodle)["units-feedback.zip"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        assert archive.read("Ana_2_assignsubmission_file/feedback.html") == b"<p>page</p>"
    assert {moodle_accepts(name) for name in names} == set(map(str, NUMBERS.values()))
    with zipfile.ZipFile(SAMPLES / "HW1-submissions.zip") as captured:
        assert {moodle_accepts(n) for n in captured.namelist() if "_file/" in n and "/data/" not in n} == {
            "1", "2", "3", "4", "5", "7"}  # fmt: skip
    data = export("moodle-feedback-zip", moodle, "--fill", WORKSHEET)["units-feedback.zip"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "李 伟_7_assignsubmission_file/feedback.txt" in archive.namelist()


# -- Canvas

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Units (123),Current Score
Manual Posting,,,,,,
    Points Possible,,,,,20,(read only)
"O'Neil, Bob",77,s2,bob,A,,50
"安部, 花子",78,,s1,A,3,50
"Stranger, A",79,x,x,A,3,
"Student, Test",99,,abc,A,,
"""


def test_canvas_gradebook_filled(tmp_path):
    folder = write_class(
        tmp_path / "class", {"adjustments.csv": "student,assignment,kind\ns2,units,excuse\n"}
    )
    hand_in(folder)
    (tmp_path / "canvas.csv").write_text(CANVAS)
    out = tmp_path / "out"
    done = run("export", "units", "--to", "canvas-csv", "--class", folder, "--out", out, "--lang", "en",
               "--fill", tmp_path / "canvas.csv")  # fmt: skip
    assert done.stderr.splitlines() == [
        f"{tmp_path}/canvas.csv:6: Stranger, A is not in the roster",
        f"s3 =cmd() is not in {tmp_path}/canvas.csv",
    ]
    assert rows((out / "canvas.csv").read_bytes()) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Units (123)"],
        ["Manual Posting", "", "", "", "", ""],
        ["    Points Possible", "", "", "", "", "20"],
        ["O'Neil, Bob", "77", "s2", "bob", "A", "EX"],
        ["安部, 花子", "78", "", "s1", "A", "16"],
        ["Stranger, A", "79", "x", "x", "A", "3"],
        ["Student, Test", "99", "", "abc", "A", ""],
    ]
    (tmp_path / "canvas.csv").write_text(CANVAS.replace(",20,", ",60,"))
    assert refused(
        "canvas-csv", folder, "--fill", tmp_path / "canvas.csv", "--lang", "en"
    ).startswith(f"the maximum is 60 points in {tmp_path}/canvas.csv, and 20 here; ")
    (tmp_path / "canvas.csv").write_text(CANVAS.replace("Units (", "Unit ("))
    assert refused(
        "canvas-csv", folder, "--fill", tmp_path / "canvas.csv", "--lang", "en"
    ).endswith("there is no column `Units (…)`; did you mean `Unit (123)`? Name it with --column")
    (tmp_path / "canvas.csv").write_text(CANVAS.replace("Units (", "Homework 3 ("))
    assert refused(
        "canvas-csv", folder, "--fill", tmp_path / "canvas.csv", "--lang", "en"
    ).endswith(
        "there is no column `Units (…)`; there are `Homework 3 (123)`. Name it with --column"
    )


@pytest.mark.parametrize("column", ["Homework 3", "Homework 3 (123)"])
def test_a_person_names_the_column_of_canvas(tmp_path, column):
    folder = write_class(tmp_path / "class")
    hand_in(folder)
    path = tmp_path / "canvas.csv"
    path.write_text(CANVAS.replace("Units (", "Homework 3 ("))
    fill = ("--lang", "en", "--fill", path)
    made = rows(export("canvas-csv", folder, *fill, "--column", column)["canvas.csv"])
    assert [row[-1] for row in made][:5] == ["Homework 3 (123)", "", "20", "0", "16"]
    assert refused("canvas-csv", folder, *fill, "--column", "Homework 33").endswith(
        "there is no column `Homework 33`; did you mean `Homework 3`? Name it with --column"
    )
    said = "--column names a column of the file that --fill names, as of Canvas' gradebook"
    assert refused("canvas-csv", folder, "--column", column) == said
    assert refused("csv", folder, "--column", column) == said


def test_two_columns_of_one_title_are_not_chosen_from(tmp_path):
    folder = write_class(tmp_path / "class")
    hand_in(folder)
    path = tmp_path / "canvas.csv"
    table = [line.split(";") for line in ["Student;ID;Section;Units (1);Units (2)", "Bob;77;A;;"]]
    path.write_text("\n".join(map(",".join, [*table, ["Hanako", "s1", "A", "", ""]])))
    assert refused("canvas-csv", folder, "--lang", "en", "--fill", path).endswith(
        "there are `Units (1)` and `Units (2)`: say with --column which one it is"
    )
    fill = ("--lang", "en", "--fill", path, "--column", "Units (2)")
    assert rows(export("canvas-csv", folder, *fill)["canvas.csv"])[0][-1] == "Units (2)"


@pytest.mark.parametrize("theirs", ["Units", "ユニット", "units"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_canvas_has_the_title_in_another_language(tmp_path, theirs, language):
    folder = write_class(tmp_path / "class")
    hand_in(folder)
    path = tmp_path / "canvas.csv"
    path.write_text(CANVAS.replace("Units (", f"{theirs} ("), encoding="utf-8")
    made = rows(export("canvas-csv", folder, "--lang", language, "--fill", path)["canvas.csv"])
    assert [row[-1] for row in made] == [f"{theirs} (123)", "", "20", "0", "16", "3", ""]


def test_canvas_in_a_country_of_commas(tmp_path):
    folder = write_class(tmp_path / "class")
    hand_in(folder)
    text = CANVAS.replace('"O\'Neil, Bob"', "Bob").replace('"安部, 花子"', "花子")
    text = text.replace('"Stranger, A"', "A").replace('"Student, Test"', "Test").replace(",", ";")
    path = tmp_path / "canvas.csv"
    path.write_text(text.replace(";20;", ";20,00;"))
    data = export("canvas-csv", folder, "--lang", "en", "--fill", path)["canvas.csv"].decode()
    assert data.splitlines()[0] == "Student;ID;SIS User ID;SIS Login ID;Section;Units (123)"
    assert data.splitlines()[2:5] == [
        "    Points Possible;;;;;20,00",
        "Bob;77;s2;bob;A;0",
        "花子;78;;s1;A;16",
    ]
    path.write_text(text.replace(";20;", ";60,5;"))
    assert refused("canvas-csv", folder, "--lang", "en", "--fill", path).startswith(
        f"the maximum is 60.5 points in {path}, and 20 here; "
    )


def test_canvas_without_a_file(tmp_path):
    folder = write_class(tmp_path / "class", {"roster.csv": "id,name,canvas\ns1,A,77\n"})
    hand_in(folder)
    assert rows(export("canvas-csv", folder, "--lang", "ja")["units-canvas.csv"]) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "ユニット"],
        ["    Points Possible", "", "", "", "", "20"],
        ["A", "77", "", "", "", "16"],
    ]


def test_feedback_files_for_canvas(tmp_path):
    folder = write_class(tmp_path / "class")
    hand_in(folder, source="canvas:1234_5678")
    hand_in(folder, student="s2")
    data = export("canvas-feedback-zip", folder)["units-feedback.zip"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (name,) = archive.namelist()
    digits = [part for part in name.split("_") if part.isdigit()]  # as Canvas finds them
    assert (name, digits) == ("s_1234_5678_feedback.txt", ["1234", "5678"])


# -- a table, and results


def test_a_plain_table(tmp_path):
    folder = write_class(tmp_path / "class")
    hand_in(folder, received=LATE)
    data = export("csv", folder)["units.csv"]
    assert rows(data)[:2] == [
        ["student", "name", "email", "q1", "q2", "points", "possible", "state"],
        ["s1", "安部 花子", "hanako@example.invalid", "10", "6", "14", "20", "final"],
    ]
    assert rows(data)[3][1] == "'=cmd()"


EVIL = "\x1b[31m<script>\x00]]>&\ud800"


@pytest.fixture
def graded(tmp_path: Path) -> Path:
    """Three results: some points and a message full of traps, full points, not graded."""
    folder = tmp_path / "graded"
    wrong = CheckFeedback(
        numbers=(2,),
        hidden=False,
        outcome=Outcome.FAILED,
        message=Message(sentences=(_("The value is {got}.", got=Code(EVIL)),)),
    )
    some = stored("units", "some", (10.0, 2.5, 0.0))
    first, second, third = some.questions
    feedback = QuestionFeedback(explanation=Text.of(en="You squared."), checks=(wrong,))
    some = replace(some, questions=(first, replace(second, feedback=feedback), third))
    for name, result in {
        "some": some,
        "full": stored("units", "full", (10.0,) * 3),
        "open": stored("units", "open", (10.0, None, 0.0)),
    }.items():
        write_whole(folder / "results" / f"{name}.json", result_json(result))
    return folder


def results(to: str, graded: Path) -> dict[str, bytes]:
    out = graded.parent / "out"
    words = ("export", "units", "--to", to, "--graded", graded, "--out", out, "--lang", "en")
    assert returned(*words) in (0, 1)
    return {path.name: path.read_bytes() for path in out.iterdir()}


def as_jenkins_reads_it(data: bytes) -> ET.Element:
    """Return the root of a report, after holding it to Jenkins' schema (xunit, junit-10.xsd)."""
    root = ET.fromstring(data)
    required = {
        "testsuites": (set(), {"name", "tests", "failures", "errors"}, {"testsuite"}),
        "testsuite": ({"name", "tests", "failures", "errors"}, set(), {"properties", "testcase"}),
        "properties": (set(), set(), {"property"}),
        "property": ({"name", "value"}, set(), set()),
        "testcase": ({"name"}, {"classname"}, {"failure", "error"}),
        "failure": (set(), {"type", "message"}, set()),
        "error": (set(), {"type", "message"}, set()),
    }
    for element in root.iter():
        must, may, holds = required[element.tag]
        assert must <= set(element.attrib) <= must | may
        assert {child.tag for child in element} <= holds
    for suite in (root, *root.findall("testsuite")):
        cases = suite.findall(".//testcase")
        assert all(len(case) <= 1 for case in cases)  # one outcome each
        assert [int(suite.attrib[of]) for of in ("tests", "failures", "errors")] == [
            len(cases),
            *(sum(case.find(of) is not None for case in cases) for of in ("failure", "error")),
        ]
    return root


def test_junit(graded):
    files = results("junit", graded)
    assert set(files) == {"some.xml", "full.xml", "open.xml"}
    roots = [as_jenkins_reads_it(files[name]) for name in ("some.xml", "full.xml", "open.xml")]
    assert [[root.attrib[key] for key in ("tests", "failures", "errors")] for root in roots] == [
        ["3", "2", "0"], ["3", "0", "0"], ["3", "1", "1"]]  # fmt: skip
    cases = roots[0].findall("testsuite/testcase")
    assert [(c.get("classname"), c.get("name")) for c in cases] == [
        ("units.some", "q1"), ("units.some", "q2"), ("units.some", "q3")]  # fmt: skip
    failure = cases[1].find("failure")
    assert failure is not None
    assert failure.get("message") == "2.5/10"
    text = failure.text or ""
    assert text.startswith(
        "2.5 of 10 points\nLikely cause: You squared.\nCheck 2: failed\nThe value is `"
    )
    assert "\x1b" not in text
    suite = roots[0].findall("testsuite")[1]
    properties = {p.get("name"): p.get("value") for p in suite.iter("property")}
    assert properties == {"question": "q2", "score": "2.5", "max_score": "10"}
    every = [(c.get("classname"), c.get("name")) for root in roots for c in root.iter("testcase")]
    assert len(set(every)) == 9  # else GitLab drops some


CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}  #: of docs.gitlab.com/ci/testing/code_quality


def test_gitlab(graded):
    data = results("gitlab", graded)["gl-code-quality-report.json"]
    assert data.startswith(b"[")  # no BOM
    issues = json.loads(data)
    Draft202012Validator(CODE_QUALITY).validate(issues)
    assert [(i["check_name"], i["severity"]) for i in issues] == [
        ("units.q2", "blocker"), ("units.q3", "major"), ("units.q2", "minor"), ("units.q3", "major")]  # fmt: skip
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:  # nothing is known of their lines
        assert issue["location"] == {"path": "work.py", "lines": {"begin": 1}}


MODULE = """\
import numpy as np

# %%
print("above")
def q1():
    return 1

# %%
def q2():
    raise ValueError
"""


def stored_with_places(file: str, content: bytes) -> StoredResult:
    """Return a result of which the first question failed as a whole, and the second at a line."""
    result = stored("units", "some", (0.0, 5.0, 0.0), sha256=sha256(content).hexdigest())
    place = Message(place=Location(cell=3, line=2))
    check = CheckFeedback(numbers=(1,), hidden=False, outcome=Outcome.RAISED, message=place)
    first, second, third = result.questions
    questions = (
        replace(first, names=("q1",)),
        replace(second, names=("q2",), feedback=QuestionFeedback(checks=(check,))),
        replace(third, names=("nowhere",)),
    )
    return replace(result, file=file, questions=questions)


def as_one_line(text: str) -> str:
    return json.dumps(json.loads(text))


@pytest.mark.parametrize(
    ("file", "made", "places"),
    [
        ("units.py", lambda cells: MODULE, ["hw/units.py:5", "hw/units.py:10", "hw/units.py:1"]),
        (
            "units.ipynb",
            as_notebook,
            ["hw/units.ipynb:21", "hw/units.ipynb:35", "hw/units.ipynb:1"],
        ),
        ("flat.ipynb", lambda cells: as_one_line(as_notebook(cells)), ["hw/flat.ipynb:1"] * 3),
    ],
)
def test_lines_that_gitlab_marks(file, made, places, tmp_path, monkeypatch):
    cells = read_cells(MODULE.encode(), ".py")
    content = made(cells).encode()
    graded = tmp_path / "graded"
    write_whole(graded / "results/some.json", result_json(stored_with_places(file, content)))
    write_whole(graded / "executed/some.ipynb", as_notebook(cells))
    write_whole(tmp_path / "repo/hw" / file, content)
    write_whole(tmp_path / "repo/old" / file, "another version")
    write_whole(tmp_path / "repo/.hidden" / file, content)
    monkeypatch.chdir(tmp_path / "repo")
    issues = json.loads(results("gitlab", graded)["gl-code-quality-report.json"])
    found = [issue["location"] for issue in issues]
    assert [f"{place['path']}:{place['lines']['begin']}" for place in found] == places
    for place in places[:2]:  # the line does say it
        line = content.decode().split("\n")[int(place.rpartition(":")[2]) - 1]
        assert "def q1():" in line or "raise ValueError" in line
    monkeypatch.chdir(tmp_path)
    (tmp_path / "repo/hw" / file).unlink()
    (issue, *_others) = json.loads(results("gitlab", graded)["gl-code-quality-report.json"])
    line = 5 if file.endswith(".py") else 1  # a notebook's JSON is no longer there
    assert issue["location"] == {"path": file, "lines": {"begin": line}}


@pytest.mark.parametrize("executed", [b"", b"[]", b"{", b'{"cells": [{"cell_type": "code"}]}'])
def test_no_line_is_guessed(executed):
    content = MODULE.encode()
    result = stored_with_places("units.py", content)
    assert lines_of(result, executed, HandedIn(path="units.py", content=content)) == {}


def test_gradescope(graded):
    files = {name: json.loads(data) for name, data in results("gradescope", graded).items()}
    some = files["some.json"]
    assert some["score"] == 12.5
    assert [(t["number"], t.get("score"), t["max_score"], t["status"]) for t in some["tests"]] == [
        ("1", 10, 10, "passed"), ("2", 2.5, 10, "failed"), ("3", 0, 10, "failed")]  # fmt: skip
    assert not re.search(r"[\x00-\x08\x1b]", some["tests"][1]["output"])
    assert not any("visibility" in test for test in some["tests"])


def test_gradescope_adds_up_no_points_of_what_is_not_graded(graded):
    document = json.loads(results("gradescope", graded)["open.json"])
    *told, hidden = document["tests"]
    assert not any({"score", "max_score", "status"} & set(test) for test in told)
    assert "score" not in document
    assert hidden["visibility"] == "hidden"
    assert document["output"] == (
        "This submission is not graded yet, which is no 0. Your teacher is shown why."
    )


def test_prairielearn(graded):
    files = {name: json.loads(data) for name, data in results("prairielearn", graded).items()}
    assert files["full.json"]["score"] == 1
    assert files["some.json"]["score"] == pytest.approx(12.5 / 30)
    assert all({"points", "max_points"} <= set(test) for test in files["some.json"]["tests"])
    assert files["open.json"]["gradable"] is False
    assert "\x00" not in results("prairielearn", graded)["some.json"].decode()


def test_prairielearn_takes_a_megabyte(tmp_path):
    long = Message(sentences=(_("The value is {got}.", got=Code("🖍" * 30_000)),))
    wrong = CheckFeedback(numbers=(1,), hidden=False, outcome=Outcome.FAILED, message=long)
    result = stored("units", "long", (1.0,) * 40)
    questions = (replace(q, feedback=QuestionFeedback(checks=(wrong,))) for q in result.questions)
    result = replace(result, questions=tuple(questions))
    write_whole(tmp_path / "graded/results/long.json", result_json(result))
    data = results("prairielearn", tmp_path / "graded")["long.json"]
    assert 500_000 < len(data) <= 1_000_000
    assert len(json.loads(data)["tests"]) == 40


INTEGER = {"type": "integer", "minimum": 0}
TEXT = {"type": "string", "minLength": 1}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
OF_RUNNER = {
    "schema": "classroom50/result/v1", "classroom": "py", "assignment": "units",
    "assignment_type": "individual", "owner": "ann", "submission": "submit/2026-06-01T14-32-05Z-a1",
    "commit": "https://c", "release": "https://r", "review": "https://v",
    "datetime": "2026-06-01T14:32:01Z",
}  # fmt: skip
RESULT_V1 = {
    "type": "object",
    "additionalProperties": False,
    "required": [*OF_RUNNER, "score", "max-score", "tests"],
    "properties": {
        **dict.fromkeys(OF_RUNNER, TEXT),
        "schema": {"const": "classroom50/result/v1"},
        "datetime": TIME,
        "score": INTEGER,
        "max-score": INTEGER,
        "tests": {"type": "array", "items": {
            "type": "object",
            "required": ["test-name", "passed", "score", "max-score"],
            "properties": {"test-name": TEXT, "passed": {"type": "boolean"}, "score": INTEGER,
                           "max-score": INTEGER},
        }},
    },
}  # fmt: skip


def test_classroom50(graded):
    files = {name: json.loads(data) for name, data in results("classroom50", graded).items()}
    assert set(files) == {"some.json", "full.json"}
    for document in files.values():
        Draft202012Validator(RESULT_V1).validate(OF_RUNNER | document)
        for scored in (document, *document["tests"]):
            assert scored["score"] <= scored["max-score"]
        assert document["max-score"] == 3000  # for everybody, whole points or not
        assert sum(t["score"] for t in document["tests"]) == document["score"]
    assert (files["some.json"]["score"], files["full.json"]["score"]) == (1250, 3000)


def test_classroom50_with_points_that_are_no_hundredths(tmp_path):
    result = stored("units", "odd", (3.336,) * 3)
    questions = tuple(replace(q, possible=3.336) for q in result.questions)
    result = replace(result, questions=questions, possible=10.008)
    write_whole(tmp_path / "graded/results/odd.json", result_json(result))
    document = json.loads(results("classroom50", tmp_path / "graded")["odd.json"])
    assert (document["score"], document["max-score"]) == (1002, 1002)


def test_results_of_another_assignment_and_none(graded, tmp_path):
    with pytest.raises(AutograderError, match="holds results of units, not images"):
        returned("export", "images", "--to", "junit", "--graded", graded, "--out", tmp_path / "o")
    for words, fault in (
        (("--to", "junit"), "name either the class's folder with --class, or --graded"),
        (("--to", "csv"), "`csv` holds grades: name the class's folder with --class"),
    ):
        with pytest.raises(AutograderError) as raised:
            returned("export", "units", *words, "--out", tmp_path / "o")
        assert str(raised.value) == fault
    folder = write_class(tmp_path / "class")
    assert refused("csv", folder) == f"nothing of `units` is graded yet in {folder}/graded/units"
    write_result(folder, "units", "s1", (1.0,))
    assert set(export("gradescope", folder)) == {"s1.json"}


@pytest.mark.parametrize("to", ["junit", "csv"])
def test_a_class_and_a_graded_folder_at_once_or_a_language_that_is_none(graded, tmp_path, to):
    folder = write_class(tmp_path / "class")
    write_result(folder, "units", "s1", (1.0,))
    words = ("export", "units", "--to", to, "--class", folder, "--out", tmp_path / "o")
    for more, fault in (
        (("--graded", graded), "name either the class's folder with --class, or --graded"),
        (("--lang", "xx"), "there is nothing in the language `xx`; choose ja or en"),
    ):
        with pytest.raises(AutograderError) as raised:
            returned(*words, *more)
        assert str(raised.value) == fault
    assert not (tmp_path / "o").exists()
    assert returned(*words, "--lang", "ja-JP") == 0


@pytest.mark.parametrize("to", ["csv", "moodle-gradebook", "canvas-csv"])
def test_the_status_is_0_only_if_everybody_is_dealt_with(tmp_path, to):
    roster = "id,email,section\ns1,a@example.invalid,A\ns2,b@example.invalid,A\n"
    excused = "student,assignment,kind\ns2,units,excuse\n"
    folder = write_class(tmp_path / "class", {"roster.csv": roster, "adjustments.csv": excused})
    write_result(folder, "units", "s1", (1.0,))
    words = ("export", "units", "--to", to, "--class", folder, "--out", tmp_path / "o")
    assert returned(*words) == 0
    (folder / "adjustments.csv").unlink()
    write_result(folder, "units", "s2", (None,))
    assert returned(*words) == 1


def test_who_is_left_out_is_named_and_the_status_is_1(tmp_path, capsys):
    roster = "id,email\ns1,a@example.invalid\ns2,\n"
    folder = write_class(tmp_path / "class", {"roster.csv": roster})
    for student in ("s1", "s2"):
        write_result(folder, "units", student, (1.0,))
    words = ("export", "units", "--class", folder, "--out", tmp_path / "o", "--to")
    assert returned(*words, "moodle-gradebook") == 1
    assert "s2 has no Email address in the roster and is left out\n" in capsys.readouterr().err
    assert returned(*words, "csv") == 0


def test_an_export_is_not_written_over_the_file_that_it_fills_in(moodle, tmp_path):
    mine = tmp_path / WORKSHEET.name
    mine.write_bytes(WORKSHEET.read_bytes())
    assert refused("moodle-worksheet", moodle, "--fill", mine, "--out", tmp_path) == (
        f"{mine} would be written over: name another folder with --out"
    )
    assert mine.read_bytes() == WORKSHEET.read_bytes()


def test_an_export_does_not_go_among_submissions(graded, tmp_path):
    write_whole(tmp_path / "subs/ann/units.py", "x")
    write_whole(tmp_path / "subs/bob.ipynb", "x")
    words = ("export", "units", "--to", "gradescope", "--graded", graded)
    with pytest.raises(AutograderError) as raised:
        returned(*words, "--out", tmp_path / "subs")
    assert str(raised.value) == (
        f"{tmp_path}/subs holds what no export writes (ann, bob.ipynb); name a new or an empty "
        "folder, or one of exports, with --out"
    )
    for _again in range(2):
        assert returned(*words, "--out", tmp_path / "o") == 0
    assert (
        returned("export", "units", "--to", "junit", "--graded", graded, "--out", tmp_path / "o")
        == 0
    )


def test_the_chapter_names_each_export_and_its_class_can_be_read(tmp_path):
    chapter = (ROOT / "autograder/classes/README.md").read_text("utf-8")
    assert ["--to", *(one.name for one in EXPORTS)] == re.findall(
        r"^\| `([a-z0-9-]+)` \|", chapter, re.M
    )
    whole = re.findall(r"^```yaml\n(.*?)^```$", chapter, re.M | re.S)[-1]
    (tmp_path / "class.yaml").write_text(whole)
    assert len(read_class_file(tmp_path / "class.yaml").dates) == 3


# -- whatever people are called, and whatever is said of them

NAMES = {
    "s1": '=HYPERLINK("http://x")',
    "s2": "長" * 300,
    "s3": "👩‍👩‍👧 Emoji_under score",
    "s4": "..../~\x07\u202eevil",
    "s5": 'O\'Neil, "Bob"; & <b>',
}
COMMENT = '=cmd|"/c calc"!A0 \x1b[31m 😀 <script>&amp; 日本語, "q"; \ufffe'


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A class with names, comments and answers that are traps."""
    roster = table_bytes(
        ("id", "name", "email", "canvas"),
        [(id_, name, f"{id_}@example.invalid", f"7{id_[1]}") for id_, name in NAMES.items()],
    )
    decided = table_bytes(
        ("student", "assignment", "kind", "points", "comment"),
        [(id_, "units", "add", "-1", COMMENT) for id_ in NAMES],
    )
    folder = write_class(
        tmp_path / "class",
        {"roster.csv": roster.decode("utf-8-sig"), "adjustments.csv": decided.decode("utf-8-sig")},
    )
    for number, id_ in enumerate(NAMES, 1):
        source = f"moodle:{number}" if number % 2 else f"canvas:7{number}_99{number}"
        hand_in(folder, "units", id_, (10.0, 0.333), source=source)
        path = folder / f"graded/units/results/{id_}-1.json"
        result = read_result(path)
        trap = Message(
            sentences=(_("The value is {got}.", got=Code(EVIL)),),
            facts=(Fact(label=_("Call"), text=EVIL + "\ufffe"),),
        )
        wrong = CheckFeedback(numbers=(1,), hidden=False, outcome=Outcome.FAILED, message=trap)
        first, second = result.questions
        second = replace(second, feedback=QuestionFeedback(checks=(wrong,)))
        write_whole(path, result_json(replace(result, questions=(first, second))))
    return folder


HARMFUL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202e\ud800-\udfff]")


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("to", [one.name for one in EXPORTS])
def test_every_export_takes_whatever_there_is(to, language, hostile):
    more = []
    if to == "moodle-worksheet":
        path = hostile.parent / "worksheet.csv"
        lines = [
            f"Participant {n},Name,{id_}@example.invalid,x,,20.00,Yes,-,-"
            for n, id_ in enumerate(NAMES, 1)
        ]
        head = "Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,Last modified (grade),Feedback comments"
        path.write_text("\n".join(["\ufeff" + head, *lines]) + "\n", encoding="utf-8")
        more = ["--fill", path]
    if "moodle" in to and "zip" not in to:
        more.append("--feedback")
    files = export(to, hostile, *more, "--lang", language)
    texts = {}
    for name, data in files.items():
        if name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                texts |= {one: archive.read(one).decode() for one in archive.namelist()}
        else:
            texts[name] = data.decode()
    assert texts
    for name, text in texts.items():
        assert not HARMFUL.search(name)
        assert all(len(part.encode()) <= 255 and part not in ("", "..") and part[0] not in ".~"
                   for part in name.split("/"))  # fmt: skip
        assert not HARMFUL.search(text)
        if name.endswith(".xml"):
            as_jenkins_reads_it(text.encode())
        if name.endswith(".csv"):
            widths = {len(row) for row in rows(text.encode())}
            assert len(widths) == 1


def test_feedback_zips_go_to_the_right_people(hostile):
    (data,) = export("moodle-feedback-zip", hostile).values()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert sorted(map(str, map(moodle_accepts, archive.namelist()))) == ["1", "3", "5"]


# -- what a student reads of a grade

FOUND = Grade(
    assignment="units",
    student="s1",
    state=GradeState.FINAL,
    automatic=16.0,
    points=16.0,
    possible=20.0,
)


@pytest.mark.parametrize(
    ("grade", "sentences"),
    [
        (FOUND, []),
        (replace(FOUND, late=93661, deduction=4.0, points=12.0), [
            ("Handed in 1 d 2 h 2 min after it was due: 4 points are deducted.",
             "締切から 1日2時間2分 遅れて提出されたので、4 点減点します。"),
            ("Your grade: 12 of 20 points.", "成績は 20 点中 12 点です。")]),
        (replace(FOUND, late=60.0, bank=1), [
            ("Handed in 0 h 1 min after it was due: late days used: 1; nothing is deducted.",
             "締切から 0時間1分 遅れて提出されました。猶予日数を 1 日使ったので、減点はありません。")]),
        (replace(FOUND, late=1.0), [
            ("Handed in 0 h 1 min after it was due; nothing is deducted.",
             "締切から 0時間1分 遅れて提出されましたが、減点はありません。")]),
        (replace(FOUND, by_question=1.5, adjusted=-2.0, points=15.5), [
            ("Adjusted by hand, in questions: +1.5 points.", "教員による問題ごとの調整：+1.5点。"),
            ("Adjusted by hand: −2 points.", "教員による調整：−2点。"),
            ("Your grade: 15.5 of 20 points.", "成績は 20 点中 15.5 点です。")]),
        (replace(FOUND, state=GradeState.EXCUSED), [
            ("You are excused from this assignment.", "この課題は免除されています。")]),
        (replace(FOUND, state=GradeState.NOTHING), [("Nothing was handed in.", "提出がありません。")]),
        (replace(FOUND, state=GradeState.CLOSED), [
            ("This was handed in after the assignment was closed, and does not count.",
             "課題の受付が終わった後の提出なので、成績に入りません。")]),
        *((replace(FOUND, state=state), [
            ("It is not decided yet which attempt counts.",
             "どの回の提出を成績に入れるかは、まだ決まっていません。")])
          for state in (GradeState.NOT_CHOSEN, GradeState.CHOICE_GONE)),
    ],
)  # fmt: skip
def test_the_steps_of_a_grade(grade, sentences):
    assert [both(said) for said in grade_sentences(grade)] == sentences


def test_comments_are_shown_as_they_are_and_harmless():
    grade = replace(FOUND, comments=("問1: unclear\x1b[31m",))
    assert grade_text(grade, "en") == "問1: unclear"
