"""The class folder: what it says, and what is said of each fault in it.

Tests of `classes/class_file.py`, `classes/moments.py`, `classes/tables.py`, `classes/roster.py`,
`classes/people.py`, `classes/mangled.py`, `classes/decisions.py`, `classes/attempts.py`,
`classes/folder.py`, `classes/merging.py`, `classes/importers/importer.py`,
`classes/importers/kinds.py`, `classes/importers/moodle_worksheet.py`,
`classes/importers/moodle_participants.py`, `classes/importers/canvas_gradebook.py` and
`classes/importers/gradescope_roster.py`.
"""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from autograder.classes.attempts import attempt_id, read_attempts, store_attempt
from autograder.classes.class_file import class_schema, read_class_file
from autograder.classes.folder import open_class
from autograder.classes.importers.kinds import importer_of
from autograder.classes.mangled import mangled_fault, original, suspicious_ids
from autograder.classes.merging import merged
from autograder.classes.moments import NoMoment, beginning_of, end_of, shown
from autograder.classes.people import NobodyFound, People, name_forms, proposals
from autograder.classes.roster import Roster, read_roster, roster_bytes
from autograder.classes.tables import read_table, table_bytes, with_row
from autograder.cli import cli
from autograder.errors import AutograderError, ClassError, OutputError, UsageError
from autograder.records.dates import Amount, Bank, LatePolicy, Span, Step
from autograder.records.people import Student
from tests.class_folders import CLASS, ROSTER, opened, write_class

SAMPLES = Path(__file__).parent / "lms_samples"


def said(folder: Path, files: dict[str, str]) -> list[str]:
    """Return what is said of a class folder with faults, without the folder's own path."""
    with pytest.raises(AutograderError) as raised:
        opened(folder, files)
    return str(raised.value).replace(f"{folder}/", "").split("\n")


# -- class.yaml

WHOLE = """\
course: ../course
term: Spring 2026
time_zone: Europe/Berlin
counts: best
late: {grace: 10 minutes, free: 2 hours, per: hour, deduct: 1, of: earned, most: 50 %, floor: 2 points}
bank: {days: 4, each: 2}
drop_lowest: 1
assignments:
  units:
    opens: 2026-04-01
    due: 2026-05-01 23:59
    closes: 2026-05-08 12:00:30
    weight: 2
    late: {steps: [{until: 1 day, deduct: 10 %}, {deduct: 50%}]}
  images: {due: 2026-06-01T24:00, counts: by hand, bank: false, weight: 0.5, bonus: true}
"""


