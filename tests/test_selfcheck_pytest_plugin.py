"""`pytest` in the folder of a handout, as a student runs it; elsewhere it is not there.

Tests of `selfcheck/tree.py`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.handouts import RIGHT, WRONG, hand_out_bundled, hand_out_from, hand_out_small
from tests.paths import ROOT
from tests.small_course import write

pytest_plugins = ["pytester"]


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch):
    """Run pytest in a folder, in this very process, which takes half the time."""
    monkeypatch.setenv("COLUMNS", "100")

    def run_in(folder: Path, *arguments: str) -> pytest.RunResult:
        monkeypatch.chdir(folder)
        return pytester.runpytest_inprocess("-p", "no:xdist", "-p", "no:cov", *arguments)

    return run_in


def lines(done: pytest.RunResult) -> list[str]:
    return [line.rstrip() for line in done.outlines]


@pytest.fixture
def folder(tmp_path):
    return hand_out_small(tmp_path / "handout")


def section(done: pytest.RunResult, title: str) -> list[str]:
    """The lines below a title in rules, up to the next one."""
    found = lines(done)
    start = next(n for n, line in enumerate(found) if re.fullmatch(rf"=+ {title} =+", line))
    rest = found[start + 1 :]
    return rest[: next(n for n, line in enumerate(rest) if line.startswith("==="))]


def test_one_item_for_each_question_and_check(run, tmp_path):
    folder = hand_out_bundled("convolution", tmp_path / "convolution")
    assert lines(run(folder, "--collect-only", "-q"))[:6] == [
        "convolution.ipynb::overlap::check 1",
        "convolution.ipynb::conv1d::check 1",
        "convolution.ipynb::strongest::check 1",
        "convolution.ipynb::conv2d::check 1",
        "convolution.ipynb::blur::check 1",
        "convolution.ipynb::edges::check 1",
    ]
    one = run(folder, "--collect-only", "-q", "-k", "conv1d")
    assert lines(one)[0] == "convolution.ipynb::conv1d::check 1"
    by_id = run(folder, "--collect-only", "-q", "convolution.ipynb::blur::check 1")
    assert lines(by_id)[0] == "convolution.ipynb::blur::check 1"


def test_a_right_answer_passes(run, folder):
    write(folder / "doubling.py", RIGHT)
    done = run(folder)
    assert done.ret == 0
    assert "doubling.py ." in str(done.stdout)
    assert section(done, "Self-check of doubling.py")[:2] == [
        "double: 1 of 1 visible checks pass; 1 hidden at grading; worth 10 points",
        "Points are given at grading, when the hidden checks are run too.",
    ]


def test_a_wrong_answer_is_explained_without_a_line_of_ours(run, folder):
    write(folder / "doubling.py", WRONG)
    done = run(folder)
    assert done.ret == 1
    found = lines(done)
    start = next(n for n, line in enumerate(found) if re.fullmatch(r"_+ double: check 1 _+", line))
    assert found[start + 1 : start + 6] == [
        "Likely cause: You squared.",
        "Call: double(3)",
        "Expected: 6",
        "Got:      9",
        "The value is not the expected one.",
    ]
    assert "autograder/" not in str(done.stdout)
    assert "FAILED doubling.py::double::check 1 - Likely cause: You squared." in str(done.stdout)


def test_errors_of_statements_stand_in_the_summary(run, folder):
    write(folder / "doubling.py", "# %%\n1 / 0\n" + RIGHT)
    done = run(folder)
    assert done.ret == 0
    assert section(done, "Self-check of doubling.py")[1:3] == [
        "Errors in doubling.py:",
        "  A statement of doubling.py stops with `ZeroDivisionError`: `division by zero` "
        "(doubling.py, line 2: `1 / 0`) — The number that is divided by is 0 here. Print it, and "
        "see where it comes from: an empty list, a count that never grew?",
    ]


def test_junit_xml(run, folder):
    write(folder / "doubling.py", WRONG)
    run(folder, "-q", "--junit-xml", "out.xml")
    (case,) = ElementTree.parse(folder / "out.xml").iter("testcase")
    assert case.attrib["name"] == "check 1"
    (failure,) = case
    assert failure.tag == "failure"
    assert "Likely cause: You squared." in failure.text


def test_japanese(run, tmp_path):
    folder = hand_out_small(tmp_path / "ja", "ja")
    done = run(folder)
    assert done.ret == 1
    assert section(done, "doubling.ipynb の自己チェック")[:3] == [
        "doubling.ipynb は配布されたときのままです。別のファイルで取り組んでいるときは、"
        "次のように指定してください: pytest --submission FILE",
        "double: 公開チェック 0 / 1 合格、採点時に非公開チェック 1 件、配点 10 点",
        "点数は、非公開のチェックも行う採点のときに決まります。",
    ]


# ------------------------------------------------------------------ which file


def test_two_files_are_named_and_not_guessed_between(run, folder):
    write(folder / "doubling.py", RIGHT)
    write(folder / "doubling.ipynb", "{}")
    done = run(folder)
    assert done.ret == 2
    assert section(done, "ERRORS")[1:2] == [
        "You have worked in both doubling.ipynb and doubling.py. Say which one to check: "
        "pytest --submission FILE"
    ]


@pytest.mark.parametrize(
    "told", [["--submission", "doubling.py"], ["doubling.py"], ["-o", "submission=doubling.py"]]
)
def test_the_file_that_is_told(run, folder, told):
    write(folder / "doubling.py", RIGHT)
    write(folder / "doubling.ipynb", "{}")
    done = run(folder, *told)
    assert done.ret == 0
    assert "doubling.py ." in str(done.stdout)
    assert "1 passed" in str(done.stdout)


def test_a_module_that_is_named_is_not_imported(run, folder):
    write(folder / "doubling.py", "open('imported', 'w').close()\n" + RIGHT)
    assert run(folder, "doubling.py").ret == 0
    assert not (folder / "imported").exists()


@pytest.mark.parametrize("name", ["", "doubling.ipynb"])
def test_a_damaged_notebook(run, folder, name):
    write(folder / "doubling.ipynb", "{")
    done = run(folder, *filter(None, [name]))
    assert done.ret == 2
    assert section(done, "ERRORS")[1:2] == [
        "doubling.ipynb cannot be read: the end of the notebook is missing; save it and hand it "
        "in again."
    ]


def test_damaged_checks(run, folder):
    path = folder / "checks.json"
    write(path, path.read_text("utf-8")[:400])
    done = run(folder)
    assert done.ret == 2
    assert f"The checks.json in {folder} is damaged." in str(done.stdout)
    assert run(folder, "doubling.py").ret == 2


def test_several_handouts_below_one_folder(run, tmp_path, course):
    for language in ("en", "ja"):
        hand_out_from(course, "doubling", tmp_path / "all" / language, language)
    assert lines(run(tmp_path / "all", "--collect-only", "-q"))[:2] == [
        "en/doubling.ipynb::double::check 1",
        "ja/doubling.ipynb::double::check 1",
    ]


# ------------------------------------------------------------------ the second time


COUNTING = "with open({path!r}, 'a') as file: file.write('x')\n"


def test_nothing_is_run_again_that_has_not_changed(run, folder, tmp_path):
    runs = tmp_path / "runs"
    path = write(folder / "doubling.py", COUNTING.format(path=str(runs)) + RIGHT)
    run(folder)
    done = run(folder, "-k", "double")
    assert (done.ret, runs.read_text()) == (0, "x")
    write(path, path.read_text() + "\n")
    run(folder)
    assert runs.read_text() == "xx"
    run(folder, "-p", "no:cacheprovider")
    assert runs.read_text() == "xxx"
    assert [p.name for p in (folder / ".pytest_cache/d").iterdir()] == ["akapen"]


def test_collecting_runs_nothing(run, folder, tmp_path):
    runs = tmp_path / "runs"
    write(folder / "doubling.py", COUNTING.format(path=str(runs)) + RIGHT)
    run(folder, "--collect-only")
    run(folder, "-k", "nothing")
    assert not runs.exists()


@pytest.mark.process
def test_as_a_command_and_in_several_processes(folder):
    write(folder / "doubling.py", WRONG)
    command = [sys.executable, "-m", "pytest", "-n", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert "Likely cause: You squared." in done.stdout


# ------------------------------------------------------------------ elsewhere


NOT_IMPORTED = """\
import sys

def test_it():
    assert not {"autograder.checks", "autograder.worker", "numpy"} & set(sys.modules)
"""


@pytest.mark.process
def test_other_folders_are_left_alone(tmp_path):
    write(tmp_path / "thing.ipynb", "{}")
    write(tmp_path / "sub/test_thing.py", NOT_IMPORTED)
    command = [sys.executable, "-m", "pytest", "-p", "no:hypothesispytest"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout
    assert "Self-check" not in done.stdout


def test_somebody_elses_checks(run, tmp_path):
    write(tmp_path / "checks.json", '{"mine": true}')
    write(tmp_path / "test_thing.py", "def test_it(): pass\n")
    done = run(tmp_path, "test_thing.py")
    assert done.ret == 0
    assert "1 passed" in str(done.stdout)
    assert "1 passed" in str(run(tmp_path).stdout)


def test_tests_of_ones_own_beside_the_handout(run, folder):
    write(folder / "doubling.py", RIGHT)
    write(folder / "test_mine.py", "def test_it(): pass\n")
    done = run(folder)
    assert done.ret == 0
    assert "2 passed" in str(done.stdout)
