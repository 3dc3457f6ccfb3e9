"""What LMSs' downloads are recognised as, in a zip file and unpacked, and whose each file is.

Tests of `course/submissions/layouts.py`, `course/submissions/moodle.py`,
`course/submissions/canvas.py`, `course/submissions/gradescope.py`,
`course/submissions/nbgrader.py`, `course/submissions/clones.py`, `course/submissions/named.py`,
`course/submissions/typed.py` and `course/submissions/hand_ins.py`.
"""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder import find_course, load_assignment
from autograder.course.submissions.files import listed
from autograder.course.submissions.find import find_submissions
from autograder.course.submissions.hand_ins import Recognised
from autograder.course.submissions.layouts import recognise
from autograder.course.submissions.named import by_pattern, pattern_of
from autograder.course.submissions.remarks import remarked
from autograder.course.submissions.typed import typed_text
from autograder.errors import UsageError
from autograder.records import Submission
from tests.downloads import METADATA, ONLINE, Members, gradescope, laid_out, moodle, zipped

SAMPLES = Path(__file__).parent / "lms_samples"
CODE = "def double(x):\n    return 2 * x\n"


@pytest.fixture(params=["zip", "folder", "two wrappers"])
def put(request: pytest.FixtureRequest, tmp_path: Path):
    """Put the members of a download where a teacher has them."""

    def path_of(members: Members) -> Path:
        if request.param == "folder":
            return laid_out(tmp_path / "units", members)
        if request.param == "two wrappers":
            members = {f"Downloads/units-1/{name}": text for name, text in members.items()}
        path = tmp_path / "class.zip"
        path.write_bytes(zipped(members))
        return path

    return path_of


def recognised(path: Path, assignment: str = "doubling") -> Recognised:
    with listed(path) as listing:
        return recognise(listing, assignment)


def whose(found: Recognised) -> dict[str, tuple[str, list[str]]]:
    """Return the source and the files of each hand-in, by its name."""
    return {
        hand_in.name: (
            hand_in.sender.source if hand_in.sender else "",
            sorted("/".join(file.parts[1:]) for file in hand_in.files),
        )
        for hand_in in found.hand_ins
    }


def submissions(path: Path, assignment: str = "doubling") -> dict[str, Submission]:
    found = find_submissions([path], assignment).submissions
    return {submission.name: submission for submission in found}


# -- Moodle


def test_what_moodle_gave_us():
    found = recognised(SAMPLES / "HW1-submissions.zip", "hw1")
    assert found.layout == "Moodle's submissions, in folders"
    assert whose(found) == {
        "Ana María ONeil-Núñez": (
            "moodle:2",
            ["data/table.csv", "hw1.ipynb", "typed online/onlinetext.html"],
        ),
        "Sam Same (3)": ("moodle:3", ["hw1.ipynb"]),
        "Sam Same (4)": ("moodle:4", ["hw1.ipynb"]),
        "Bob Smith, Jr.": ("moodle:1", ["hw1.ipynb"]),
        "Zoë van der Berg": ("moodle:5", ["hw1.ipynb"]),
        "伟 李": ("moodle:7", ["hw1.ipynb"]),
    }
    graded = submissions(SAMPLES / "HW1-submissions.zip", "hw1")
    assert [s.problem for s in graded.values()] == [None] * 6
    assert [f.name for f in graded["Ana María ONeil-Núñez"].files] == ["data/table.csv"]


@pytest.mark.parametrize("form", ["folder", "before 4.1", "flat"])
def test_moodles_forms(put, form):
    members = {
        moodle("花子 安部", 4, "doubling.py", form=form): CODE,
        moodle("花子 安部", 4, "helper.py", form=form): "",
        "花子 安部_4_assignsubmission_onlinetext/onlinetext.html": ONLINE,
        moodle("Bob ONeil", 17, "my_work_5_assignsubmission_file_x.py", form=form): CODE,
    }
    found = recognised(put(members))
    assert whose(found) == {
        "花子 安部": ("moodle:4", ["doubling.py", "helper.py", "typed online/onlinetext.html"]),
        "Bob ONeil": ("moodle:17", ["my_work_5_assignsubmission_file_x.py"]),
    }
    assert {h.sender.people[0].keys for h in found.hand_ins} == {
        (("participant", "4"),),
        (("participant", "17"),),
    }