def test_class_yaml(tmp_path):
    (tmp_path / "class.yaml").write_text(WHOLE)
    plan = read_class_file(tmp_path / "class.yaml")
    units, images = plan.dates
    assert (plan.zone, plan.course, plan.term) == ("Europe/Berlin", "../course", "Spring 2026")
    assert plan.bank == Bank(days=4, each=2)
    assert plan.weighing.weights == {"units": 2, "images": 0.5}
    assert plan.weighing.bonus == {"images"}
    assert plan.weighing.drop_lowest == 1
    assert units.opens_at == datetime(2026, 3, 31, 22, tzinfo=UTC)
    assert units.due_at == datetime(2026, 5, 1, 21, 59, 59, 999999, tzinfo=UTC)
    assert units.closes_at == datetime(2026, 5, 8, 10, 0, 30, 999999, tzinfo=UTC)
    common = {
        "grace": Span(count=10, unit="minute"),
        "free": Span(count=2, unit="hour"),
        "of": "earned",
        "most": Amount(value=50, per_cent=True),
        "floor": Amount(value=2),
    }
    steps = (
        Step(until=Span(count=1, unit="day"), deduct=Amount(value=10, per_cent=True)),
        Step(deduct=Amount(value=50, per_cent=True)),
    )
    assert units.late == LatePolicy(**common, steps=steps)
    assert images.late == LatePolicy(**common, per="hour", deduct=Amount(value=1))
    assert (units.counts, images.counts, units.bank, images.bank) == (
        "best",
        "by hand",
        True,
        False,
    )
    assert images.due_at == datetime(2026, 6, 1, 22, 0, 59, 999999, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("assignments: {}\n", "class.yaml:1: `time_zone` is missing: write one, such as `time_zone: Asia/Tokyo`"),
        ("time_zone: Asia/Tokyo\n",
         "class.yaml:1: `assignments` is missing: write each one's dates, such as "
         "`units: {due: 2026-05-01 23:59}`"),
        ("time_zone: Asia/Tokyo\nlate: {per: day, deduct: 0,5}\nassignments: {}\n",
         "class.yaml:2: late: unknown key `5`; in a number, write a point for the comma, as in 0.5"),
        ("time_zone: Asia/Tokyo\nlate: {per: day, deduct: 2,5 %}\nassignments: {}\n",
         "class.yaml:2: late: unknown key `5 %`; in a number, write a point for the comma, as in 0.5"),
        ("time_zone: Asia/Tokyo\nlate: {per: day, deduct: 2, 5: 3}\nassignments: {}\n",
         "class.yaml:2: late: unknown key `5`"),
        ("time_zone: Asia/Tokio\nassignments: {}\n",
         "class.yaml:1: there is no time zone `Asia/Tokio`; did you mean `Asia/Tokyo`?"),
        *(
            (f"time_zone: {zone}\nassignments: {{}}\n",
             f"class.yaml:1: `{zone}` is no time zone, which is named by a place, such as Asia/Tokyo")
            for zone in ("JST", "PDT", "UTC+9", "GMT+9", "+09:00")
        ),
        ("time_zone:\nassignments: {}\n",
         "class.yaml:1: expected a time zone such as Asia/Tokyo but got time_zone=None (nothing)"),
        ("time_zone: Asia/Tokyo\nassignments:\n  units: {du: 2026-05-01}\n",
         "class.yaml:3: assignments, units: unknown key `du`; did you mean `due`?"),
        ("time_zone: Asia/Tokyo\nassignments:\n  units: {due: 1 May}\n",
         "class.yaml:3: assignments, units: expected a date such as 2026-05-01, or a time such as "
         "2026-05-01 23:59 but got due='1 May' (str)"),
        ("time_zone: Asia/Tokyo\nassignments:\n  units: {due: 2026-05-01 25:00}\n",
         "class.yaml:3: units: `due`: `2026-05-01 25:00` is no time: hour must be in 0..24"),
        ("time_zone: Europe/Berlin\nassignments:\n  units: {due: 2026-03-29 02:30}\n",
         "class.yaml:3: units: `due`: `2026-03-29 02:30` is no time in Europe/Berlin: clocks go forward there"),
        ("time_zone: Asia/Tokyo\nassignments:\n  units:\n    due: 2026-05-01\n    closes: 2026-04-30\n",
         "class.yaml:5: units: `closes` 2026-04-30 is before `due` 2026-05-01"),
        ("time_zone: Asia/Tokyo\nassignments:\n  units: {closes: 2026-04-30}\n",
         "class.yaml:3: units: `due` is missing: say when it is due"),
        ("time_zone: Asia/Tokyo\nlate: {deduct: ten}\nassignments: {}\n",
         "class.yaml:2: late: expected a number of points such as 2, or a per cent such as 10 % but "
         "got deduct='ten' (str)"),
        ("time_zone: Asia/Tokyo\nlate: {grace: 10}\nassignments: {}\n",
         "class.yaml:2: late: expected a span of time such as 10 minutes, 2 hours or 1 day but got "
         "grace=10 (int)"),
        ("time_zone: Asia/Tokyo\nlate: {steps: [{until: 1 day, deduct: 1}]}\nassignments: {}\n",
         "class.yaml:2: the last step has no `until`: it holds for ever"),
        ("time_zone: Asia/Tokyo\nlate: {steps: [{deduct: 1}, {deduct: 2}]}\nassignments: {}\n",
         "class.yaml:2: step 1: `until` is missing: only the last step holds for ever"),
        ("time_zone: Asia/Tokyo\nlate: {deduct: 1, steps: [{deduct: 1}]}\nassignments: {}\n",
         "class.yaml:2: only one of `steps` and `deduct` can be given"),
        ("time_zone: Asia/Tokyo\nassignments:\n  a: {weight: 2}\n  b: {}\n",
         "class.yaml:4: b: `weight` is missing: give one to each assignment, or to none"),
        ("time_zone: Asia/Tokyo\nassignments: {../a: {}}\n",
         "class.yaml:2: assignments: expected the name of an assignment: letters, digits and hyphens "
         "but got `../a`"),
    ],
)  # fmt: skip
def test_a_fault_in_class_yaml_has_its_line_and_its_cure(tmp_path, text, fault):
    assert said(tmp_path, {"class.yaml": text}) == [fault]


