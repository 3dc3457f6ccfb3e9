"""All that is behind one grade: on the terminal, on a page, in a class, out of an old record.

Tests of `reports/why.py`, `reports/why_text.py`, `reports/pages/why_page.py`, `cli/why.py` and
`cli/again.py`.
"""

from __future__ import annotations

import html
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.batch import Batch, grade, open_output
from autograder.cli.again import judging_again
from autograder.cli.commands import COMMANDS, Commands
from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.submissions.find import find_submissions
from autograder.errors import UsageError
from autograder.execution.places import Threads
from autograder.records.grades import Grade, GradeState, PersonGrade
from autograder.records.people import Adjustment, Student
from autograder.reports.pages.why_page import Neighbours, adjustment_sentence, neighbours_of
from autograder.reports.site import report
from autograder.reports.why import again as run_again
from autograder.store.results import read_result
from tests.class_folders import LATE, hand_in, stored, write_class
from tests.paths import ROOT
from tests.said import both
from tests.small_course import write

CODE = "def double(x):\n    if x is None:\n        raise ValueError('</pre><script>')\n    return x + 3\n"
HIDDEN = "-2.5"  #: an input that no student sees


@pytest.fixture
def graded(course: Path, sandbox, tmp_path: Path) -> Path:
    write(tmp_path / "in/ito.py", CODE)
    write(tmp_path / "in/kato.py", "def double(x):\n    return 2 * x\n")
    write(tmp_path / "in/ono.ipynb", "{")
    batch = Batch(
        assignment=load_assignment(find_course(course), "doubling"),
        submissions=find_submissions([tmp_path / "in"], "doubling").submissions,
        language="en",
        sources=(tmp_path / "in",),
    )
    grade(batch, open_output(tmp_path / "out", batch), Threads(sandbox, 1))
    return tmp_path / "out"


def why(course: Path, *arguments: object) -> Result:
    given = ["why", *map(str, arguments), "--course", str(course)]
    return CliRunner().invoke(Commands(), given, catch_exceptions=False, standalone_mode=False)


def test_the_terminal_shows_each_call_with_what_was_expected(course: Path, graded: Path) -> None:
    text = why(course, "doubling", "ito", "--out", graded).stdout
    for line in (
        "ito: 0 of 10 points",
        f"To run it again: autograder grade doubling {graded.parent / 'in/ito.py'} "
        f"--course {course} --out again",
        "-- double/1: passed, 0 of 5 points --",
        "-- double/2 (hidden): failed, 0 of 5 points; 3 of 3 wrong --",
        "  Call: double(0.0)",
        "  #2 double(-2.5)",
        "     Expected: -5",
        "     Got: 0.5",
        "-- The code --",
        "      return x + 3",
        f"The same as a page: {graded / 'why/ito.html'}",
    ):
        assert line in text.split("\n")
    assert "CPU s" in text
    assert "numpy" in text
    assert text.count("double(0.0)") == 1


def test_in_japanese(course: Path, graded: Path) -> None:
    text = why(course, "doubling", "ito", "double", "--out", graded, "--lang", "ja").stdout
    assert "-- double/2 (非公開): 不合格, 5 点満点中 0 点; 3 個のうち 3 個が誤り --" in text
    assert "もう一度実行するには: autograder grade doubling /" in text


def pasted(command: str, folder: Path) -> Path:
    """Run a command as it stands, in some folder; return the folder that it has written."""
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", *shlex.split(command)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder / "again"


def command_in(text: str) -> str:
    return next(line for line in text.split("\n") if line.startswith(AGAIN)).removeprefix(AGAIN)


AGAIN = "To run it again: "


@pytest.mark.process
def test_the_command_that_runs_it_again_can_be_pasted(
    course: Path, graded: Path, tmp_path: Path
) -> None:
    text = why(course, "doubling", "ito", "--out", graded).stdout
    again = pasted(command_in(text), tmp_path / "any where")
    (result,) = (again / "results").iterdir()
    before = json.loads((graded / "results/ito.json").read_text("utf-8"))
    after = json.loads(result.read_text("utf-8"))
    for one in (before, after):
        del one["observation"]  # which depends on how it was isolated
        del one["tier"]
    assert after == before
    report(graded, "en", lambda: None, course=course)
    page = (graded / "why/ito.html").read_text("utf-8")
    assert html.escape(command_in(text)) in page


@pytest.mark.process
@pytest.mark.parametrize("files", [("work.py",), ("doubling.py", "notes.txt", "helpers.py")])
def test_in_a_class_too_whatever_was_handed_in(
    course: Path, graded: Path, tmp_path: Path, files: tuple[str, ...]
) -> None:
    attempt = tmp_path / "a class/attempts/doubling/s1/1"
    write(attempt / "attempt.json", "{}")
    for name in files:
        write(attempt / "files" / name, "")
    write(attempt / "files" / files[0], "def double(x):\n    return 2 * x\n")
    person = PersonGrade(
        student=Student(id="s1", name="s1"),
        grade=Grade(assignment="doubling", student="s1", state=GradeState.FINAL),
        handed_in=attempt / "files",
    )
    result = read_result(graded / "results/kato.json")
    command = run_again(result, [person], course=course)
    (path,) = (pasted(command, tmp_path / "here") / "results").iterdir()
    assert read_result(path).points == 10