def test_a_submission_a_person_with_the_files_names(put):
    members = {
        moodle("花子 安部", 4, "doubling.py", form="flat"): "from helper import *\n",
        moodle("花子 安部", 4, "helper.py", form="flat"): CODE,
        "花子 安部_4_assignsubmission_onlinetext.html": "x",
    }
    (found,) = submissions(put(members)).values()
    assert (found.name, found.path.name, found.module) == ("花子 安部",) + ("doubling.py",) * 2
    assert [file.name for file in found.files] == ["helper.py"]
    assert found.problem is None


def test_moodle_without_names_and_of_teams(put):
    members = {
        "Participant_12_assignsubmission_file/doubling.py": CODE,
        "Participant_8_assignsubmission_file/doubling.py": CODE,
        "参加者_9_assignsubmission_file/doubling.py": CODE,
        "Team Red_1_assignsubmission_file/doubling.py": CODE,
        "Default group_assignsubmission_file/doubling.py": CODE,
    }
    assert {name: source for name, (source, _) in whose(recognised(put(members))).items()} == {
        "Participant 12": "moodle:12",
        "Participant 8": "moodle:8",
        "参加者 9": "moodle:9",
        "Team Red": "moodle:1",
        "Default group": "moodle:Default group",
    }


# -- text that was typed online


def test_what_was_typed_online_is_graded_where_there_is_nothing_else(put):
    members = {
        "Ann_1_assignsubmission_onlinetext/onlinetext.html": ONLINE,
        "Bob_2_assignsubmission_onlinetext/onlinetext.html": ONLINE,
        moodle("Bob", 2, "doubling.docx"): b"PK",
        moodle("Eve", 3, "doubling.html"): ONLINE,
    }
    found = submissions(put(members))
    ann = found["Ann"]
    assert (ann.problem, [cell.source for cell in ann.cells]) == (None, [CODE])
    said = (
        "There is no file, only a text that was typed online: that is what was run. Code is safer "
        "in a notebook (.ipynb) or module (.py)."
    )
    assert str(ann.remark) == said
    assert found["Bob"].cells == found["Eve"].cells == ()
    assert str(found["Bob"].problem.reason).startswith("doubling.docx is a text document")
    assert str(found["Eve"].problem.reason).startswith("doubling.html is a web page")


def test_the_remark_on_what_was_typed_stays(put, course):
    doubling = load_assignment(find_course(course), "doubling")
    members = {"Ann_1_assignsubmission_onlinetext/onlinetext.html": ONLINE}
    found = submissions(put(members)).values()
    (one,) = remarked(found, doubling, lambda cells: False)
    assert "typed online" in str(one.remark)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>x = 1</p><p>y = 2</p>", "x = 1\ny = 2\n"),
        ("x = 1 &lt; 2<br/>y = &quot;a&quot;", 'x = 1 < 2\ny = "a"\n'),
        ("<pre>if x:\n    y\n</pre>", "if x:\n    y\n"),
        ("<div>if x:</div><div>&nbsp; &nbsp; y</div>", "if x:\n    y\n"),
        ("<head><title>Units: Ann</title></head><h1>Units: Ann</h1><p>x</p>", "x\n"),
        ("x = 1", "x = 1\n"),
        ("", "\n"),
        ("<p>a<p>b", "a\nb\n"),
    ],
)
def test_typed_text(page, text):
    assert typed_text(page) == text


# -- Canvas

CANVAS = {
    "abehanako_101_5001_doubling.py": CODE,
    "abehanako_101_5002_helper-1.py": "",
    "oneilbob_LATE_102_5003_doubling-1.ipynb": "{}",
    "安部花子_103_5004_part-2.ipynb": "{}",
    "lee_ann_104_text.html": "<html><head><title>t</title></head><body>x = 1</body></html>",
    "samsame_105_5006_a_1_2_b.py": CODE,
    "samsame_106_5007_doubling.py": CODE,
}