@pytest.mark.parametrize("more", ["", "    weigth: 2\n"])
def test_days_that_there_are_not_are_told_all_at_once_with_line_and_key(tmp_path, more):
    text = (
        "time_zone: Asia/Tokyo\nassignments:\n  units:\n    opens: 2026-02-30\n"
        f"    due: 2026-13-24\n  images:\n    due: 2026-05-00\n{more}"
    )
    assert [fault for fault in said(tmp_path, {"class.yaml": text}) if "weigth" not in fault] == [
        "class.yaml:4: units: `opens`: `2026-02-30` is no time: day is out of range for month",
        "class.yaml:5: units: `due`: `2026-13-24` is no time: month must be in 1..12",
        "class.yaml:7: images: `due`: `2026-05-00` is no time: day is out of range for month",
    ]
    assert len(said(tmp_path, {"class.yaml": text})) == (4 if more else 3)


def test_all_faults_at_once(tmp_path):
    text = "time_zone: Asia/Tokyo\nassignments:\n  a: {due: x}\n  b: {due: y}\n"
    assert len(said(tmp_path, {"class.yaml": text})) == 2


def test_no_class_folder(tmp_path):
    with pytest.raises(
        UsageError,
        match=r"there is no class\.yaml in it; name the class's folder with --class, or write one with "
        r"`time_zone: Asia/Tokyo` and `assignments:`",
    ):
        open_class(tmp_path)
    (tmp_path / "class.yaml").write_text(CLASS)
    with pytest.raises(
        ClassError, match=r"roster\.csv: is missing; `autograder roster FILE --class DIR`"
    ):
        open_class(tmp_path)


def test_the_schema_of_a_class_is_one():
    done = CliRunner().invoke(cli, ["schema", "class"])
    schema = json.loads(done.output)
    Draft202012Validator.check_schema(schema)
    assert schema == class_schema()
    assert "questions" in CliRunner().invoke(cli, ["schema"]).output


# -- times


def test_a_deadline_holds_to_the_end_of_what_it_names():
    zone = "Asia/Tokyo"
    day = end_of("2026-05-01", zone)
    assert day == end_of("2026-05-01 23:59", zone) == end_of("2026-05-01 23:59:59", zone)
    assert beginning_of("2026-05-01", zone) == datetime(2026, 4, 30, 15, tzinfo=UTC)
    assert end_of("2026/5/1 9:00:00.5", zone) == datetime(2026, 5, 1, 0, 0, 0, 500000, tzinfo=UTC)
    assert end_of("2026-10-25", "Europe/Berlin") == datetime(
        2026, 10, 25, 22, 59, 59, 999999, tzinfo=UTC
    )
    assert shown(day, zone) == "2026-05-01 23:59:59 +09:00"


@pytest.mark.parametrize(
    "text", ["", "2026-02-30", "2026-05-01 24:60", "5/1", "2026-05-01 24:00:00.1.2"]
)
def test_no_time(text):
    with pytest.raises(NoMoment):
        end_of(text, "Asia/Tokyo")


