"""The model answer: what it is called, where it may go, and that it gets full points."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from autograder.course.assignment import load_assignment
from autograder.course.course import find_course
from autograder.course.master import read_master
from autograder.course.submissions.find import read_submission
from autograder.errors import UsageError
from autograder.grading import grade_one
from autograder.handout.solution import write_solution
from autograder.records import Language
from autograder.reports.results import stored_result
from tests.handouts import hand_out_from
from tests.paths import ROOT
from tests.small_course import write
from tests.test_grades import returned

NUMPY = ["units", "arrays-and-images", "convolution", "dense-networks", "variations"]


def written(course: Path, name: str, folder: Path, language: Language = "en") -> tuple[Path, ...]:
    found = find_course(course)
    assignment = load_assignment(found, name)
    solved = read_master(assignment.folder, found.languages).solved(language)
    return write_solution(assignment, solved, language, folder)


@pytest.mark.family
@pytest.mark.parametrize("name", NUMPY)
def test_it_runs_without_an_error_and_gets_full_points(name, sandbox, tmp_path):
    assignment = load_assignment(find_course(ROOT), name)
    for path in written(ROOT, name, tmp_path, "ja")[:2]:
        result = grade_one(assignment, read_submission(path), sandbox)
        assert result.points == assignment.possible
        assert not [cell for cell in stored_result(assignment, result).cells if cell.is_error]


def test_its_title_says_what_it_is_in_the_course_s_language(course, tmp_path):
    notebook, module = written(ROOT, "convolution", tmp_path / "ja", "ja")
    assert [path.name for path in (notebook, module)] == [
        "convolution-solution.ipynb",
        "convolution-solution.py",
    ]
    cells = nbformat.read(notebook, as_version=4).cells
    nbformat.validate(nbformat.read(notebook, as_version=4))
    assert cells[0].source.startswith("# 模範解答：畳み込み\n\n**畳み込み**では")
    assert module.read_text("utf-8").startswith("# %% [markdown]\n# # 模範解答：畳み込み\n")
    assert "SOLUTION" not in notebook.read_text("utf-8") + module.read_text("utf-8")
    notebook, _module = written(course, "doubling", tmp_path / "en")  # has no heading of its own
    assert [cell.source for cell in nbformat.read(notebook, as_version=4).cells] == [
        "# Model answer: Doubling",
        "def double(x):\n    return 2 * x",
    ]


def test_what_it_reads_lies_beside_it(course, tmp_path):
    write(course / "assignments/doubling/files/table.csv", "1,2\n")
    assert {path.name for path in written(course, "doubling", tmp_path / "out")} == {
        "doubling-solution.ipynb",
        "doubling-solution.py",
        "table.csv",
    }


@pytest.mark.parametrize("inside", ["", "below/that"])
def test_it_goes_into_no_handout(course, tmp_path, inside):
    handout = tmp_path / "handout"
    hand_out_from(course, "doubling", handout)
    before = sorted(handout.rglob("*"))
    with pytest.raises(UsageError) as raised:
        written(course, "doubling", handout / inside)
    assert str(raised.value) == (
        f"{handout / inside} belongs to the handout in {handout}, which students receive; name "
        "another folder"
    )
    assert sorted(handout.rglob("*")) == before


def test_it_goes_not_into_the_assignment_s_folder_nor_over_another_file(course, tmp_path):
    own = course / "assignments/doubling"
    for folder in (own, own / "files"):
        with pytest.raises(UsageError) as raised:
            written(course, "doubling", folder)
        assert str(raised.value) == (
            f"{folder} belongs to the assignment itself; name another folder"
        )
    for _again in range(2):
        written(course, "doubling", tmp_path / "out")
    annotated = write(tmp_path / "out/doubling-solution.py", "# my notes")
    with pytest.raises(UsageError) as raised:
        written(course, "doubling", tmp_path / "out")
    assert str(raised.value) == (
        f"{annotated} is there already and differs; remove it or name another folder"
    )


@pytest.mark.process
def test_the_command(course, tmp_path, capsys):
    out = tmp_path / "out"
    words = ("handout", "doubling", out, "--solution", "--course", course)
    assert returned(*words) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{out}/doubling-solution.ipynb",
        f"{out}/doubling-solution.py",
    ]
    write(course / "assignments/doubling/master.py", "# %%\ndef double(x):\n    return x\n")
    with pytest.raises(UsageError, match="does not pass the gate"):
        returned(*words)