def test_canvas(put):
    found = recognised(put(CANVAS))
    assert found.layout == "Canvas' submissions"
    assert whose(found) == {
        "abehanako": ("canvas:101_5001", ["doubling.py", "helper.py"]),
        "oneilbob": ("canvas:102_5003", ["doubling.ipynb"]),
        "安部花子": ("canvas:103_5004", ["part-2.ipynb"]),
        "lee_ann": ("canvas:104", ["typed online/text.html"]),
        "samsame (105_5006)": ("canvas:105_5006", ["a_1_2_b.py"]),
        "samsame (106_5007)": ("canvas:106_5007", ["doubling.py"]),
    }
    assert [h.name for h in found.hand_ins if h.sender.is_late] == ["oneilbob"]
    assert found.hand_ins[0].sender.people[0].keys == (("canvas", "101"),)


def test_canvas_without_names(put):
    members = {
        "anon_Ab1Cd_5001_doubling.py": CODE,
        "LATE_anon_xY9zz_5002_doubling.py": CODE,
        "anon_Qq111_text.html": "x",
    }
    found = recognised(put(members))
    assert {h.name: (h.sender.source, h.sender.is_late) for h in found.hand_ins} == {
        "anon_Ab1Cd": ("canvas:anon_Ab1Cd_5001", False),
        "anon_xY9zz": ("canvas:anon_xY9zz_5002", True),
        "anon_Qq111": ("canvas:anon_Qq111", False),
    }
    assert all(h.sender.people[0].is_nameless for h in found.hand_ins)


@pytest.mark.parametrize(
    "members",
    [
        ["lab_1_2_ann.py", "lab_1_2_bob.py"],  # the same "attachment" twice
        ["ann_1_1_x.py", "bob_1_2_x.py"],  # one "user" of two names
        ["hw_1_2_solution.py"],
        ["ann_101_5001_x.py", "bob.py"],
        ["ann_2026.py", "bob_2026.py"],
    ],
)
def test_what_is_not_canvas(tmp_path, members):
    found = recognised(laid_out(tmp_path / "units", dict.fromkeys(members, CODE)))
    assert found.layout == "a folder or a file a person"
    assert len(found.hand_ins) == len(members)


# -- Gradescope


def test_gradescope(put):
    found = recognised(put(gradescope(CODE)))
    assert found.layout == "Gradescope's submissions"
    assert {h.name: (h.sender.source, h.sender.received_at) for h in found.hand_ins} == {
        "Hanako Abe (9)": ("gradescope:9", datetime(2026, 4, 30, 12, tzinfo=UTC)),
        "Hanako Abe (11)": ("gradescope:11", datetime(2026, 5, 1, 12, 0, 0, 123456, UTC)),
        "Bob O'Neil and Carol": ("gradescope:12", datetime(2026, 5, 1, 16, tzinfo=UTC)),
        "Nobody Known": ("gradescope:13", datetime(2026, 5, 1, 10, tzinfo=UTC)),
    }
    assert found.hand_ins[0].sender.people[0].keys == (
        ("sis", "s1"),
        ("email", "hanako@example.invalid"),
    )
    assert found.remarks == (
        "submission_14 (Without Folder) is listed in submission_metadata.yml, and has no folder",
    )


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        ("a: [", "cannot be read"),
        ("- a", "lists no submissions; export it again"),
        ("", "lists no submissions; export it again"),
        ("!!python/object/apply:os.system ['true']", "cannot be read"),
    ],
)
def test_a_list_of_gradescopes_that_cannot_be_read(put, metadata, said):
    path = put({"submission_metadata.yml": metadata, "submission_1/a.py": CODE, "x/b.py": ""})
    with pytest.raises(UsageError, match=said):
        recognised(path)


def test_gradescopes_list_may_say_nothing_of_what_we_need(put):
    path = put({"submission_metadata.yml": "submission_1: {}\nx: 3\n", "submission_1/a.py": CODE})
    (found,) = recognised(path).hand_ins
    assert (found.name, found.sender.received_at) == ("submission 1", None)


# -- nbgrader