# -- tables


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_roster_as_people_save_it(tmp_path, encoding, delimiter):
    text = '学籍番号,氏名,クラス\r\n０１２,"安部　花子",A\r\n\r\n013,"Smith (Jr.)",\r\n'.replace(
        ",", delimiter
    )
    (tmp_path / "roster.csv").write_bytes(text.encode(encoding))
    roster = read_roster(tmp_path / "roster.csv")
    assert [(s.id, s.name, s.section) for s in roster.students] == [
        ("012", "安部　花子", "A"),
        ("013", "Smith (Jr.)", ""),
    ]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "roster.csv:1: is empty: a header is missing"),
        (
            b"id,name\ns1,a,b\n",
            "roster.csv:2: has 3 cells, and the header 2; quote what has commas in it",
        ),
        (b"id,id\n", "roster.csv:1: has two columns `id`"),
        (b"name\nx\n", "roster.csv:1: the column `id` is missing; there are `name`"),
        (b'id,name\ns1,"x\n', "roster.csv:2: is no line of a table: unexpected end of data"),
        (
            b"id\n\x81\xff\xff\n",
            "roster.csv: is neither UTF-8 nor cp932 (Shift JIS); save it as UTF-8",
        ),
    ],
)
def test_a_fault_in_a_table(tmp_path, data, fault):
    (tmp_path / "roster.csv").write_bytes(data)
    with pytest.raises(ClassError) as raised:
        read_roster(tmp_path / "roster.csv")
    assert str(raised.value) == f"{tmp_path}/{fault}"


def test_lines_are_counted_as_an_editor_does(tmp_path):
    text = 'id,name\ns1,"two\nlines"\n\ns1,again\n'
    assert said(tmp_path, {"roster.csv": text}) == [
        "roster.csv:5: `s1` is on line 2 already; leave one of them out"
    ]


def test_what_could_be_a_formula_is_guarded_and_comes_back(tmp_path):
    (tmp_path / "t.csv").write_bytes(table_bytes(["a"], [["=1+1"], ["-x"], ["ok"], ["＝x"]]))
    assert b"\n'=1+1\r\n" in (tmp_path / "t.csv").read_bytes()
    rows = read_table(tmp_path / "t.csv").rows
    assert [row.written("a") for row in rows] == ["=1+1", "-x", "ok", "＝x"]


def test_a_row_is_added_whatever_the_columns_are(tmp_path):
    path = tmp_path / "t.csv"
    path.write_bytes("b;x\r\n１;安".encode("cp932"))
    path.write_bytes(with_row(path, ("a", "b", "c"), {"a": "1", "b": "2", "c": ""}))
    assert path.read_bytes().decode("utf-8-sig") == "b,x,a\r\n１,安,\r\n2,,1\r\n"


# -- the roster


def test_faults_of_a_roster(tmp_path):
    text = (
        "id,name,email,login,sis\nS1,a,x@y,\ns1,b,,\n,c,,\nSEP-01,d,,\ns2,e,X@Y ,l\ns3,f,,L\n"
        "1.23E+11,g,,\ns4,h,,may-15\ns5,i,,,9月1日\n"
    )
    assert said(tmp_path, {"roster.csv": text}) == [
        "roster.csv:3: `s1` is on line 2 already; leave one of them out",
        "roster.csv:4: the id is missing: give each person one, such as a student number",
        "roster.csv:5: `SEP-01` is what Excel makes of an id such as `SEP1`, `1-2` or `123456789012`; "
        "format the column as Text in Excel before you type or paste ids",
        "roster.csv:6: the email `x@y` is that of `S1` on line 2 too; a key belongs to one person: "
        "correct one of them",
        "roster.csv:7: the login `l` is that of `s2` on line 6 too; a key belongs to one person: "
        "correct one of them",
        "roster.csv:8: `1.23E+11` is what Excel makes of an id such as `SEP1`, `1-2` or `123456789012`; "
        "format the column as Text in Excel before you type or paste ids",
        "roster.csv:10: `9月1日` is what Excel makes of an id such as `SEP1`, `1-2` or `123456789012`; "
        "format the column as Text in Excel before you type or paste ids",
    ]


