"""`autograder check`: the self-check from the command line."""

from __future__ import annotations

import pytest

from tests.handouts import RIGHT, WRONG, hand_out_bundled, hand_out_small
from tests.small_course import write
from tests.test_cli import autograder, complaint

pytestmark = pytest.mark.process

PASSED = """\
Self-check of doubling.py
double: 1 of 1 visible checks pass; 1 hidden at grading; worth 10 points
Points are given at grading, when the hidden checks are run too.
"""


@pytest.fixture
def folder(tmp_path):
    return hand_out_small(tmp_path / "handout")


def test_all_visible_checks_pass(folder):
    write(folder / "doubling.py", RIGHT)
    done = autograder("check", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, PASSED, "")
    for file in ("doubling.py", folder / "doubling.py", folder):
        assert autograder("check", file, cwd=folder).stdout == PASSED


def test_from_another_folder(folder, tmp_path):
    write(folder / "doubling.py", RIGHT)
    for file in ("handout", "handout/doubling.py"):
        assert autograder("check", file, cwd=tmp_path).stdout == PASSED


def test_a_file_that_lies_elsewhere(folder, tmp_path):
    path = write(tmp_path / "Downloads/doubling (3).py", WRONG)
    done = autograder("check", path, cwd=folder)
    assert done.returncode == 1
    assert done.stdout.startswith("Self-check of doubling (3).py\ndouble: 0 of 1 visible")


def test_a_remark_on_the_file(folder):
    done = autograder("check", cwd=folder)
    assert done.returncode == 1
    assert done.stderr == (
        "doubling.ipynb is still as it was handed out. "
        "If you have worked in another file, name it: autograder check FILE\n"
    )


def test_one_question_and_the_other_language(tmp_path):
    folder = hand_out_bundled("units", tmp_path / "units")
    done = autograder("check", "--question", "relu", "--lang", "ja", cwd=folder)
    assert done.returncode == 1
    assert done.stdout.splitlines()[:2] == [
        "units.ipynb の自己チェック",
        "relu: 公開チェック 0 / 2 合格、採点時に非公開チェック 3 件、配点 10 点",
    ]
    assert "sigmoid" not in done.stdout


def test_wrong_commands(folder, tmp_path):
    assert complaint(autograder("check", "--lang", "en", cwd=tmp_path)) == (
        f"There is no checks.json in {tmp_path}. "
        "Go to the folder of the handout, or name it: autograder check FOLDER"
    )
    assert complaint(autograder("check", "nothing.py", cwd=folder)) == (
        "nothing.py does not exist. Check the spelling."
    )
    assert complaint(autograder("check", "--question", "doubel", cwd=folder)) == (
        "There is no question `doubel`. Did you mean `double`?"
    )