@pytest.mark.parametrize("top", ["submitted/", ""])
def test_nbgrader(put, top):
    members = {
        f"{top}s1/doubling/doubling.ipynb": "{}",
        f"{top}s1/doubling/timestamp.txt": "2026-05-01 23:00:00.5 Asia/Tokyo",
        f"{top}s2/Doubling/doubling.ipynb": "{}",
        f"{top}s2/Doubling/timestamp.txt": "2026-05-01 12:00:00 UTC\n",
        f"{top}s3/other/other.ipynb": "{}",
        f"{top}s3/other/timestamp.txt": "2026-05-01 12:00:00 UTC",
        f"{top}s4/doubling/doubling.ipynb": "{}",
        f"{top}s4/doubling/timestamp.txt": "yesterday",
    }
    found = recognised(put(members | ({"release/doubling/doubling.ipynb": "{}"} if top else {})))
    assert found.layout == "nbgrader's submitted/"
    assert {h.name: (h.sender.source, h.sender.received_at) for h in found.hand_ins} == {
        "s1": ("nbgrader:s1", datetime(2026, 5, 1, 14, 0, 0, 500000, UTC)),
        "s2": ("nbgrader:s2", datetime(2026, 5, 1, 12, tzinfo=UTC)),
        "s4": ("nbgrader:s4", None),
    }
    assert [file.parts[1:] for file in found.hand_ins[0].files] == [("doubling.ipynb",)]


# -- wrappers


@pytest.mark.parametrize(
    ("members", "names"),
    [
        (["a/b/ann/doubling.py", "a/b/bob/doubling.py"], {"ann", "bob"}),
        (["a/b/c/ann/doubling.py", "a/b/c/bob/doubling.ipynb"], {"ann", "bob"}),
        (["a/ann/part1/x.py", "a/ann/part2/y.py"], {"a"}),  # may be one person's
        (["a/ann/doubling.py", "a/ann/helper.py"], {"a"}),
    ],
)
def test_wrappers_of_people(tmp_path, members, names):
    path = tmp_path / "class.zip"
    path.write_bytes(zipped(dict.fromkeys(members, CODE)))
    assert {h.name for h in recognised(path).hand_ins} == names


# -- git


def git(folder: Path, *arguments: str) -> None:
    settings = ["-c", "user.name=a", "-c", "user.email=a@example.invalid"]
    environment = {"PATH": "/usr/bin:/bin", "GIT_COMMITTER_DATE": "2026-05-01T23:00:00+0900"}
    command = ["git", *settings, *arguments]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


def clone(folder: Path, content: str = CODE) -> Path:
    folder.mkdir(parents=True)
    git(folder, "init", "-b", "main", "--template=")
    (folder / "doubling.py").write_text(content)
    (folder / "data").mkdir()
    (folder / "data/表.csv").write_text("1")
    (folder / "link").symlink_to("/etc/passwd")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "Done")
    return folder


@pytest.mark.process
def test_what_is_handed_in_with_git_is_the_commit_of_head(tmp_path):
    ann = clone(tmp_path / "doubling-submissions/doubling-ann")
    (ann / "doubling.py").write_text("changed since")
    (ann / "more.py").write_text("not committed")
    bob = clone(tmp_path / "doubling-submissions/doubling-bob", "x = 1\n")
    git(bob, "pack-refs", "--all")
    git(bob, "gc")
    found = recognised(tmp_path / "doubling-submissions")
    assert found.layout == "git clones, of each the commit of HEAD"
    assert {h.name: [f.read() for f in h.files] for h in found.hand_ins} == {
        "ann": [b"1", CODE.encode()],
        "bob": [b"1", b"x = 1\n"],
    }
    (first, _) = found.hand_ins
    assert [f.parts for f in first.files] == [
        ("doubling-ann", "data", "表.csv"),
        ("doubling-ann", "doubling.py"),
    ]
    assert first.sender.received_at == datetime(2026, 5, 1, 14, tzinfo=UTC)
    assert ("github", "ann") in first.sender.people[0].keys
    assert found.remarks == (
        "times are those of the commits, which the clock of who made them has set",
    )