def test_a_roster_comes_back_with_columns_of_its_own(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text("id,note,name,groups,email\ns1,left,=evil(),Red; Blue,a@b; c@d\n")
    roster = read_roster(path)
    assert roster.students[0].groups == ("Red", "Blue")
    assert roster.students[0].values("email") == ("a@b", "c@d")
    path.write_bytes(roster_bytes(roster))
    assert read_roster(path) == roster
    assert "'=evil()" in path.read_text("utf-8-sig")


def test_who_is_meant():
    people = People([Student(id="0012345", name="A"), Student(id="s2", keys=(("email", "b@x"), ("login", "s3"))),
                     Student(id="S3"), Student(id="SEP1")])  # fmt: skip
    assert people.meant("ｓ２").id == "s2"
    assert people.meant("B@X").id == "s2"
    for text, sentence in [
        ("s3", "`s3` is a key of `S3` and `s2`; name one of them by id"),
        ("12345", "`12345` is not in the roster, but `0012345` is: Excel has changed it; format the "
                  "column as Text in Excel before you type or paste ids"),
        ("1-Sep", "`1-Sep` is not in the roster, but `SEP1` is: Excel has changed it; format the "
                  "column as Text in Excel before you type or paste ids"),
        ("s22", "`s22` is not in the roster; did you mean `s2`?"),
        ("zzz", "`zzz` is not in the roster"),
    ]:  # fmt: skip
        with pytest.raises(NobodyFound) as raised:
            people.meant(text)
        assert str(raised.value) == sentence


@pytest.mark.parametrize(
    ("id_", "shown_as"),
    [
        ("0012345", "12345"),
        ("1-2", "2-Jan"),
        ("1-2", "1月2日"),
        ("1-2", "01-Feb"),
        ("SEP1", "1-Sep"),
        ("SEP1", "Sep-01"),
        ("SEP1", "9月1日"),
        ("MAR-3", "2026/3/3"),
        ("1E5", "100000"),
        ("123456789012", "1.23457E+11"),
        ("12345", "12345.0"),
    ],
)
def test_what_excel_makes_of_an_id(id_, shown_as):
    assert original(shown_as, [id_, "s1", "9999"]) == id_


@pytest.mark.parametrize(("id_", "other"), [("0012345", "12346"), ("SEP1", "2-Sep"), ("s1", "1"), ("a", "b"),
                                            ("1-2", "3-Jan"), ("MARY1", "1-Apr")])  # fmt: skip
def test_what_excel_does_not_make_of_it(id_, other):
    assert original(other, [id_]) is None


@pytest.mark.parametrize("id_", ["s001", "0012345", "SEP1", "1-2", "MAR3", "2024001", "1E5", "b4"])
def test_ids_that_nobody_has_changed(id_):
    assert mangled_fault(id_) is None


def test_two_ids_that_could_have_become_the_same_are_not_chosen_from():
    assert original("1", ["01", "001"]) is None


def test_ids_that_are_shorter_than_most():
    def short(*ids: str) -> tuple[str, ...]:
        return suspicious_ids([Student(id=id_) for id_ in ids])

    assert short("0012345", "1012345", "12346") == ("12346",)
    assert short("1", "2", "30") == ()
    assert short("a1", "b") == ()


def test_ids_that_excel_has_changed_never_come_into_the_roster(tmp_path):
    """An LMS's list that was saved in Excel; roster.csv could not be read any more."""
    folder = write_class(tmp_path / "class", {"roster.csv": "id,name\n0012345,Kato\n1-2,Ito\n"})
    path = tmp_path / "canvas.csv"
    path.write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section,HW (3)\n    Points Possible,,,,,10\n"
        "Abe,11,1-Sep,abe,A,\nKato,13,12345,kato,A,\nIto,14,1-2,ito,A,\n"
    )
    before = (folder / "roster.csv").read_bytes()
    with pytest.raises(ClassError) as refused:
        cli.main(["roster", str(path), "--class", str(folder)], standalone_mode=False)
    again = "; or export the list again, and leave Excel out"
    cure = f"format the column as Text in Excel before you type or paste ids{again}"
    assert str(refused.value).splitlines() == [
        f"{path}:3: `1-Sep` is what Excel makes of an id such as `SEP1`, `1-2` or `123456789012`; {cure}",
        f"{path}:4: `12345` is not in the roster, but `0012345` is: Excel has changed it; {cure}",
    ]
    assert (folder / "roster.csv").read_bytes() == before