@pytest.mark.parametrize(
    ("sources", "named"),
    [
        (["in"], "in/abe"),
        (["in/abe"], "in/abe"),
        (["in/abe/work.py"], "in/abe/work.py"),
        (["gone", "all.zip"], "all.zip"),
        (["gone"], "work.py"),
        ([], "work.py"),
    ],
)
def test_what_the_command_names(tmp_path: Path, sources: list[str], named: str) -> None:
    write(tmp_path / "in/abe/work.py", "")
    write(tmp_path / "all.zip", "")
    result = stored("units", "abe", (10.0,))
    command = run_again(result, sources=[str(tmp_path / source) for source in sources])
    path = named if named == "work.py" else str(tmp_path / named)
    assert command == f"autograder grade units {path} --out again"


def test_the_page_shows_hidden_cases_and_stands_outside_feedback(
    course: Path, graded: Path
) -> None:
    today = judging_again("doubling", course)
    report(graded, "en", lambda: None, judge=today.judge, course=today.course)
    before = (graded / "why/ito.html").read_text("utf-8")
    why(course, "doubling", "ito", "--out", graded)
    page = (graded / "why/ito.html").read_text("utf-8")
    for text in (before, page):
        assert "<script" not in text
        assert "script-src" not in text
        assert html.escape("raise ValueError('</pre><script>')", quote=False) in html.unescape(
            text.replace("&lt;", "&amp;lt;").replace("&gt;", "&amp;gt;")
        )
        assert 'rel="next" href="kato.html"' in text
        assert 'rel="prev"' not in text
    assert page == before
    assert HIDDEN in page
    for path in (graded / "feedback").iterdir():
        assert HIDDEN not in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("doubling", "itoh", "--out", "{out}"),
         "there is no result of `itoh`; did you mean `ito`?"),
        (("doubling", "ito", "duble", "--out", "{out}"),
         "`doubling` has no question `duble`; did you mean `double`?"),
        (("doubling", "ito", "x", "--out", "{out}"),
         "`doubling` has no question `x`; it has: double"),
        (("units", "ito", "--out", "{out}"),
         "{out} holds results of doubling, not of units"),
        (("doubling", "ito"), "name either --out or --class"),
    ],
)  # fmt: skip
def test_what_is_named_wrongly(course: Path, graded: Path, arguments, sentence: str) -> None:
    given = [each.format(out=graded) for each in arguments]
    with pytest.raises(UsageError) as raised:
        why(course, *given)
    assert str(raised.value) == sentence.format(out=graded)


def test_a_submission_is_found_by_its_name_or_its_files(course: Path, graded: Path) -> None:
    path = graded / "results/ito.json"
    path.rename(graded / "results/ito-1.json")
    for name in ("ito", "ito-1"):
        assert why(course, "doubling", name, "--out", graded).stdout.startswith("ito: 0 of 10")


@pytest.mark.parametrize("name", ["it", "ITO", "ｉｔｏ", "i t o"])
def test_a_part_of_a_name_does_if_it_fits_one_alone(course: Path, graded: Path, name: str) -> None:
    assert why(course, "doubling", name, "--out", graded).stdout.startswith("ito: 0 of 10")


def test_where_several_fit_they_are_named(course: Path, graded: Path) -> None:
    with pytest.raises(UsageError) as raised:
        why(course, "doubling", "to", "--out", graded)
    assert str(raised.value) == "`to` fits several; name one of them:\n  ito\n  kato"
    with pytest.raises(UsageError, match="there is no result of `x`"):
        why(course, "doubling", "x", "--out", graded)


def test_people_of_one_name_are_told_apart_by_their_ids(course: Path, tmp_path: Path) -> None:
    roster = "id,name,email\ns1,佐藤 花子,hana@example.invalid\ns2,佐藤 花子,sato@example.invalid\n"
    folder = write_class(tmp_path / "class", {"roster.csv": roster + "s3,加藤 太郎,\n"})
    for student in ("s1", "s2", "s3"):
        hand_in(folder, student=student)
    for name in ("佐藤 花子", "佐藤", "花子"):
        with pytest.raises(UsageError) as raised:
            why(course, "units", name, "--class", folder)
        assert str(raised.value) == (
            f"`{name}` fits several; name one of them:\n  s1 佐藤 花子\n  s2 佐藤 花子"
        )
    for name, id_ in (("hana@", "s1"), ("s2", "s2"), ("加藤", "s3"), ("藤太", "s3")):
        text = why(course, "units", name, "--class", folder, "--lang", "en").stdout
        assert f"Grade: {id_} " in text