@pytest.mark.process
def test_nothing_of_a_clone_runs(tmp_path):
    """Settings, hooks and filters of a clone are its maker's: none of them is looked at."""
    folder = clone(tmp_path / "all/ann")
    trap = tmp_path / "trap"
    run = f"touch {trap}"
    for name in ("post-checkout", "pre-commit", "post-index-change", "reference-transaction"):
        hook = folder / ".git/hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\n{run}\n")
        hook.chmod(0o755)
    (folder / ".gitattributes").write_text("* filter=evil diff=evil\n")
    (folder / ".git/config").write_text(
        f"[core]\n\tfsmonitor = {run}\n\tpager = {run}\n\tsshCommand = {run}\n"
        f'[filter "evil"]\n\tsmudge = {run}\n[diff "evil"]\n\ttextconv = {run}\n'
        f"[pager]\n\tshow = {run}\n[gpg]\n\tprogram = {run}\n[log]\n\tshowSignature = true\n"
        f'[remote "origin"]\n\tpromisor = true\n\turl = ext::{run}\n[protocol]\n\tallow = always\n'
    )
    (found,) = recognised(tmp_path / "all").hand_ins
    assert [f.read() for f in found.files] == [b"1", CODE.encode()]
    assert not trap.exists()


@pytest.mark.process
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("HEAD", "ref: refs/heads/../../../../secret", "its HEAD cannot be read"),
        ("HEAD", "ref: refs/heads/none", "it has no commit"),
        ("HEAD", "0" * 40, "git cannot read its objects; clone it again"),
        ("objects/info/alternates", "/elsewhere",
         "it borrows objects from another repository; clone it again"),
    ],
)  # fmt: skip
def test_a_clone_whose_head_cannot_be_read(tmp_path, name, content, said):
    folder = clone(tmp_path / "all/ann")
    path = folder / ".git" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)
    found = recognised(tmp_path / "all")
    assert found.remarks[0] == f"ann: {said}; its files are taken as they lie there"
    (hand_in,) = found.hand_ins
    assert [f.parts[1:] for f in hand_in.files] == [("doubling.py",), ("data", "表.csv")]
    assert hand_in.sender.received_at is None


# -- any other system


def named(path: Path, pattern: str) -> Recognised:
    with listed(path) as listing:
        return by_pattern(pattern_of(pattern), datetime.fromisoformat)(listing, "doubling")


def test_a_pattern(put):
    members = {
        "s1_2_2026-05-01_doubling.py": CODE,
        "s1_2_2026-05-01_helper.py": "",
        "s1_10_2026-05-03_doubling.py": CODE,
        "s2_1_2026-05-02_doubling.py": CODE,
        "list of all.txt": "",
    }
    pattern = r"(?P<student>s\d+)_(?P<number>\d+)_(?P<received>[\d-]+)_(?P<file>.+)"
    found = named(put(members), pattern)
    assert [(h.name, h.sender.source, len(h.files)) for h in found.hand_ins] == [
        ("s2", "name:s2_1_2026-05-02", 1),
        ("s1 (s1_2_2026-05-01)", "name:s1_2_2026-05-01", 2),
        ("s1 (s1_10_2026-05-03)", "name:s1_10_2026-05-03", 1),
    ]
    assert found.hand_ins[1].sender.received_at == datetime(2026, 5, 1)
    assert [path.name for path in found.ignored] == ["list of all.txt"]


def test_a_pattern_of_folders(put):
    members = {"レポート1/安部 花子(s1)/doubling.py": CODE, "レポート1/Bob(s2)/a/doubling.py": CODE}
    found = named(put(members), r"(?P<name>[^/(]+)\((?P<id>\w+)\)/(?P<file>.+)")
    assert {h.name: h.sender.people[0].keys for h in found.hand_ins} == {
        "安部 花子": (("id", "s1"),),
        "Bob": (("id", "s2"),),
    }


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(", r"--pattern \(: missing \), unterminated subpattern at position 0"),
        (r"(?P<who>\w+)", "--pattern: unknown group `who`; there are student, id, email"),
        (r"(?P<file>\w+)", "--pattern: name who it is"),
    ],
)
def test_a_pattern_that_says_nothing(pattern, said):
    with pytest.raises(UsageError, match=said):
        pattern_of(pattern)


def test_metadata_of_gradescope_is_as_ruby_writes_it():
    assert METADATA.startswith("---\nsubmission_11:\n  :submitters:\n  - :name: ")