@pytest.mark.parametrize("command", ["dates units", "roster list.csv", "gradebook"])
def test_zeros_that_excel_has_taken_away_are_named(tmp_path, command):
    write_class(tmp_path, {"roster.csv": "id,name\n0012345,A\n0012346,B\n12347,C\n"})
    (tmp_path / "list.csv").write_text(
        "First name,Last name,ID number,Email address\nA,B,0012348,\n"
    )
    words = command.replace("list.csv", str(tmp_path / "list.csv")).split()
    done = CliRunner().invoke(cli, [*words, "--class", str(tmp_path)])
    said = "roster.csv: `12347`: shorter than other ids; has Excel taken zeros away?"
    assert said in done.stderr.splitlines()


# -- names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("花子 安部", "安部　花子"),
        ("安部花子", "安部 花子"),
        ("ハナコ・アベ", "ﾊﾅｺ ｱﾍﾞ"),
        ("Doe, Jane", "Jane Doe"),
        ("Ana María O'Neil-Núñez", "Ana María ONeil-Núñez"),
        ("Zoë van_der Berg", "van der Berg, Zoë"),
    ],
)
def test_names_that_are_the_same(one, other):
    assert name_forms(one) & name_forms(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Ana", "Anna"), ("", ""), ("安部 花子", "安部 花"), ("・", "・")]
)
def test_names_that_differ(one, other):
    assert not name_forms(one) & name_forms(other)


def test_namesakes_are_never_proposed():
    known = [Student(id="1", name="Sam Same"), Student(id="2", name="Li Wei")]
    twins = [
        Student(id="a", name="Same, Sam"),
        Student(id="b", name="Sam Same"),
        Student(id="c", name="Wei Li"),
    ]
    assert [(p.known.id, p.coming.id) for p in proposals(known, twins)] == [("2", "c")]
    assert proposals([*known, Student(id="3", name="Sam Same")], twins[:1]) == ()


# -- importers


def imported(path: Path) -> tuple[str, tuple[Student, ...]]:
    table = read_table(path)
    importer = importer_of(table)
    return importer.name, importer.read(table)


def test_moodles_worksheet():
    name, people = imported(SAMPLES / "HW3team-worksheet.csv")
    assert name == "Moodle's grading worksheet"
    assert [(p.id, p.groups) for p in people][:3] == [
        ("ana@example.invalid", ("Team_Red",)),
        ("zoe@example.invalid", ("Team_Red",)),
        ("li@example.invalid", ("Team Blue",)),
    ]
    assert people[4].groups == ()
    assert imported(SAMPLES / "HW1-worksheet.csv")[1][2].name == "伟 李"


def test_moodles_gradebook_and_participants(tmp_path):
    name, people = imported(SAMPLES / "gradebook_export.csv")
    assert name == "Moodle's participants"
    assert [p.id for p in people] == [
        "nofile@example.invalid",
        "S-001",
        "S-005",
        "S-006",
        "S-004",
        "S-002",
        "S-003",
    ]
    (tmp_path / "p.csv").write_bytes(
        '"名","姓","メールアドレス",グループ\n花子,安部,h@x,"Red, Blue"\n'.encode("utf-8-sig")
    )
    assert imported(tmp_path / "p.csv")[1] == (
        Student(id="h@x", name="花子 安部", groups=("Red", "Blue"), keys=(("email", "h@x"),)),
    )


def test_canvas(tmp_path):
    (tmp_path / "c.csv").write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section,HW1 (123)\n"
        "Manual Posting,,,,,\n    Points Possible,,,,,10\n"
        '"Doe, Jane",77,s1,jane,A,9\n"Student, Test",99,,abc,A,\n'
    )
    name, people = imported(tmp_path / "c.csv")
    keys = (("sis", "s1"), ("login", "jane"), ("canvas", "77"))
    assert (name, people) == (
        "Canvas' gradebook",
        (Student(id="s1", name="Doe, Jane", section="A", keys=keys),),
    )


def test_gradescope(tmp_path):
    (tmp_path / "g.csv").write_text(
        "First Name,Last Name,SID,Email,Role,Section\nJane,Doe,s1,j@x,Student,A\nT,A,,t@x,TA,\n"
    )
    name, people = imported(tmp_path / "g.csv")
    assert name == "Gradescope's roster"
    assert people == (
        Student(id="s1", name="Jane Doe", section="A", keys=(("sis", "s1"), ("email", "j@x"))),
    )


