"""Grades of a class folder: attempts and results joined, tables, decisions, commands.

Tests of `grades.py`, `forgetting.py`, `classes/without.py`, `store/points.py`, `reports/sheets.py`,
`reports/gradebook.py`, `reports/gradebook_page.py`, `gradebook/forecast.py`, `cli/gradebook.py`,
`cli/dates.py`, `cli/adjust.py`, `cli/roster.py` and `cli/forget.py`.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.classes.folder import open_class
from autograder.classes.tables import table_bytes
from autograder.cli import cli
from autograder.errors import AutograderError, OutputError, UsageError
from autograder.grades import make_book, told_of_results, write_book
from autograder.records.grades import GradeState
from autograder.reports.gradebook import duration
from autograder.reports.gradebook_page import STATES
from autograder.reports.sheets import Sheet, sheet_csv, workbook
from autograder.reports.site import report
from autograder.store.batches import LastBatch, batch_json, read_batch
from autograder.store.folder import file_name, write_whole
from autograder.store.points import read_points
from autograder.store.results import result_json
from tests.class_folders import (
    CLASS,
    IN_TIME,
    LATE,
    NOW,
    hand_in,
    opened,
    stored,
    write_class,
    write_result,
)
from tests.said import both
from tests.test_classes import SAMPLES


def run(*words: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], input=stdin)


def book(folder: Path):
    return make_book(open_class(folder), NOW)


def grades(folder: Path, assignment: str = "units") -> dict[str, tuple[float | None, str]]:
    found = book(folder).of_assignment(assignment)
    return {student.id: (grade.points, grade.state.value) for student, grade in found}


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


# -- attempts and results joined


def test_a_class(tmp_path):
    write_class(tmp_path)
    hand_in(tmp_path, student="s1")
    hand_in(tmp_path, student="s2", received=LATE)
    assert grades(tmp_path) == {
        "s1": (16, "final"),
        "s2": (14, "final"),
        "s3": (0, "nothing handed in"),
    }


def test_a_result_without_a_named_attempt_is_found_by_the_file_it_is_of(tmp_path):
    write_class(tmp_path)
    attempt = hand_in(tmp_path, received=LATE, points=None)
    content = (tmp_path / "attempts/units/s1/1/files/work.py").read_bytes()
    write_result(tmp_path, "units", "whatever", (9.0,), None, content)
    assert grades(tmp_path)["s1"] == (8, "final")
    assert attempt.number == 1


def test_a_folder_of_results_named_by_ids_is_enough(tmp_path):
    write_class(tmp_path)
    write_result(tmp_path, "units", "s1", (9.0,))
    write_result(tmp_path, "units", "stranger", (9.0,))
    found = book(tmp_path)
    assert found.of_assignment("units")[0][1].points == 9
    assert found.works["units"].unclaimed == ("stranger",)


def test_what_a_group_handed_in_is_its_members_and_dates_are_their_own(tmp_path):
    write_class(tmp_path, {"extensions.csv": "student,assignment,hours\ns2,units,24\n"})
    hand_in(tmp_path, student=None, group="Red", received=LATE)
    assert grades(tmp_path) == {
        "s1": (14, "final"),
        "s2": (16, "final"),
        "s3": (0, "nothing handed in"),
    }


def test_an_attempt_of_somebody_unknown_and_one_that_is_not_graded(tmp_path):
    write_class(tmp_path)
    hand_in(tmp_path, student="s99")
    hand_in(tmp_path, student=None, group="Green", points=None)
    hand_in(tmp_path, student="s1", points=None)
    hand_in(tmp_path, student="s2", points=(5.0, None))
    found = book(tmp_path)
    assert [a.owner for a in found.works["units"].of_nobody] == ["Green", "s99"]
    assert {s.id: g.state for s, g in found.of_assignment("units")} == {
        "s1": GradeState.NOT_GRADED, "s2": GradeState.NOT_GRADED, "s3": GradeState.NOTHING}  # fmt: skip
    assert found.totals["s1"].per_cent is None


# -- points.csv


def test_results_are_read_once_and_again_when_they_change(tmp_path, monkeypatch):
    write_class(tmp_path)
    for number in range(3):
        write_result(tmp_path, "units", f"s{number}", (1 / 3, None))
    folder = tmp_path / "graded/units"
    first = read_points(folder, "units")
    assert first[0].questions[0].points == 1 / 3
    read: list[Path] = []
    plain = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: (read.append(path), plain(path))[1])
    assert read_points(folder, "units") == first
    assert [path.name for path in read] == ["points.csv"]
    write_result(tmp_path, "units", "s1", (4.0, 5.0))
    (folder / "results/s2.json").unlink()
    assert [p.points for p in read_points(folder, "units")] == [None, 9]
    assert [path.name for path in read[1:]] == ["points.csv", "s1.json"]


@pytest.mark.parametrize("broken", [b"", b"\xff", b"file\n", b"a,b\nc,d\ne,f\n"])
def test_a_broken_points_csv_is_made_anew(tmp_path, broken):
    write_result(tmp_path, "units", "s1", (4.0,))
    folder = tmp_path / "graded/units"
    first = read_points(folder, "units")
    whole = (folder / "points.csv").read_bytes()
    (folder / "points.csv").write_bytes(broken)
    assert read_points(folder, "units") == first
    assert (folder / "points.csv").read_bytes() == whole


@pytest.mark.parametrize(
    "text", ["{}", "[", '{"format": "akapen-result", "version": 0}', "[" * 9999]
)
def test_a_result_that_cannot_be_read(tmp_path, text):
    path = tmp_path / "graded/units/results/s1.json"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    with pytest.raises(UsageError) as raised:
        read_points(tmp_path / "graded/units", "units")
    assert str(raised.value) == (
        f"{path} cannot be read as a result of this version of autograder; grade again"
    )


def test_results_of_a_newer_version(tmp_path):
    hand_in(write_class(tmp_path))
    path = next(tmp_path.glob("graded/units/results/*.json"))
    text = path.read_text("utf-8").replace('"version": 2', '"version": 3')
    path.write_text(re.sub(r'"autograder": "[^"]+"', '"autograder": "9.1"', text), "utf-8")
    with pytest.raises(UsageError) as raised:
        book(tmp_path)
    assert str(raised.value) == (
        f"{path} is a result of a newer version, autograder 9.1: install that one, or remove the "
        "results and grade again"
    )


def test_results_of_another_assignment_or_of_other_questions(tmp_path):
    write_result(tmp_path, "units", "s1", (4.0,))
    with pytest.raises(UsageError, match="is a result of units, not of images"):
        read_points(tmp_path / "graded/units", "images")
    write_result(tmp_path, "units", "s2", (4.0, 5.0))
    with pytest.raises(
        UsageError, match="are not all of the same questions; grade all of them again"
    ):
        read_points(tmp_path / "graded/units", "units")


# -- tables


def test_tables_that_a_student_can_redo_by_hand(tmp_path):
    write_class(tmp_path, {"adjustments.csv": "student,assignment,question,kind,points,comment\n"
                                              "s2,units,q2,add,1,unclear\ns2,units,,add,0.5,=neat\n"})  # fmt: skip
    hand_in(tmp_path, student="s1")
    hand_in(tmp_path, student="s2", received=LATE, points=(1 / 3, 10 / 3))
    write_book(book(tmp_path), "ja")
    rows = table(tmp_path / "graded/units/grades.csv")
    assert rows[1] == {
        "student": "s2", "name": "Bob O'Neil", "section": "A", "attempt": "1",
        "received": "2026-05-02 01:00:00", "due": "2026-05-01 23:59:59", "late": "1:00:01",
        "q1": "0.333333", "q2": "3.333333", "automatic": "3.67", "question adjustments": "1",
        "subtotal": "4.67", "late days": "", "deduction": "2", "adjustments": "0.5", "limit": "",
        "points": "3.17", "possible": "20", "state": "final", "comments": "unclear / =neat",
    }  # fmt: skip
    assert rows[2]["name"] == "'=cmd()"
    whole = table(tmp_path / "gradebook.csv")
    assert whole[1]["units points"] == "3.17"
    assert whole[1]["units adds"] == "3.17"
    assert whole[1]["total %"] == "15.85"
    assert whole[0]["remarks"] == "images: nothing handed in"
    page = (tmp_path / "gradebook.html").read_text()
    assert "安部 花子" in page
    assert "遅れ" in page
    assert "=cmd()" in page


def test_pages_tell_how_a_grade_is_made(tmp_path):
    text = "student,assignment,kind,points,comment\ns1,units,add,1,<b>neat</b>\ns2,images,add,1,x\n"
    write_class(
        tmp_path,
        {"adjustments.csv": text, "extensions.csv": "student,assignment,hours\ns2,units,9\n"},
    )
    hand_in(tmp_path, student="s1", received=LATE)
    hand_in(tmp_path, student=None, group="Red", received=LATE, points=(3.0, 3.0))
    hand_in(tmp_path, student="s3")
    told = told_of_results(book(tmp_path), "units")
    assert {file: [both(said) for said in sentences] for file, sentences in told.items()} == {
        "s1-1": [
            ("Handed in 1 h 1 min after it was due: 2 points are deducted.",
             "締切から 1時間1分 遅れて提出されたので、2 点減点します。"),
            ("Adjusted by hand: +1 points.", "教員による調整：+1点。"),
            ("Your grade: 15 of 20 points.", "成績は 20 点中 15 点です。"),
            ("<b>neat</b>", "<b>neat</b>"),
        ],
        "Red-1": [],
        "s3-1": [],
    }  # fmt: skip
    report(tmp_path / "graded/units", "en", lambda: None, grades=told)
    page = (tmp_path / "graded/units/feedback/s1-1.html").read_text()
    assert "Handed in 1 h 1 min after it was due: 2 points are deducted." in page
    assert "&lt;b&gt;neat&lt;/b&gt;" in page
    assert "deducted" not in (tmp_path / "graded/units/feedback/s3-1.html").read_text()


MARKDOWN = """\
# Units: `s1-1`

