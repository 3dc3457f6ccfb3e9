"""What an LMS's download becomes in a class folder, and what is said of it.

Tests of `classes/intake.py`, `classes/matching.py`, `classes/worksheets.py`, `cli/collect.py` and
`cli/collected.py`.
"""

from __future__ import annotations

import csv
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.classes.attempts import read_attempts
from autograder.classes.folder import open_class
from autograder.classes.intake import MAX_FILES
from autograder.classes.work import find_attempts
from autograder.classes.worksheets import read_worksheet
from autograder.cli import cli
from autograder.errors import AutograderError, ClassError, OutputError
from autograder.records import Status
from autograder.records.people import Attempt
from tests.class_folders import write_class, write_result
from tests.downloads import ONLINE, Members, gradescope, laid_out, moodle, zipped
from tests.test_store_history import full_disk

SAMPLES = Path(__file__).parent / "lms_samples"
CODE = "def double(x):\n    return 2 * x\n"
CLASS = """\
time_zone: Asia/Tokyo
late: {per: day, deduct: 10 %}
assignments:
  doubling: {due: 2026-05-01 23:59}
"""
ROSTER = """\
id,name,groups,email,sis,canvas,github,login
s1,安部 花子,Team Red,hanako@example.invalid,,101,hanako,
s2,Bob O'Neil,Team Red,bob@example.invalid,,102,,bob
s3,Carol,,s3@example.invalid,,,,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_class(tmp_path / "class", {"class.yaml": CLASS, "roster.csv": ROSTER})


@pytest.fixture
def collect(folder: Path):
    """Run the command; return its exit status, what it says, and what it warns of."""

    def run(*arguments: object) -> tuple[int, list[str], list[str]]:
        words = ["collect", "doubling", *map(str, arguments), "--class", str(folder)]
        done = CliRunner().invoke(cli, words, standalone_mode=False)
        if done.exception:
            raise done.exception
        return done.return_value, done.stdout.splitlines(), done.stderr.splitlines()

    return run


def put(folder: Path, members: Members, name: str = "download.zip") -> Path:
    path = folder.parent / name
    path.write_bytes(zipped(members))
    return path


def attempts(folder: Path) -> dict[str, Attempt]:
    """Return all attempts by whose and which they are."""
    return {f"{a.owner} {a.number}": a for a in read_attempts(folder, "doubling")}


# -- whose it is


def test_keys_decide_and_names_only_propose(folder, collect):
    path = put(folder, {moodle("花子 安部", 4, "doubling.py"): CODE,
                        moodle("Bob ONeil", 2, "doubling.py"): CODE,
                        moodle("Dave", 3, "doubling.py"): CODE})  # fmt: skip
    status, said, warned = collect(path)
    assert (status, said) == (
        1,
        [f"{path}: Moodle's submissions, in folders: 3 handed in", "new: 3; there already: 0"],
    )
    assert warned == [
        "the same name: `s1` 安部 花子 and 花子 安部 (moodle:4); --confirm if they are one person",
        "the same name: `s2` Bob O'Neil and Bob ONeil (moodle:2); --confirm if they are one person",
        "handed in, and not in the roster (1): Dave (moodle 3); what they handed in is kept: "
        "complete roster.csv, and collect again",
        "in the roster, and handed in nothing (1): s3 Carol",
        "received at a time that nobody says (3): they count as in time; Moodle's grading "
        "worksheet says it, or --zip-times ZONE, or --received TIME",
    ]
    assert set(attempts(folder)) == {
        "花子 安部 (moodle 4) 1",
        "Bob ONeil (moodle 2) 1",
        "Dave (moodle 3) 1",
    }
    status, said, _ = collect(path, "--confirm")
    assert (status, said[1:]) == (
        1,
        [
            "new: 0; there already: 1",
            "known now (2): 花子 安部 (moodle 4) is s1, Bob ONeil (moodle 2) is s2",
        ],
    )
    assert set(attempts(folder)) == {"s1 1", "s2 1", "Dave (moodle 3) 1"}
    confirmed = [s.values("name") for s in open_class(folder).people.students.values()]
    assert confirmed == [("花子 安部",), ("Bob ONeil",), ()]
    # The next time, of another assignment with other numbers, their names are known.
    later = put(folder, {moodle("花子 安部", 9, "doubling.py"): CODE + "#"}, "later.zip")
    assert collect(later)[:2] == (0, [f"{later}: Moodle's submissions, in folders: 1 handed in",
                                      "new: 1; there already: 0"])  # fmt: skip
    assert attempts(folder)["s1 2"].source == "moodle:9"


def test_namesakes_never_merge(folder, collect):
    (folder / "roster.csv").write_text("id,name,confirmed\ns1,Sam Same,\ns2,Ann Lee,Ann Lee\n")
    path = put(folder, {moodle("Sam Same", 3, "doubling.py"): CODE,
                        moodle("Same Sam", 4, "doubling.py"): CODE,
                        moodle("Ann Lee", 5, "doubling.py"): CODE,
                        moodle("Lee Ann", 6, "doubling.py"): CODE})  # fmt: skip
    status, _, warned = collect(path, "--confirm")
    assert status == 1
    assert "not in the roster (4)" in warned[0]
    assert warned[1] == (
        "Sam Same (moodle 3): `s1` has this name, and several are called so: name Moodle's grading "
        "worksheet beside its zip file"
    )
    assert len(attempts(folder)) == 4
    (folder / "roster.csv").write_text("id,name\ns1,Sam Same\ns2,Same Sam\n")
    _, _, warned = collect(put(folder, {"samesam_700_7000_doubling.py": CODE}, "canvas.zip"))
    assert warned[1] == (
        "samesam (canvas 700_7000): `s1` and `s2` have this name, and several are called so: write "
        "what the LMS knows them by into roster.csv"
    )


def test_a_worksheet_tells_who_is_who_and_when(folder, collect):
    collect("--confirm", put(folder, {moodle("Sam Same", 3, "hw1.py"): CODE,
                                      moodle("Sam Same", 4, "hw1.py"): CODE}))  # fmt: skip
    (folder / "roster.csv").write_text(
        "id,email\nt1,twin1@example.invalid\nt2,twin2@example.invalid\n"
    )
    zip_file, sheet = SAMPLES / "HW1-submissions.zip", SAMPLES / "HW1-worksheet.csv"
    status, said, warned = collect(zip_file, sheet, folder.parent / "download.zip")
    assert status == 1
    assert said == [
        f"{zip_file}: Moodle's submissions, in folders: 6 handed in",
        f"{folder.parent}/download.zip: Moodle's submissions, in folders: 2 handed in",
        f"{sheet}: Moodle's grading worksheet: 7 participants",
        "new: 6; there already: 0",
        "known now (2): Sam Same (moodle 3) is t1, Sam Same (moodle 4) is t2",
    ]
    assert warned[0].startswith("handed in, and not in the roster (4): ")
    moment = datetime(2026, 11, 21, 14, 29, tzinfo=UTC)
    assert {a.received_at for a in attempts(folder).values()} == {moment}
    assert set(attempts(folder)) >= {"t1 1", "t1 2", "t2 1", "t2 2"}


def test_the_worksheet_of_another_assignment(folder, collect):
    sheet = SAMPLES / "HW6workflow-worksheet.csv"
    with pytest.raises(ClassError) as raised:
        collect(SAMPLES / "HW1-submissions.zip", sheet)
    assert str(raised.value) == (
        f"{sheet}: none of the participants who handed in is here: this is the worksheet of "
        "another assignment"
    )
    other = folder.parent / "other.csv"
    other.write_text(
        'Identifier,"Full name",Grade\n"Participant 3","Eve Other",\n"Participant 5",Zoë,\n'
    )
    with pytest.raises(ClassError) as raised:
        collect(SAMPLES / "HW1-submissions.zip", other)
    assert str(raised.value).split("\n") == [
        f"{other}: participant 3 is Eve Other here, and Sam Same handed in under that number: this "
        "is the worksheet of another assignment",
        f"{other}: participant 5 is Zoë here, and Zoë van der Berg handed in under that number: "
        "this is the worksheet of another assignment",
    ]
    assert not (folder / "attempts").exists()


def test_a_number_does_not_tell_somebody_of_another_name(folder, collect):
    collect("--confirm", put(folder, {moodle("安部花子", 4, "doubling.py"): CODE}))
    collect(put(folder, {moodle("Carol", 4, "doubling.py"): CODE + "#"}))
    assert set(attempts(folder)) == {"s1 1", "Carol (moodle 4) 1"}


def test_moodle_without_names(folder, collect):
    path = put(folder, {"Participant_12_assignsubmission_file/doubling.py": CODE})
    assert collect(path)[0] == 1
    assert set(attempts(folder)) == {"Participant 12 1"}
    sheet = folder.parent / "sheet.csv"
    sheet.write_text(
        'Identifier,"Email address","Last modified (submission)"\n'
        '"Participant 12",HANAKO@example.invalid,"2026年 05月 1日(金曜日) 23:59"\n'
    )
    status, said, _ = collect(path, sheet)
    assert (status, said[-1]) == (0, "known now (1): Participant 12 is s1")
    (one,) = attempts(folder).values()
    assert (one.student, one.received_at) == ("s1", datetime(2026, 5, 1, 14, 59, tzinfo=UTC))


def test_teams(folder, collect):
    path = put(folder, {"Team_Red_1_assignsubmission_file/doubling.py": CODE}, "no.zip")
    assert "not in the roster" in collect(path)[2][0]  # no name that Moodle would write
    path = put(folder, {"Team Red_1_assignsubmission_file/doubling.py": CODE})
    sheet = folder.parent / "sheet.csv"
    sheet.write_text(
        'Identifier,"Full name","Email address",Group,"Last modified (submission)"\n'
        '"Participant 1",Carol,s3@example.invalid,"Team Red","Friday, 1 May 2026, 11:29 AM"\n'
    )
    status, _, warned = collect(path, sheet)
    assert (status, warned) == (0, ["in the roster, and handed in nothing (1): s3 Carol"])
    team = attempts(folder)["Team Red 1"]
    assert (team.student, team.group, team.source) == (None, "Team Red", "moodle:1")
    assert team.received_at == datetime(2026, 5, 1, 2, 29, tzinfo=UTC)


def test_nobody_has_a_name_until_the_lms_shows_it(folder, collect):
    path = put(folder, {moodle("Participant", n, "doubling.py"): f"{CODE}# {n}" for n in (4, 7)})
    status, _, warned = collect(path)
    assert (status, warned[:2]) == (1, [
        "handed in without a name (2): Participant 4, Participant 7; what they handed in is kept, "
        "and graded under these names: once the LMS shows who they are, collect again, with "
        "Moodle's grading worksheet of then",
        "in the roster, and not among those who are known (3): s1 安部 花子, s2 Bob O'Neil, s3 Carol",
    ])  # fmt: skip
    sheet = folder.parent / "shown.csv"
    sheet.write_text(
        "Identifier,Full name,Email address,Status,Grade,Maximum grade\n"
        "Participant 4,Bob O'Neil,bob@example.invalid,,,10\n"
        "Participant 7,Hanako,hanako@example.invalid,,,10\n"
    )
    status, said, warned = collect(path, sheet)
    assert (status, said[2:]) == (0, [
        "new: 0; there already: 0", "known now (2): Participant 4 is s2, Participant 7 is s1",
    ])  # fmt: skip
    assert warned[0] == "in the roster, and handed in nothing (1): s3 Carol"


def test_late_and_nobody_knows_since_when(folder, collect):
    path = put(folder, {f"oneilbob{late}_102_{n}_doubling.py": f"{CODE}# {n}"
                        for n, late in ((5001, ""), (5002, "_LATE"))})  # fmt: skip
    collect(path)
    content = (folder / "attempts/doubling/s2/1/files/doubling.py").read_bytes()
    write_result(folder, "doubling", "s2", (10.0,), attempts(folder)["s2 1"].id, content)

    def made() -> tuple[list[str], str]:
        done = CliRunner().invoke(cli, ["gradebook", "--class", str(folder)], standalone_mode=False)
        text = (folder / "graded/doubling/grades.csv").read_text("utf-8-sig")
        rows = csv.DictReader(text.splitlines())
        return done.stderr.splitlines(), next(r["late"] for r in rows if r["student"] == "s2")

    said, late = made()
    assert (said[0], late) == (
        "doubling: s2: late, as the LMS says, and nobody knows since when: it counts as in time; "
        "`autograder adjust s2 doubling add -POINTS` takes points off, and `waive-late` accepts it",
        "since when?",
    )
    assert attempts(folder)["s2 1"].is_late  # also out of the index
    decided = "student,assignment,kind\ns2,doubling,waive-late\n"
    (folder / "adjustments.csv").write_text(decided)
    assert made() == ([], "since when?")
    (folder / "adjustments.csv").unlink()
    collect(path, "--received", "2026-05-02 12:00")
    assert made() == ([], "12:00:01")


def test_canvas(folder, collect):
    path = put(folder, {
        "abehanako_101_5001_doubling-1.py": CODE,
        "oneilbob_LATE_102_5002_doubling.py": CODE,
        "nobody_109_5003_doubling.py": CODE,
    })  # fmt: skip
    status, said, warned = collect(path)
    assert (status, said[0]) == (1, f"{path}: Canvas' submissions: 3 handed in")
    assert warned[:2] == [
        "handed in, and not in the roster (1): nobody (canvas 109_5003); what they handed in is "
        "kept: complete roster.csv, and collect again",
        "late, and the LMS does not say since when (1): s2; they count as in time until you say "
        "so: --received, or `autograder adjust`",
    ]
    found = attempts(folder)
    assert found["s1 1"].source == "canvas:101_5001"
    assert [f.name for f in found["s1 1"].files] == ["doubling.py"]
    assert collect(path, "--received", "2026-05-02 10:00")[1][-1] == (
        "received at a time that is known now: 3"
    )
    assert attempts(folder)["s2 1"].received_at == datetime(2026, 5, 2, 1, tzinfo=UTC)


def test_gradescope_with_what_came_before_and_several_people(folder, collect):
    path = put(folder, gradescope(CODE))
    status, said, warned = collect(path)
    assert (status, said) == (
        1,
        [
            f"{path}: Gradescope's submissions: 4 handed in, 5 people",
            "new: 5; there already: 0",
        ],
    )
    assert warned == [
        "submission_14 (Without Folder) is listed in submission_metadata.yml, and has no folder",
        "handed in, and not in the roster (1): Nobody Known (gradescope 13); what they handed in "
        "is kept: complete roster.csv, and collect again",
    ]
    found = attempts(folder)
    assert {name: (a.source, a.received_at.day) for name, a in found.items()} == {
        "s1 1": ("gradescope:9", 30),
        "s1 2": ("gradescope:11", 1),
        "s2 1": ("gradescope:12", 1),
        "s3 1": ("gradescope:12", 1),
        "Nobody Known (gradescope 13) 1": ("gradescope:13", 1),
    }
    assert collect(path)[1][-1] == "new: 0; there already: 5"


def test_folders_and_files_of_people(folder, collect):
    path = laid_out(folder.parent / "all", {
        "s1/doubling.py": CODE, "BOB/doubling.ipynb": "{}", "Carol.py": CODE, "s33/doubling.py": "",
        "notes.txt": "", "Carol.zip": "",
    })  # fmt: skip
    (path / "Carol.zip").unlink()
    status, said, warned = collect(path)
    assert (status, said[0]) == (1, f"{path}: a folder or a file a person: 4 handed in")
    assert warned[:4] == [
        "left aside (1): notes.txt",
        "the same name: `s3` Carol and Carol (folder:Carol); --confirm if they are one person",
        "handed in, and not in the roster (1): s33; what they handed in is kept: complete "
        "roster.csv, and collect again",
        "`s33` is not in the roster; did you mean `s3`?",
    ]
    assert {name: a.source for name, a in attempts(folder).items()} == {
        "s1 1": "folder:s1",
        "s2 1": "folder:BOB",
        "Carol 1": "folder:Carol",
        "s33 1": "folder:s33",
    }


def test_somebody_with_keys_of_two_people(folder, collect):
    top = "assignment_7_export/"
    members = gradescope(CODE, top)
    members[f"{top}submission_metadata.yml"] = (
        "submission_11:\n  :submitters:\n  - :name: Ann\n    :sid: s1\n"
        "    :email: bob@example.invalid\n"
    )
    status, _, warned = collect(put(folder, members))
    assert (status, warned[1]) == (
        1,
        "Ann has keys of `s1` and `s2`; correct roster.csv, and collect again",
    )
    assert set(attempts(folder)) == {"Ann (gradescope 11) 1"}


def test_a_pattern(folder, collect):
    path = put(folder, {"s1_2_20260501_doubling.py": CODE, "s1_1_20260430_doubling.py": CODE,
                        "x.txt": ""})  # fmt: skip
    pattern = r"(?P<student>s\d+)_(?P<number>\d+)_\d+_(?P<file>.+)"
    status, said, warned = collect(path, "--pattern", pattern)
    assert (status, said[1]) == (0, "new: 2; there already: 0")
    assert warned[0] == "left aside (1): x.txt"
    assert [a.source for a in attempts(folder).values()] == ["name:s1_1", "name:s1_2"]


# -- once, whole, and never lost


def test_the_same_again_is_nothing_new_and_a_dry_run_writes_nothing(folder, collect):
    path = put(folder, {"s1/doubling.py": CODE, "s2/doubling.py": CODE})
    before = sorted(folder.rglob("*"))
    assert collect(path, "--dry-run")[1][-1] == "would be new: 2; there already: 0"
    assert sorted(folder.rglob("*")) == before
    assert collect(path)[1][-1] == "new: 2; there already: 0"
    assert collect(path)[1][-1] == "new: 0; there already: 2"
    again = laid_out(folder.parent / "again", {"s1/doubling.py": CODE, "s2/doubling.py": "x"})
    assert collect(again)[1][-1] == "new: 1; there already: 1"
    assert collect(again, again)[1][-1] == "new: 0; there already: 2"
    assert (folder / "attempts/doubling/s2/1/files/doubling.py").read_text() == CODE
    assert (folder / "attempts/doubling/s2/2/files/doubling.py").read_text() == "x"


def test_times_of_a_zip_file_count_only_when_told(folder, collect):
    path = put(folder, {"s1/doubling.py": CODE})
    collect(path, "--zip-times", "America/New_York")
    assert attempts(folder)["s1 1"].received_at == datetime(2026, 5, 2, 3, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--zip-times", "Asia/Tokio"),
         "--zip-times: there is no time zone `Asia/Tokio`; did you mean `Asia/Tokyo`?"),
        (("--received", "May"), "expected a date such as 2026-05-01, or a time such as "
         "2026-05-01 23:59 but got `May`"),
        (("--pattern", "(?P<file>.*)"), "--pattern: name who it is, with a group (?P<student>…) "
         "or (?P<name>…)"),
        (("--pattern", "(?P<id>zzz)"),
         "{path}: --pattern finds nobody in any name, such as s1/doubling.py"),
    ],
)  # fmt: skip
def test_options_that_say_nothing(folder, collect, arguments, said):
    path = put(folder, {"s1/doubling.py": CODE})
    with pytest.raises(AutograderError) as raised:
        collect(path, *arguments)
    assert str(raised.value) == said.format(path=path)


def test_on_a_full_disk_what_is_there_stays_and_the_rest_comes_later(folder, collect):
    path = put(
        folder, {f"s{n}/doubling.py": CODE + "#" * (4000 if n == 2 else 10) for n in (1, 2, 3)}
    )
    roster = (folder / "roster.csv").read_bytes()
    with (
        full_disk(room=2000),
        pytest.raises(OutputError, match=r"s2/1/files/doubling\.py: File too large"),
    ):
        collect(path)
    assert [*attempts(folder)] == ["s1 1"]
    assert (folder / "roster.csv").read_bytes() == roster
    assert collect(path)[1][1] == "new: 2; there already: 1"
    assert [*attempts(folder)] == ["s1 1", "s2 1", "s3 1"]
    assert {path.name for path in folder.glob("attempts/doubling/*/*")} == {"1"}
    assert [*folder.rglob(".draft*")] == []


def test_paths_that_hold_nothing(folder, collect):
    empty = folder.parent / "empty.zip"
    empty.write_bytes(b"")
    (folder.parent / "none").mkdir()
    with zipfile.ZipFile(folder.parent / "without.zip", "w"):
        pass
    for name, said in (
        ("empty.zip", r"the zip file is empty \(0 bytes\); download it again"),
        ("none", "nothing in it is recognised as handed in; see --pattern"),
        ("without.zip", "nothing in it is recognised as handed in; see --pattern"),
        ("emty.zip", "does not exist; did you mean `empty.zip`?"),
        ("class/class.yaml", "is neither a zip file nor a folder; name the one that it is in"),
    ):
        with pytest.raises(AutograderError, match=said.replace("?", r"\?")):
            collect(folder.parent / name)
    with pytest.raises(AutograderError, match="name what was handed in: a zip file or a folder"):
        collect(SAMPLES / "HW1-worksheet.csv")
    with pytest.raises(ClassError, match="is no grading worksheet of Moodle"):
        collect(folder, folder / "roster.csv")
    with pytest.raises(AutograderError, match=r"--zip-times: .* is a folder"):
        collect(laid_out(folder.parent / "x", {"a.py": ""}), "--zip-times", "Asia/Tokyo")


def test_names_that_students_give(folder, collect):
    given = ["con.py", "あ" * 200 + ".py", "a:b?.py", "/".join("d" * 30) + "/x.py", "a", "a/b.py"]
    given += ["A", "../../evil.py", "__MACOSX/x", ".DS_Store", "._a.py", "\u202eyp.x"]
    members = dict.fromkeys((f"s1/{name}" for name in given), CODE)
    status, _, warned = collect(put(folder, {**members, "/s1/c.py": "", "s2/doubling.py": CODE}))
    assert status == 1
    names = [f.name for f in attempts(folder)["s1 1"].files]
    stored = folder / "attempts/doubling/s1/1/files"
    there = sorted(p.relative_to(stored).as_posix() for p in stored.rglob("*") if p.is_file())
    assert there == names
    short = [name for name in names if len(name) < 40]
    assert short == ["_con-1143da2b.py", "_yp-37ad710d.x", "a/b.py", "again 2/a", "again 3/A"]
    (long,) = set(names) - set(short)
    assert (long[:3], long[-3:]) == ("あああ", ".py")
    deep = "/".join("d" * 30) + "/x.py"
    assert warned[1] == (
        f"s1: {deep} is not kept: the file lies in too many folders, or its name is too long"
    )
    assert warned[0].startswith("left aside (3): ")
    assert not [*folder.parent.rglob("evil.py"), *folder.parent.rglob("c.py")]


def test_what_is_too_much_or_damaged_is_named_and_the_rest_is_kept(folder, collect):
    bomb = b"\0" * (65 << 20)
    path = put(folder, {"s1/doubling.py": bomb, "s2/doubling.py": CODE, "s2/data.bin": bomb,
                        "s3/doubling.py": CODE})  # fmt: skip
    raw = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("s3/doubling.py")
    at = info.header_offset + 30 + len(info.filename) + 4
    raw[at : at + 8] = b"\xff" * 8
    path.write_bytes(raw)
    status, said, warned = collect(path)
    assert (status, said[-1]) == (1, "new: 3; there already: 0")
    assert warned[:3] == [
        "s1: doubling.py is not kept: the file is larger than 64 MiB",
        "s2: data.bin is not kept: the file is larger than 64 MiB",
        "s3: doubling.py is not kept: the zip file is damaged",
    ]
    found = {s.name: s for s in find_attempts(open_class(folder), "doubling")}
    assert {name: s.problem and str(s.problem.reason) for name, s in found.items()} == {
        "s1": "the file is larger than 64 MiB",
        "s2": None,
        "s3": "the zip file is damaged",
    }
    assert found["s1"].problem.status is Status.UNREADABLE
    assert collect(path)[1][-1] == "new: 0; there already: 3"


def test_one_person_with_too_many_files_stops_nobody(folder, collect):
    members = {f"s1/venv/lib/{n}.py": "" for n in range(MAX_FILES + 5)}
    path = put(folder, {**members, "s1/doubling.py": CODE, "s2/doubling.py": CODE})
    _, said, _ = collect(path)
    assert said[-1] == "new: 2; there already: 0"
    found = {s.name: s.problem for s in find_attempts(open_class(folder), "doubling")}
    assert found == {"s1": None, "s2": None}


def test_names_in_shift_jis_without_a_word_of_it(folder, collect):
    rows = "".join(f"s{n},学生 {n}号\n" for n in range(300))
    (folder / "roster.csv").write_text(f"id,name\n{rows}", encoding="utf-8")
    members = {f"{moodle(f'学生 {n}号', n, '課題.py')}": CODE for n in range(300)}
    marks = {
        name: f"{n:03}".ljust(len(name.encode("cp932")), "x") for n, name in enumerate(members)
    }
    raw = zipped(dict.fromkeys(marks.values(), CODE))
    for name, mark in marks.items():
        raw = raw.replace(mark.encode(), name.encode("cp932"))
    path = folder.parent / "old.zip"
    path.write_bytes(raw)
    status, said, _ = collect(path, "--confirm")
    assert (status, said[-1]) == (0, "new: 300; there already: 0")
    assert [f.name for f in attempts(folder)["s7 1"].files] == ["課題.py"]


def test_what_was_typed_online_is_kept_with_the_files(folder, collect):
    collect("--confirm", put(folder, {
        moodle("安部花子", 4, "doubling.py"): CODE,
        "安部花子_4_assignsubmission_onlinetext/onlinetext.html": ONLINE,
        "Carol_5_assignsubmission_onlinetext/onlinetext.html": ONLINE,
    }))  # fmt: skip
    found = attempts(folder)
    assert [f.name for f in found["s1 1"].files] == ["doubling.py", "typed online/onlinetext.html"]
    graded = {s.name: s for s in find_attempts(open_class(folder), "doubling")}
    assert graded["s1"].path.name == "doubling.py"
    assert graded["s1"].files == ()
    assert graded["s3"].cells[0].source == CODE
    assert "typed online" in str(graded["s3"].remark)


def test_a_person_with_nothing_has_an_attempt(folder, collect):
    path = laid_out(folder.parent / "all", {"s1/doubling.py": CODE})
    (path / "s2").mkdir()
    collect(path)
    assert attempts(folder)["s2 1"].files == ()
    found = {s.name: s.problem for s in find_attempts(open_class(folder), "doubling")}
    assert found["s1"] is None
    assert "the folder is empty" in str(found["s2"].reason)


def test_maxima_that_differ_are_told(folder, collect):
    write_result(folder, "doubling", "s1", (10.0, 5.0))
    _, _, warned = collect(SAMPLES / "HW1-submissions.zip", SAMPLES / "HW1-worksheet.csv")
    assert warned[-1] == (
        f"{SAMPLES}/HW1-worksheet.csv: the maximum is 100 there, and 20 here: change it there, or "
        "`export --scale`"
    )


def test_a_move_that_was_interrupted_loses_nothing(folder, collect):
    path = put(folder, {moodle("花子 安部", 4, "doubling.py"): CODE})
    collect(path)
    place = folder / "attempts/doubling/花子 安部 (moodle 4)/1"
    record = place / "attempt.json"
    # It was said whose it is, and the folder is where it was.
    text = record.read_text().replace('"student": null', '"student": "s1"')
    record.write_text(text.replace('"sender": "花子 安部 (moodle 4)"', '"sender": ""'))
    (folder / "attempts/doubling/.index.json").unlink(missing_ok=True)
    assert collect(path, "--confirm")[1][-1] == "new: 0; there already: 1"
    assert set(attempts(folder)) == {"s1 1"}


def test_a_result_under_a_name_of_before_counts_for_nobody(folder, collect):
    path = put(folder, {moodle("花子 安部", 4, "doubling.py"): CODE})
    collect(path)
    (unknown,) = attempts(folder).values()
    name = "花子 安部 (moodle 4)"
    write_result(folder, "doubling", name, (10.0,), unknown.id)
    write_result(folder, "doubling", "s3", (7.0,), "another")
    page = folder / f"graded/doubling/feedback/{name}.md"
    page.parent.mkdir()
    page.write_text("")
    collect(path, "--confirm", "--dry-run")
    assert page.exists()
    collect(path, "--confirm")
    assert not page.exists()
    there = [p.name for p in (folder / "graded/doubling/results").iterdir()]
    assert there == ["s3.json"]


# -- the worksheet


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Saturday, 21 November 2026, 11:29 PM", datetime(2026, 11, 21, 14, 29, tzinfo=UTC)),
        ("Friday, 1 May 2026, 12:05 AM", datetime(2026, 4, 30, 15, 5, tzinfo=UTC)),
        ("Friday, 1 May 2026, 12:05 PM", datetime(2026, 5, 1, 3, 5, tzinfo=UTC)),
        ("1 May 2026, 23:05", datetime(2026, 5, 1, 14, 5, tzinfo=UTC)),
        ("2026年 05月 1日(金曜日) 23:59", datetime(2026, 5, 1, 14, 59, tzinfo=UTC)),
        ("-", None),
        ("", None),
        ("Samstag, 21. November 2026, 23:29", None),
        ("Saturday, 31 November 2026, 11:29 PM", None),
    ],
)
def test_times_of_a_worksheet(tmp_path, text, moment):
    path = tmp_path / "sheet.csv"
    path.write_text(f'Identifier,"Last modified (submission)"\n"Participant 3","{text}"\n')
    assert read_worksheet(path, "Asia/Tokyo").received.get("3") == moment


def test_the_worksheets_that_moodle_gave_us():
    sheet = read_worksheet(SAMPLES / "HW3team-worksheet.csv", "Asia/Tokyo")
    assert (sheet.is_of_teams, sheet.maximum) == (True, 100.0)
    assert sheet.received["Team_Red"] == datetime(2026, 11, 21, 14, 29, tzinfo=UTC)
    blind = read_worksheet(SAMPLES / "HW2blind-worksheet.csv", "Asia/Tokyo")
    assert (blind.people["12"].name, blind.people["12"].keys) == ("", ())
    assert not blind.is_of_teams


def test_the_class_folder_moves_with_its_attempts(folder, collect):
    collect(put(folder, {"s1/doubling.py": CODE}))
    moved = Path(shutil.move(folder, folder.parent / "elsewhere"))
    assert [s.problem for s in find_attempts(open_class(moved), "doubling")] == [None]