def test_no_list_of_people():
    with pytest.raises(
        ClassError, match=r"HW2blind-worksheet\.csv:1: its header is that of none of these: "
    ):
        imported(SAMPLES / "HW2blind-worksheet.csv")


def test_merging_by_keys_and_by_confirmed_names():
    roster = [
        Student(id="s1", name="安部 花子"),
        Student(id="s2", keys=(("email", "b@x"),)),
        Student(id="s9"),
    ]
    coming = [
        Student(id="h@x", name="花子　安部", keys=(("email", "h@x"),)),
        Student(id="B@X", name="Bob", groups=("Red",), keys=(("login", "bob"), ("email", "B@X"))),
        Student(id="s3", name="New", keys=(("sis", "s3"), ("email", "n@x"))),
    ]
    found = merged(roster, coming, confirm=False)
    assert [(p.known.id, p.coming.id) for p in found.proposed] == [("s1", "h@x")]
    assert [s.id for s in found.students] == ["s1", "s2", "s9", "s3"]
    assert found.added == (Student(id="s3", name="New", keys=(("email", "n@x"),)),)
    assert found.changed == (
        Student(id="s2", name="Bob", groups=("Red",), keys=(("email", "b@x"), ("login", "bob"))),
    )
    assert [s.id for s in found.absent] == ["s9"]
    confirmed = merged(roster, coming, confirm=True)
    assert confirmed.students[0].keys == (("email", "h@x"), ("name", "花子　安部"))
    again = merged(confirmed.students, coming, confirm=False)
    assert (again.students, again.added, again.changed, again.proposed) == (
        confirmed.students,
        (),
        (),
        (),
    )


def test_one_person_with_the_keys_of_two():
    roster = [Student(id="s1", keys=(("email", "a@x"),)), Student(id="s2")]
    both = Student(id="s2", keys=(("sis", "s2"), ("email", "a@x")))
    found = merged(roster, [both], confirm=True)
    assert [(s.id, [o.id for o in owners]) for s, owners in found.clashes] == [("s2", ["s1", "s2"])]
    assert found.students == tuple(roster)


# -- decisions


def test_extensions_and_adjustments(tmp_path):
    of = opened(tmp_path, {
        "extensions.csv": "student,section,assignment,due,hours,because,by\n"
                          "hanako@example.invalid,,units,2026-05-03,,ill,kk\n,B,units,,24,fire,kk\n*,,,,1,,\n",
        "adjustments.csv": "student,assignment,question,kind,points,comment,by,at,seen\n"
                           "s1,units,q1,add,-1.5,１問目,kk,2026-05-09,6\ns2,units,,waive-late,,,,,\n",
    })  # fmt: skip
    assert [(e.student, e.section, e.assignment, e.hours) for e in of.extensions] == [
        ("s1", None, "units", None), (None, "B", "units", 24), (None, None, None, 1)]  # fmt: skip
    assert of.extensions[0].due_at == datetime(2026, 5, 3, 14, 59, 59, 999999, tzinfo=UTC)
    first = of.adjustments[0]
    assert (first.student, first.question, first.points, first.comment, first.seen) == (
        "s1",
        "q1",
        -1.5,
        "１問目",
        6,
    )


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("s1,,units,2026-04-01,", "2026-04-01 is not after the due date of `units`: an extension gives "
         "more time; write a later one, or leave the line out"),
        ("s1,,units,2026-05-01 23:59,", "2026-05-01 23:59 is not after the due date of `units`: an "
         "extension gives more time; write a later one, or leave the line out"),
        ("s1,,units,,-2", "`hours` is -2: an extension gives more time"),
        ("s1,,units,,", "give either `due`, the new due date, or `hours`, how much later it is"),
        ("s1,,unit,,2", "there is no assignment `unit` in class.yaml; did you mean `units`?"),
        ("s9,,units,,2", "`s9` is not in the roster"),
        (",C,units,,2", "nobody is in section `C`"),
        ("s1,,,2026-05-09,", "a `due` date is for one assignment: name it, or give `hours`"),
        ('s1,,units,,"1,5"', "`1,5` is no number; write 1.5"),
        ("s1,,units,tomorrow,", "expected a date such as 2026-05-01, or a time such as 2026-05-01 23:59 "
                                "but got `tomorrow`"),
    ],
)  # fmt: skip
def test_a_fault_in_an_extension(tmp_path, line, fault):
    text = f"student,section,assignment,due,hours\n{line}\n"
    assert said(tmp_path, {"extensions.csv": text}) == [f"extensions.csv:2: {fault}"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (
            "s1,units,plus,3",
            "expected one of add, at-least, bonus, cap, choose, excuse, set, waive-late but got `plus`",
        ),
        ("s1,units,set,", "`set` needs points"),
        ("s1,units,excuse,3", "`excuse` takes no points"),
        ("s1,units,add,nan", "expected a finite number of points"),
        ("s1,units,add,inf", "expected a finite number of points"),
        ('s1,units,add,"33,5"', "`33,5` is no number; write 33.5"),
        ("nobody,units,add,1", "`nobody` is not in the roster"),
    ],
)
def test_a_fault_in_an_adjustment(tmp_path, line, fault):
    text = f"student,assignment,kind,points\n{line}\n"
    assert said(tmp_path, {"adjustments.csv": text}) == [f"adjustments.csv:2: {fault}"]