**16 of 20 points**

Handed in 1 h 1 min after it was due: 2 points are deducted.

Adjusted by hand: +1 points.

Your grade: 15 of 20 points.

\\<b\\>neat\\</b\\>

## Question 1 (`q1`): 10 of 10 points

## Question 2 (`q2`): 6 of 10 points
"""


def test_lateness_and_adjustments_are_lines_of_their_own_in_feedback(tmp_path):
    row = "student,assignment,kind,points,comment\n"
    write_class(tmp_path, {"adjustments.csv": f"{row}s1,units,add,1,<b>neat</b>\n"})
    hand_in(tmp_path, student="s1", received=LATE)
    graded = tmp_path / "graded/units"
    path = graded / "feedback/s1-1.md"

    def told():
        return told_of_results(book(tmp_path), "units")

    report(graded, "en", lambda: None)
    assert not path.exists()  # without a class it is `grade` that writes it
    report(graded, "en", lambda: None, grades=told())
    assert path.read_text("utf-8") == MARKDOWN
    report(graded, "ja", lambda: None, grades=told())
    assert path.read_text("utf-8").splitlines()[4:9:2] == [
        "締切から 1時間1分 遅れて提出されたので、2 点減点します。",
        "教員による調整：+1点。",
        "成績は 20 点中 15 点です。",
    ]
    (tmp_path / "adjustments.csv").unlink()
    report(graded, "ja", lambda: None, grades=told())
    assert "neat" not in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("rows", "extra", "said"),
    [
        ("s1,units,excuse,\n", "", [("You are excused from this assignment.", "この課題は免除されています。")] * 2),
        ("", "counts: by hand\n", [("It is not decided yet which attempt counts.",
                                    "どの回の提出を成績に入れるかは、まだ決まっていません。")] * 2),
        ("", "", [("Another attempt is the one that counts for your grade.",
                   "成績に入るのは、別の回の提出です。"), None]),
        ("s1,units,choose,1\n", "", [None, ("Another attempt is the one that counts for your grade.",
                                           "成績に入るのは、別の回の提出です。")]),
    ],
)  # fmt: skip
def test_what_does_not_count_says_so(rows, extra, said, tmp_path):
    head = "student,assignment,kind,points\n"
    write_class(tmp_path, {"class.yaml": extra + CLASS, "adjustments.csv": head + rows})
    hand_in(tmp_path, student="s1", points=(1.0, 1.0))
    hand_in(tmp_path, student="s1", points=(2.0, 2.0), received=IN_TIME + timedelta(hours=1))
    told = told_of_results(book(tmp_path), "units")
    assert [both(next(iter(told[f"s1-{number}"]), None)) for number in (1, 2)] == said


def test_what_came_after_closing_says_so(tmp_path):
    write_class(tmp_path)
    hand_in(tmp_path, student="s1", received=LATE + timedelta(days=60))
    (said,) = told_of_results(book(tmp_path), "units")["s1-1"]
    assert both(said) == (
        "This was handed in after the assignment was closed, and does not count.",
        "課題の受付が終わった後の提出なので、成績に入りません。",
    )


def test_a_folder_that_is_of_no_assignment_of_the_class(tmp_path):
    write_class(tmp_path)
    with pytest.raises(UsageError) as raised:
        returned("report", tmp_path / "graded", "--class", tmp_path)
    assert str(raised.value) == (
        f"{tmp_path}/graded is of no assignment of {tmp_path}; results of one are in "
        f"{tmp_path}/graded/<assignment>"
    )


def test_a_spreadsheet_holds_numbers_and_no_formula():
    sheet = Sheet(title="a[b]/" + "c" * 40, columns=("x", "=y"), rows=(("=1+1", 2.5), (None, 3)))
    data = workbook([sheet, sheet])
    assert data == workbook([sheet, sheet])
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        page, names = (
            book.read("xl/worksheets/sheet1.xml").decode(),
            book.read("xl/workbook.xml").decode(),
        )
        assert "=1+1" in book.read("xl/sharedStrings.xml").decode()
    assert "<v>2.5</v>" in page
    assert "<f>" not in page
    assert f'name="a-b--{"c" * 26}"' in names
    assert f'name="a-b--{"c" * 23} 2"' in names
    assert sheet_csv(sheet) == b"\xef\xbb\xbfx,=y\r\n'=1+1,2.5\r\n,3\r\n"


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.1, "0:00:01"), (3600, "1:00:00"), (90061, "25:01:01")]
)
def test_how_late(seconds, text):
    assert duration(seconds) == text


def test_a_full_disk_leaves_what_was_there_whole(tmp_path, monkeypatch):
    write_class(tmp_path)
    hand_in(tmp_path)
    write_book(book(tmp_path), "en")
    before = (tmp_path / "graded/units/grades.csv").read_bytes()
    hand_in(tmp_path, points=(1.0, 1.0))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write_book(book(tmp_path), "en")
    assert (tmp_path / "graded/units/grades.csv").read_bytes() == before


# -- commands


def test_many_adjustments_on_other_points_are_counted(tmp_path):
    ids = [f"p{n:02}" for n in range(23)]
    write_class(tmp_path, {
        "roster.csv": "id,name\n" + "".join(f"{id_},x\n" for id_ in ids),
        "adjustments.csv": "student,assignment,kind,points,seen\n"
        + "".join(f"{id_},units,at-least,1,7\n" for id_ in ids),
    })  # fmt: skip
    for id_ in ids:
        hand_in(tmp_path, student=id_, points=(4.0,))
    said = run("gradebook", "--class", tmp_path, "--at", "2026-07-01").stderr.splitlines()
    assert sum("was decided on 7 automatic points" in line for line in said) == 20
    assert "and 3 more adjustments were decided on other automatic points; they hold" in said


def test_the_gradebook_command(tmp_path):
    write_class(tmp_path, {
        "class.yaml": CLASS.replace("late:", "counts: by hand\nlate:"),
        "roster.csv": "id,name\n0012345,x\n1012345,y\n12346,z\n",
        "adjustments.csv": "student,assignment,kind,points,seen\n0012345,units,add,1,7\n",
    })  # fmt: skip
    hand_in(tmp_path, student="0012345", points=(4.0,))
    hand_in(tmp_path, student="1012345", points=(4.0,))
    hand_in(tmp_path, student="1012345", points=(5.0,))
    hand_in(tmp_path, student="zz", points=None)
    write_result(tmp_path, "units", "other", (1.0,))
    done = run("gradebook", "--class", tmp_path, "--at", "2026-07-01")
    assert done.exit_code == 0, done.output  # `main` returns what commands return
    assert done.stderr.splitlines() == [
        "units: 1012345: no attempt is chosen; `autograder adjust 1012345 units choose NUMBER`",
        "units: 0012345: `add` was decided on 7 automatic points, which have changed; it holds",
        "images: it is due, and nothing of it is handed in or graded here; it is left out of totals",
        "units: `zz` handed in and is not in the roster",
        "units: the result `other` is of nobody in the roster",
        "roster.csv: `12346`: shorter than other ids; has Excel taken zeros away?",
    ]
    assert done.stdout == f"Grades: {tmp_path}/gradebook.csv, gradebook.xlsx and gradebook.html\n"
    assert returned("gradebook", "--class", tmp_path) == 1
    assert (
        returned("adjust", "1012345", "units", "choose", "2", "--comment", "x", "--class", tmp_path)
        == 0
    )
    assert returned("gradebook", "--class", tmp_path) == 0
    assert table(tmp_path / "graded/units/grades.csv")[1]["points"] == "5"


def returned(*words: object) -> int:
    status = cli.main([str(word) for word in words], standalone_mode=False)
    assert isinstance(status, int)
    return status


def test_decisions_beyond_what_is_possible_and_assignments_without_anything_are_listed(tmp_path):
    rows = (
        "s1,units,,add,500\ns1,units,q1,set,15\ns2,units,q2,add,-30\ns3,units,,cap,21\n"
        "s1,units,,bonus,90\ns2,units,,choose,1\ns3,units,q1,set,10\ns3,images,,add,99\n"
    )
    write_class(
        tmp_path,
        {"adjustments.csv": f"student,assignment,question,kind,points\n{rows}"},
    )
    for student in ("s1", "s2", "s3"):
        hand_in(tmp_path, student=student)
    kept = ": the whole is kept between 0 and what is possible"
    done = run("gradebook", "--class", tmp_path, "--at", "2026-07-01")
    assert done.stderr.splitlines() == [
        f"units: s1: `add` of `units` takes -20 to 20 points, and adjustments.csv has 500{kept}",
        f"units: s1: `set` of question q1 takes 0 to 10 points, and adjustments.csv has 15{kept}",
        f"units: s2: `add` of question q2 takes -10 to 10 points, and adjustments.csv has -30{kept}",
        f"units: s3: `cap` of `units` takes 0 to 20 points, and adjustments.csv has 21{kept}",
        "images: it is due, and nothing of it is handed in or graded here; it is left out of totals",
    ]
    done = run("gradebook", "--class", tmp_path, "--at", "2026-05-20")
    assert not any(line.startswith("images") for line in done.stderr.splitlines())


def test_an_exercise_without_points_is_no_0(tmp_path):
    weighed = CLASS.replace("due: 2026-06-01", "due: 2026-06-01, weight: 3")
    write_class(tmp_path, {"class.yaml": weighed.replace("closes: 2026-05-31", "weight: 1")})
    hand_in(tmp_path, student="s1")
    path = tmp_path / "graded/images/results/s1.json"
    exercise = stored("images", "s1", (0.0,))
    (question,) = exercise.questions
    question = replace(question, possible=0.0)
    write_whole(path, result_json(replace(exercise, possible=0.0, questions=(question,))))
    write_book(book(tmp_path), "en")
    first, *_others = table(tmp_path / "gradebook.csv")
    assert (first["total %"], first["images weight"]) == ("80", "0")
    assert first["remarks"] == "images: nothing possible, and left out"


def test_what_a_policy_will_do(tmp_path):
    write_class(tmp_path, {
        "class.yaml": "time_zone: Asia/Tokyo\nbank: {days: 1}\nlate: {grace: 5 minutes, per: hour, deduct: 10 %, most: 30 %}\n"
                      "assignments: {units: {due: 2026-05-01 23:59, closes: 2026-05-03 04:00}}\n",
        "extensions.csv": "student,assignment,hours\ns2,units,24\n",
    })  # fmt: skip
    assert run("dates", "--class", tmp_path).output == (
        "units: due 2026-05-01 23:59:59 +09:00, closes 2026-05-03 04:00:59 +09:00, counts: last\n"
        "  s1 安部 花子, s3 =cmd()\n"
        "    until 2026-05-02 00:04:59 +09:00  in time\n"
        "    until 2026-05-02 23:59:59 +09:00  late: 1 late day\n"
        "    until 2026-05-03 00:59:59 +09:00  late: 1 late day, 10 % of what is possible off\n"
        "    until 2026-05-03 01:59:59 +09:00  late: 1 late day, 20 % of what is possible off\n"
        "    until 2026-05-03 04:00:59 +09:00  late: 1 late day, 30 % of what is possible off\n"
        "    after that                        does not count\n"
        "  s2 Bob O'Neil: due 2026-05-02 23:59:59 +09:00\n"
        "    until 2026-05-03 00:04:59 +09:00  in time\n"
        "    until 2026-05-03 23:59:59 +09:00  late: 1 late day\n"
        "    until 2026-05-04 00:59:59 +09:00  late: 1 late day, 10 % of what is possible off\n"
        "    until 2026-05-04 01:59:59 +09:00  late: 1 late day, 20 % of what is possible off\n"
        "    until 2026-05-04 04:00:59 +09:00  late: 1 late day, 30 % of what is possible off\n"
        "    after that                        does not count\n"
    )


def test_dates_of_one_person_without_a_policy(tmp_path):
    write_class(
        tmp_path,
        {"class.yaml": "time_zone: Asia/Tokyo\nassignments: {a: {}, b: {due: 2026-05-01}}\n"},
    )
    assert run("dates", "--student", "hanako@example.invalid", "--class", tmp_path).output == (
        "a: counts: last\n  s1 安部 花子\n"
        "b: due 2026-05-01 23:59:59 +09:00, counts: last\n  s1 安部 花子\n"
        "    until 2026-05-01 23:59:59 +09:00  in time\n    after that                        late: nothing off\n"
    )
    with pytest.raises(UsageError, match=r"there is no assignment `c` in .*; it has: a, b"):
        returned("dates", "c", "--class", tmp_path)


def test_dates_tell_what_an_hour_costs(tmp_path):
    text = CLASS.replace("{per: day, deduct: 10 %}", "{per: hour, deduct: 1, most: 2}")
    write_class(tmp_path, {"class.yaml": text})
    shown = run("dates", "units", "--student", "s1", "--class", tmp_path).output.splitlines()
    assert [line.split("+09:00  ")[-1].split("that   ")[-1].strip() for line in shown[2:]] == [
        "in time", "late: 1 point off", "late: 2 points off", "does not count",
    ]  # fmt: skip


def test_late_days_that_were_spent_are_not_left(tmp_path):
    text = CLASS.replace("late:", "bank: {days: 1}\nlate:")
    write_class(tmp_path, {"class.yaml": text})
    hand_in(tmp_path, student="s1", received=LATE)
    shown = run("dates", "images", "--student", "s1", "--class", tmp_path).output
    assert "late day" not in shown
    assert "1 late day" in run("dates", "images", "--student", "s2", "--class", tmp_path).output


def test_adjusting(tmp_path):
    write_class(tmp_path)
    hand_in(tmp_path)
    words = ("--class", tmp_path, "--comment", "unclear, sorry", "--by", "kk")
    done = run("adjust", "hanako@example.invalid", "units", "add", "2", "--question", "q2", *words)
    assert done.output == f"{tmp_path}/adjustments.csv: s1, units: add 2 for q2 (6 found)\n"
    assert returned("adjust", "s1", "units", "add", "-1.5", *words) == 0
    assert returned("adjust", "s1", "units", "waive-late", *words) == 0
    rows = table(tmp_path / "adjustments.csv")
    assert [(r["student"], r["question"], r["kind"], r["points"], r["by"], r["seen"]) for r in rows] == [
        ("s1", "q2", "add", "2", "kk", "6"), ("s1", "", "add", "-1.5", "kk", "16"),
        ("s1", "", "waive-late", "", "kk", "16")]  # fmt: skip
    assert rows[0]["comment"] == "unclear, sorry"
    assert rows[0]["at"].endswith("+09:00")
    assert grades(tmp_path)["s1"] == (16.5, "final")


@pytest.mark.parametrize(
    ("written", "said"),
    [("1,5", "`1,5` is no number; write 1.5"), ("-0,25", "`-0,25` is no number; write -0.25"),
     ("two", "`two` is no number")],
)  # fmt: skip
def test_points_as_people_write_them(tmp_path, written, said):
    write_class(tmp_path)
    done = run("adjust", "s1", "units", "add", written, "--comment", "x", "--class", tmp_path)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        2, f"Error: Invalid value for '[POINTS]': {said}",
    )  # fmt: skip
    assert not (tmp_path / "adjustments.csv").exists()


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("s9", "units", "excuse"), "`s9` is not in the roster"),
        (
            ("s1", "unit", "excuse"),
            "there is no assignment `unit` in {}/class.yaml; did you mean `units`?",
        ),
        (("s1", "units", "set"), "`set` needs points"),
        (("s1", "units", "excuse", "3"), "`excuse` takes no points"),
        (("s1", "units", "choose", "7"), "s1 has no attempt 7: there are 1, 2"),
        (("s1", "units", "choose", "1.5"), "s1 has no attempt 1.5: there are 1, 2"),
        (("s2", "units", "choose", "1"), "s2 has no attempt 1: nothing was handed in"),
        (
            ("s1", "units", "set", "1000"),
            "`set` of `units` takes 0 to 20 points, and got 1000; `bonus` may exceed what is possible",
        ),
        (("s1", "units", "set", "-1"), "`set` of `units` takes 0 to 20 points, and got -1"),
        (
            ("s1", "units", "cap", "11", "--question", "q2"),
            "`cap` of question q2 takes 0 to 10 points, and got 11; "
            "`bonus` may exceed what is possible",
        ),
        (
            ("s1", "units", "add", "-20.5"),
            "`add` of `units` takes -20 to 20 points, and got -20.5",
        ),
        (
            ("s1", "units", "add", "3", "--question", "q3"),
            "`units` has no question `q3`; it has: q1, q2",
        ),
    ],
)
def test_an_adjustment_that_cannot_be_meant(tmp_path, words, fault):
    write_class(tmp_path)
    hand_in(tmp_path)
    hand_in(tmp_path, points=(1.0, 1.0))
    with pytest.raises(AutograderError) as raised:
        returned("adjust", *words, "--comment", "x", "--class", tmp_path)
    assert str(raised.value) == fault.format(tmp_path)
    assert not (tmp_path / "adjustments.csv").exists()


def test_decisions_at_the_bounds_and_before_anything_is_graded(tmp_path):
    write_class(tmp_path)
    words = ("--comment", "x", "--class", tmp_path)
    assert returned("adjust", "s2", "units", "set", "1000", *words) == 0  # worth nobody knows what
    hand_in(tmp_path)
    for decision in (("set", "20"), ("set", "0"), ("add", "-20"), ("bonus", "50"), ("choose", "1")):
        assert returned("adjust", "s1", "units", *decision, *words) == 0


def test_a_choice_of_an_attempt_that_is_not_there(tmp_path):
    text = (
        "student,assignment,kind,points\ns1,units,choose,1\ns1,units,choose,7\ns2,units,choose,1\n"
    )
    write_class(tmp_path, {"adjustments.csv": text})
    hand_in(tmp_path)
    done = run("gradebook", "--class", tmp_path, "--at", "2026-05-10")
    assert done.stderr.splitlines() == [
        "units: s1: adjustments.csv chooses attempt 7, and there is 1",
        "units: s2: adjustments.csv chooses attempt 1, and nothing was handed in",
    ]
    assert grades(tmp_path)["s1"] == (None, "chosen attempt not there")
    assert returned("gradebook", "--class", tmp_path) == 1
    assert both(STATES[GradeState.CHOICE_GONE]) == (
        "chosen attempt not there",
        "採用する提出が見つかりません",
    )


@pytest.mark.parametrize("at", ["2026-04-01", "2026-05-01 23:58"])
def test_before_it_is_due_who_handed_in_nothing_has_no_0(tmp_path, at):
    write_class(tmp_path)
    hand_in(tmp_path, student="s1")
    assert returned("gradebook", "--class", tmp_path, "--at", at) == 0
    found = {row["student"]: row for row in table(tmp_path / "graded/units/grades.csv")}
    assert (found["s1"]["points"], found["s2"]["points"], found["s2"]["automatic"]) == (
        "16",
        "",
        "",
    )
    whole = {row["student"]: row for row in table(tmp_path / "gradebook.csv")}
    assert (whole["s2"]["units points"], whole["s2"]["total %"]) == ("", "")
    assert (whole["s1"]["units points"], whole["s1"]["total %"]) == ("16", "80")
    means = make_book(open_class(tmp_path), NOW - timedelta(days=90)).totals["s2"]
    assert (means.weight, means.per_cent) == (0, None)
    assert returned("gradebook", "--class", tmp_path, "--at", "2026-05-02") == 0
    found = {row["student"]: row for row in table(tmp_path / "graded/units/grades.csv")}
    assert found["s2"]["points"] == "0"


@pytest.mark.parametrize(
    ("late", "most", "floor"),
    [
        ("deduct: 10 %, floor: 40 %", "60 % of what is possible off", "40 % of what is possible"),
        ("deduct: 10 %, floor: 5", "100 % of what is possible off", "5 points"),
        ("deduct: 10 %, most: 30 %, floor: 40 %", "30 % of what is possible off", "40 % of what is possible"),
        ("deduct: 30 %, of: earned, floor: 50 %", "50 % of what is earned off", "50 % of what is possible"),
        ("deduct: 10 %", "100 % of what is possible off", ""),
    ],
)  # fmt: skip
def test_no_more_is_foretold_than_down_to_the_floor(tmp_path, late, most, floor):
    text = "time_zone: Asia/Tokyo\nlate: {per: day, %s}\nassignments: {units: {due: 2026-05-01}}\n"
    write_class(tmp_path, {"class.yaml": text % late})
    first, *_, last = run("dates", "--student", "s1", "--class", tmp_path).output.splitlines()
    assert last.endswith(f"late: {most}")
    assert first.endswith(f", no deduction goes below {floor}" if floor else "counts: last")


def test_a_roster_from_moodle(tmp_path):
    worksheet = SAMPLES / "HW1-worksheet.csv"
    first = run("roster", worksheet, "--class", tmp_path, "--dry-run")
    assert not (tmp_path / "roster.csv").exists()
    assert first.output.splitlines()[0] == f"{worksheet}: Moodle's grading worksheet, 7 people"
    (tmp_path / "roster.csv").write_text("id,name\nS-003,李 伟\nS-009,Gone\n")
    done = run("roster", worksheet, "--class", tmp_path)
    assert done.output.splitlines()[1:] == [
        "added (6): ana@example.invalid Ana María O'Neil-Núñez, zoe@example.invalid Zoë van_der Berg, "
        "comma@example.invalid Bob Smith, Jr., twin1@example.invalid Sam Same, "
        "twin2@example.invalid Sam Same, nofile@example.invalid Nora Nofile",
        "in the roster, and not in the file (1): S-009 Gone",
        "the same name: `S-003` 李 伟 and `li@example.invalid` 伟 李; --confirm if they are one person",
    ]
    assert (
        "more is known of (1): S-003 李 伟"
        in run("roster", worksheet, "--class", tmp_path, "--confirm").output
    )
    again = run("roster", worksheet, "--class", tmp_path).output.splitlines()
    assert again[1:] == ["in the roster, and not in the file (1): S-009 Gone"]


def test_one_row_with_the_keys_of_two_people(tmp_path):
    (tmp_path / "roster.csv").write_text("id,login,email\ns1,jane,\ns2,,j@x\n")
    (tmp_path / "list.csv").write_text(
        "First name,Last name,Username,Email address\nJ,D,jane,j@x\n"
    )
    with pytest.raises(AutograderError) as raised:
        returned("roster", tmp_path / "list.csv", "--class", tmp_path)
    assert str(raised.value) == (
        f"{tmp_path}/list.csv:1: one person here (login `jane`, email `j@x`) has keys of `s1` and `s2` "
        "in roster.csv; correct one of the two"
    )


def test_forgetting(tmp_path):
    write_class(tmp_path, {
        "adjustments.csv": "student,assignment,kind\nhanako@example.invalid,units,excuse\ns2,units,excuse\n",
        "extensions.csv": "student,assignment,hours\ns2,units,1\n",
        "roster.csv": "学籍番号,メモ,groups,email\ns1,x,Red,hanako@example.invalid\ns2,y,Red,\n",
    })  # fmt: skip
    hand_in(tmp_path, student="s1")
    hand_in(tmp_path, student="s1", assignment="images")
    hand_in(tmp_path, student="s2")
    hand_in(tmp_path, student=None, group="Red")
    graded = tmp_path / "graded/units"
    for place in (
        "feedback/s1-1.md",
        "executed/s1-1.ipynb",
        "observations/s1-1.json",
        "feedback/s2-1.md",
    ):
        (graded / place).parent.mkdir(exist_ok=True)
        (graded / place).write_text("x")
    runs = [json.dumps({"submission": name}) + "\n" for name in ("s1-1", "s2-1", "s1-1")]
    (graded / "runs.jsonl").write_text("".join(runs))
    (graded / "report.html").write_text("s1-1 s2-1")
    write_book(book(tmp_path), "en")

    asked = run("forget", "hanako@example.invalid", "--class", tmp_path, stdin="n\n")
    assert asked.exit_code == 1
    assert (tmp_path / "attempts/units/s1").exists()
    done = run("forget", "hanako@example.invalid", "--class", tmp_path, "--yes")
    assert done.output.splitlines()[-3:] == [
        f"Made anew by: autograder gradebook --class {tmp_path}",
        f"Made anew by: autograder report {graded} --class {tmp_path}",
        f"Nothing of s1 is left in {tmp_path}.",
    ]
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {
        "class.yaml", "roster.csv", "extensions.csv", "adjustments.csv", "graded/units/runs.jsonl",
        "attempts/units/s2/1/attempt.json", "attempts/units/s2/1/files/work.py",
        "attempts/units/Red/1/attempt.json", "attempts/units/Red/1/files/work.py",
        "graded/units/results/s2-1.json", "graded/units/results/Red-1.json", "graded/units/feedback/s2-1.md",
    }  # fmt: skip
    assert (graded / "runs.jsonl").read_text() == runs[1]
    assert [row["student"] for row in table(tmp_path / "adjustments.csv")] == ["s2"]
    assert [(row["id"], row["メモ"]) for row in table(tmp_path / "roster.csv")] == [("s2", "y")]
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or b"hanako" not in path.read_bytes()


@pytest.mark.parametrize("student", ["ann", "安部", "1234567", "a:b"])
def test_nothing_of_who_was_forgotten_is_in_any_file(tmp_path, student):
    name, other = "Ann Annson", f"{student}.smith"
    roster = f"id,name,email\n{student},{name},ann@example.invalid\n{other},Bo,\nhannah,Hannah,\n"
    write_class(tmp_path, {"roster.csv": roster})
    graded = tmp_path / "graded/units"
    files = {who: file_name(who) for who in (student, other, "hannah")}
    for who, file in files.items():
        write_whole(graded / f"results/{file}.json", result_json(stored("units", who, (9.0,))))
        for place in ("feedback/{}.md", "feedback/{}.html", "observations/{}.npz"):
            write_whole(graded / place.format(file), who)
    # An attempt as well, so that the result named by the id is no attempt's; and a killed run.
    hand_in(tmp_path, student=student, points=(1.0,))
    write_whole(tmp_path / f"graded/images/observations/{file_name(student)}.json", student)
    scores = table_bytes(["submission", "q1"], [[who, "9"] for who in files])
    for path in ("scores.csv", "scores (kept 2026-05-02).csv"):
        write_whole(graded / path, scores)
    last = LastBatch(language="en", files=tuple(files.values()), scores=sha256(scores).hexdigest())
    write_whole(graded / "batch.json", batch_json(last))
    runs = [json.dumps({"submission": who}, ensure_ascii=False) + "\n" for who in files]
    write_whole(graded / "runs.jsonl", "".join(runs))
    for path in ("shared_errors.json", "report.html"):
        write_whole(graded / path, student)
    write_book(book(tmp_path), "en")

    of_others = {path for path in tmp_path.rglob("*") if files[other] in path.name}
    assert returned("forget", student, "--class", tmp_path, "--yes") == 1  # ann.smith has her id
    for path in filter(Path.is_file, tmp_path.rglob("*")):
        text = path.relative_to(tmp_path).as_posix() + path.read_text("utf-8")
        for others_name in (other, files[other], "hannah", "Hannah"):
            text = text.replace(others_name, "")
        assert not any(word in text for word in (student, files[student], "Ann", "ann@")), path
    assert {path for path in tmp_path.rglob("*") if files[other] in path.name} == of_others
    kept = table_bytes(["submission", "q1"], [[other, "9"], ["hannah", "9"]])
    assert (graded / "scores.csv").read_bytes() == kept
    now = read_batch(graded)
    assert now is not None
    assert (now.files, now.scores) == ((files[other], "hannah"), sha256(kept).hexdigest())


def test_what_others_wrote_about_who_was_forgotten_is_named(tmp_path):
    write_class(tmp_path)
    hand_in(tmp_path, student="s2")
    work = tmp_path / "attempts/units/s2/1/files/work.py"
    work.write_text("# with 安部 花子さん\n")
    done = run("forget", "s1", "--class", tmp_path, "--yes")
    assert done.stderr == (f"{work} has stayed, and names them, or has a word that is the same\n")
    assert "Nothing of" not in done.stdout
    assert work.exists()


def test_a_digest_names_nobody(tmp_path):
    write_class(tmp_path)
    page = tmp_path / "notes.html"
    page.write_text("<meta content=\"'sha256-aB/s1+Q='\"><img src='data:image/png;base64,i/s1/='>")
    assert "Nothing of s1" in run("forget", "s1", "--class", tmp_path, "--yes").output
    page.write_text("'sha256-aB/s2+Q=' of s2")
    assert f"{page} has stayed" in run("forget", "s2", "--class", tmp_path, "--yes").output


def test_forgetting_the_last_member_of_a_group(tmp_path):
    write_class(tmp_path)
    hand_in(tmp_path, student=None, group="Blue")
    for student in ("s2", "s3"):
        assert (tmp_path / "attempts/units/Blue").exists()
        assert returned("forget", student, "--class", tmp_path, "--yes") == 0
    assert not (tmp_path / "attempts/units/Blue").exists()
    assert not (tmp_path / "graded/units/results/Blue-1.json").exists()


def test_dates_go_by_when_it_was_received(tmp_path):
    of = opened(tmp_path)
    due = of.dates["units"].due_at
    assert due is not None
    hand_in(tmp_path, student="s1", received=due)
    hand_in(tmp_path, student="s2", received=due + timedelta(microseconds=1))
    assert [points for points, _ in grades(tmp_path).values()] == [16, 14, 0]
    assert IN_TIME < due < LATE