def test_one_that_could_not_be_read(course: Path, graded: Path) -> None:
    text = why(course, "doubling", "ono", "--out", graded).stdout
    assert "the end of the notebook is missing" in text
    assert "no record" not in text


def test_the_page_of_one_that_could_not_be_read_has_no_headings_of_questions(graded: Path) -> None:
    report(graded, "en", lambda: None)
    page = (graded / "why/ono.html").read_text("utf-8")
    assert "the end of the notebook is missing" in page
    assert 'id="question-' not in page
    assert 'id="question-double"' in (graded / "why/ito.html").read_text("utf-8")


# ------------------------------------------------------------------ what does not fit any more

NO_RECORD = (
    "There is no record of what was run that this version can read. What stands here is what was "
    "kept of the result."
)
CHANGED = (
    "The assignment, or autograder itself, has changed since this was graded: the points are those "
    "of then, and what was expected is that of now."
)


@pytest.mark.parametrize("content", [None, "", '{"format": "akapen-observation", "version": 2}'])
def test_without_a_record_it_says_so(course: Path, graded: Path, content: str | None) -> None:
    path = graded / "observations/ito.json"
    path.unlink() if content is None else write(path, content)
    text = why(course, "doubling", "ito", "--out", graded).stdout
    assert NO_RECORD in text
    assert "Call: double(0.0)" in text  # of the result
    assert "#2" not in text


def test_an_assignment_that_expects_something_else_now(course: Path, graded: Path) -> None:
    path = course / "assignments/doubling/assignment.yaml"
    write(path, path.read_text("utf-8").replace("gives: 6", "gives: 7"))
    text = why(course, "doubling", "ito", "--out", graded).stdout
    assert CHANGED in text
    assert "Check `double/1` went otherwise when it was graded: passed then, failed now." in text


def test_an_assignment_that_asks_something_else_now(course: Path, graded: Path) -> None:
    path = course / "reference/cases/doubling.py"
    write(path, path.read_text("utf-8").replace("-2.5", "-3.5"))
    text = why(course, "doubling", "ito", "--out", graded).stdout
    assert (
        "The assignment, or autograder itself, asks otherwise now than when this was run, in "
        "`double/2`: what came back then tells nothing of it."
    ) in text
    assert "#2" not in text


def test_a_record_of_another_run(course: Path, graded: Path) -> None:
    path = graded / "results/ito.json"
    document = json.loads(path.read_text("utf-8"))
    write(path, json.dumps(document | {"observation": "0" * 64}))
    text = why(course, "doubling", "ito", "--out", graded).stdout
    assert "The record of what was run is not the one that this result was made of." in text


def test_without_the_course(graded: Path, tmp_path: Path) -> None:
    write(tmp_path / "empty/x", "")
    text = why(tmp_path / "empty", "doubling", "ito", "--out", graded).stdout
    assert "The assignment cannot be opened, so nothing is judged again: " in text
    assert "-- double/2 (hidden): failed" in text


# ------------------------------------------------------------------ in a class


def test_in_a_class_the_grade_is_told_as_well(course: Path, tmp_path: Path) -> None:
    line = "student,assignment,question,kind,points,comment,by,at\ns1,units,,add,1,neat,me,2026-06-01\n"
    folder = write_class(tmp_path / "class", {"adjustments.csv": line})
    hand_in(folder, student="s1", received=LATE)
    text = why(course, "units", "hanako@example.invalid", "--class", folder, "--lang", "en").stdout
    for line in (
        "Grade: s1 安部 花子: 15 of 20 points",
        "  Late by 1 h 1 min",
        "  Handed in 1 h 1 min after it was due: 2 points are deducted.",
        "  Adjustment: add 1 (the whole), by me, 2026-06-01: neat",
    ):
        assert line in text.split("\n")
    (place,) = (folder / "attempts/units/s1/1/files").iterdir()
    assert f"autograder grade units {place} --out again" in text
    nothing = why(course, "units", "s3", "--class", folder).stdout
    assert nothing == "s3 =cmd(): nothing handed in\nNothing was handed in.\n"
    with pytest.raises(UsageError, match="`s9` is not in the roster"):
        why(course, "units", "s9", "--class", folder)


def test_an_adjustment_in_both_languages() -> None:
    made = Adjustment(student="s1", assignment="units", question="unit", kind="set", points=3)
    assert both(adjustment_sentence(made)) == (
        "set 3 (unit), by —, —: —",
        "set 3（unit）、—、—: —",
    )


def test_neighbours() -> None:
    assert neighbours_of([]) == {}
    assert neighbours_of(["a"]) == {"a": Neighbours()}
    assert neighbours_of(["a", "b", "c"])["b"] == Neighbours(before="a", after="c")


def test_the_command_is_listed() -> None:
    assert COMMANDS["why"] == "Show all that is behind one grade."
    assert re.search(r"\bwhy\b", " ".join(Commands().list_commands(None)))  # type: ignore[arg-type]