def test_faults_of_both_files_at_once(tmp_path):
    files = {"extensions.csv": "student,assignment,hours\ns9,units,1\n",
             "adjustments.csv": "student,assignment,kind\ns9,units,excuse\n"}  # fmt: skip
    assert [line.split(":")[0] for line in said(tmp_path, files)] == [
        "extensions.csv",
        "adjustments.csv",
    ]


# -- attempts


def test_an_attempt_is_stored_once_and_numbered(tmp_path):
    def store(content: bytes, **more):
        return store_attempt(
            tmp_path, "units", {"a/b.py": content}, source="moodle:7", **({"student": "s1"} | more)
        )

    first, second, again = store(b"1"), store(b"2"), store(b"1")
    assert (first.number, second.number, again) == (1, 2, first)
    assert (tmp_path / "attempts/units/s1/1/files/a/b.py").read_bytes() == b"1"
    group = store(b"1", student=None, group="Team Red")
    assert read_attempts(tmp_path, "units") == [group, first, second]
    third = store(b"3", received_at=datetime(2026, 5, 1, tzinfo=UTC))
    assert read_attempts(tmp_path, "units") == [group, first, second, third]  # three by the index
    shutil.rmtree(tmp_path / "attempts/units/s1/2")
    assert read_attempts(tmp_path, "units") == [group, first, third]
    (tmp_path / "attempts/units/.index.json").write_text("[")
    assert read_attempts(tmp_path, "units") == [group, first, third]
    assert first.id == attempt_id("moodle:7", {"a/b.py": b"1"}) != second.id


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", ""])
def test_a_file_cannot_leave_the_folder_of_its_attempt(tmp_path, name):
    with pytest.raises(OutputError, match="is outside the folder of the attempt"):
        store_attempt(tmp_path, "units", {name: b""}, student="s1", source="x")


def test_an_attempt_of_a_later_version(tmp_path):
    write_class(tmp_path)
    path = tmp_path / "attempts/units/s1/1/attempt.json"
    path.parent.mkdir(parents=True)
    path.write_text('{"format": "akapen-attempt", "version": 2, "autograder": "9.1"}')
    with pytest.raises(ClassError) as raised:
        read_attempts(tmp_path, "units")
    assert str(raised.value) == (
        f"{path}: is an attempt that a newer version has stored, autograder 9.1: install that one"
    )
    path.write_text('{"format": "akapen-attempt", "version": 0}')
    with pytest.raises(ClassError) as raised:
        read_attempts(tmp_path, "units")
    assert str(raised.value) == (
        f"{path}: cannot be read as an attempt by this version of autograder; store it again"
    )


def test_a_roster_of_nobody(tmp_path):
    assert opened(tmp_path, {"roster.csv": "id\n"}).people.students == {}
    assert roster_bytes(Roster()).startswith(b"\xef\xbb\xbfid,name,")
    assert ROSTER.startswith("id,")
