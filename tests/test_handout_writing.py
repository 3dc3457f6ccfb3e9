"""Handing out, and handing out again into a folder that has been worked in.

Tests of `handout/changes.py`, `handout/checks_file.py`, `handout/readme.py`,
`handout/__init__.py`.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from autograder import find_course, load_assignment
from autograder.digests import digest_of
from autograder.errors import AssignmentError, UsageError
from autograder.handout.checks_file import NAME
from autograder.handout.readme import OLDEST_PYTHON, readme
from tests.handouts import RIGHT, hand_out_from
from tests.small_course import write

README_EN = """
## Install, once

You need Python `3.11` or later.

```console
pip install akapen
```
"""


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def test_everything_is_there_and_known_by_its_hash(course, out):
    written = hand_out_from(course, "doubling", out)
    assert [path.name for path in written.paths] == [
        "doubling.ipynb",
        "doubling.py",
        "README.md",
        "checks.json",
    ]
    assert (written.changes, written.kept) == ((), ())
    document = json.loads((out / NAME).read_text("utf-8"))
    assert document["files"] == {
        path.name: digest_of(path.read_bytes()) for path in written.paths if path.name != NAME
    }
    nbformat.validate(nbformat.read(out / "doubling.ipynb", as_version=4))


def test_the_readme_speaks_the_language_and_names_the_install_line(course, edit, out):
    hand_out_from(course, "doubling", out)
    text = (out / "README.md").read_text("utf-8")
    assert text.startswith("# Doubling\n\nWork in `doubling.ipynb` (Jupyter, VS Code, Colab) or")
    assert README_EN in text
    edit("assignments/course.yaml", "language", "install: https://example.org/a.whl\nlanguage")
    edit("assignments/doubling/assignment.yaml", "questions:", "imports: [tensorflow]\nquestions:")
    hand_out_from(course, "doubling", out / "ja", "ja")
    text = (out / "ja/README.md").read_text("utf-8")
    assert "pip install https://example.org/a.whl tensorflow\n" in text
    assert text.startswith("# 二倍\n\n`doubling.ipynb` (Jupyter、VS Code、Colab) か")


OTHER_INPUTS = (
    "hidden checks are run as well, with other inputs: write code that works for any input."
)
FULL_JA = """
Colab では、IPython が古いため `%check` が動きません。ノートブックをこのフォルダーにダウンロードして、ここで確かめてください。

`%check parameters` とすると、1 つの問だけを確かめます。ここで行われるのは公開のチェックです。採点では、非公開のチェックも行われます。
"""
HAND_IN = """## Hand in

Before you hand in, save, restart the kernel and run all cells from top to bottom, then run `autograder check` once more: what works only because of a cell that you have changed since shows itself.

"""
HAND_IN_JA = """
提出の前に、保存し、カーネルを再起動してすべてのセルを上から順に実行し、もう一度 `autograder check` で確かめてください。あとで書きかえたセルのおかげで動いていただけの所が、これで見つかります。

"""


def test_the_readme_promises_other_inputs_only_where_there_are_some():
    assignment = load_assignment(find_course(Path(__file__).parent.parent), "keras-training")
    parameters = [q for q in assignment.questions if q.id == "parameters"]
    japanese = readme(replace(assignment, questions=tuple(parameters)), "ja", "akapen")
    assert FULL_JA in japanese
    assert HAND_IN_JA in japanese
    assert "\nPython `3.11` 以降が必要です。\n" in japanese
    assert (
        "`import keras` でも `from tensorflow import keras` でも同じ Keras が使えます。どちらか一方にそろえてください。"
        in japanese
    )
    english = readme(replace(assignment, questions=tuple(parameters)), "en", "akapen")
    assert "graded, hidden checks are run as well.\n" in english
    assert (
        "`import keras` and `from tensorflow import keras` give the same Keras; use either, but do not mix them."
        in english
    )
    assert (
        "On Colab, `%check` does not work, because IPython is too old there: download the notebook into this folder and check it here."
        in english
    )
    units = load_assignment(find_course(Path(__file__).parent.parent), "units")
    english = readme(units, "en", "akapen")
    assert OTHER_INPUTS in english
    assert HAND_IN in english
    visible = [q for q in assignment.questions if not any(c.hidden for c in q.checks)][:1]
    alone = readme(replace(assignment, questions=tuple(visible)), "ja", "akapen")
    assert f"`%check {visible[0].id}` とすると、1 つの問だけを確かめます。\n" in alone


def test_the_oldest_python_is_that_of_the_package():
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["requires-python"] == f">={OLDEST_PYTHON}"


def test_data_files_come_along(course, out):
    write(course / "assignments/doubling/files/pictures/cat.csv", "1,2\n")
    write(course / "assignments/doubling/files/.hidden", "")
    hand_out_from(course, "doubling", out)
    assert (out / "pictures/cat.csv").read_text() == "1,2\n"
    assert not (out / ".hidden").exists()


def test_a_data_file_cannot_take_the_place_of_another(course, out):
    path = write(course / "assignments/doubling/files/README.md", "")
    with pytest.raises(AssignmentError) as caught:
        hand_out_from(course, "doubling", out)
    sentence = "README.md is the name of a file that every handout has; choose another"
    assert str(caught.value) == f"{path}: {sentence}"


def test_what_nobody_handed_out_is_in_the_way(course, out):
    mine = write(out / "doubling.py", "my work")
    with pytest.raises(UsageError) as caught:
        hand_out_from(course, "doubling", out)
    assert str(caught.value) == (
        f"{mine} is there already and differs; remove it or name another folder"
    )


def test_a_reference_that_raises_cannot_be_handed_out(course, edit, out):
    edit("assignments/doubling/assignment.yaml", "gives: 6", "agrees_with: doubling.double")
    edit("reference/doubling.py", "return 2 * x", "return 1 / 0")
    with pytest.raises(AssignmentError) as caught:
        hand_out_from(course, "doubling", out)
    assert str(caught.value) == (
        f"{course}/assignments/doubling/assignment.yaml: double/1 cannot be handed out: the "
        "reference doubling.double raised ZeroDivisionError: division by zero "
        "(reference/doubling.py:3)"
    )


# ------------------------------------------------------------------ handing out again


def test_nothing_to_tell_if_nothing_has_changed(course, out):
    hand_out_from(course, "doubling", out)
    again = hand_out_from(course, "doubling", out)
    assert (again.changes, again.kept) == ((), ())


def test_work_stays_and_the_new_file_stands_beside_it(course, edit, out):
    hand_out_from(course, "doubling", out)
    mine = write(out / "doubling.py", RIGHT)
    edit("assignments/doubling/master.py", "def double(x):", "# Twice.\ndef double(x):")
    again = hand_out_from(course, "doubling", out)
    assert mine.read_text() == RIGHT
    assert again.kept == ((mine, out / "doubling.new.py"),)
    assert "# Twice." in (out / "doubling.new.py").read_text()
    assert "# Twice." in (out / "doubling.ipynb").read_text()
    assert again.changes == ("cell 1 of the notebook is changed",)
    assert (hand_out_from(course, "doubling", out).kept) == ()


def test_what_has_changed_is_told(course, edit, out):
    write(course / "assignments/doubling/files/a.csv", "1")
    write(course / "assignments/doubling/files/b.csv", "1")
    hand_out_from(course, "doubling", out)
    yaml = "assignments/doubling/assignment.yaml"
    edit(yaml, "points: 10", "points: 12")
    edit(yaml, "with: [3]\n        gives: 6", "with: [4]\n        gives: 8")
    text = (course / yaml).read_text()
    hidden = text[text.index("      - call: double\n        agrees_with") :]
    write(course / yaml, text + hidden)
    write(course / "assignments/doubling/files/a.csv", "2")
    (course / "assignments/doubling/files/b.csv").unlink()
    write(course / "assignments/doubling/files/c.csv", "1")
    edit("assignments/doubling/master.py", "# %%\n", "# %% [markdown]\n# Hello\n# %%\n")
    assert hand_out_from(course, "doubling", out).changes == (
        "question double is worth 12 points instead of 10",
        "question double has other visible checks",
        "question double has 2 hidden checks instead of 1",
        "cell 1 of the notebook is new",
        "file a.csv is changed",
        "file b.csv is gone",
        "file c.csv is new",
    )


def test_questions_that_come_and_go_are_told(course, edit, out):
    yaml = course / "assignments/doubling/assignment.yaml"
    more = "  half:\n    title: Half\n    points: 5\n    checks: [{value: half, form: number}]\n"
    write(yaml, yaml.read_text("utf-8") + more)
    hand_out_from(course, "doubling", out)
    edit("assignments/doubling/assignment.yaml", "  half:", "  twice:")
    assert hand_out_from(course, "doubling", out, "ja").changes == (
        "question twice is new",
        "question half is gone",
        "the language is ja instead of en",
    )


def test_a_handout_that_is_damaged_is_not_compared_but_replaced(course, out):
    hand_out_from(course, "doubling", out)
    document = json.loads((out / "checks.json").read_text("utf-8"))
    del document["assignment"]["questions"][0]["points"]
    write(out / "checks.json", json.dumps(document))
    assert hand_out_from(course, "doubling", out).changes == (
        "the handout before cannot be compared with this one: "
        "assignment.questions[0]: Question needs a field 'points'",
    )
    assert hand_out_from(course, "doubling", out).changes == ()


def test_cells_that_are_gone_are_told(course, edit, out):
    edit("assignments/doubling/master.py", "# %%\n", "# %%\nx = 1\n# %%\ny = 1\n# %%\n")
    hand_out_from(course, "doubling", out)
    edit("assignments/doubling/master.py", "# %%\nx = 1\n# %%\ny = 1\n", "")
    changes = hand_out_from(course, "doubling", out).changes
    assert changes == ("what stands in cells 1 to 2 of the old notebook is gone",)


def test_a_folder_that_holds_submissions_gets_no_handout(course, out):
    for name in ("ann", "bob", "eve", "zoe"):
        write(out / name / "doubling.py", RIGHT)
    with pytest.raises(UsageError) as refused:
        hand_out_from(course, "doubling", out)
    assert str(refused.value) == (
        f"{out} is no earlier handout and holds other files (ann, bob, eve and 1 more); "
        "name a new or an empty folder"
    )
    assert not [*out.glob("*.json"), *out.glob("*.ipynb")]


def test_a_handout_before_and_what_stands_beside_it_are_no_hindrance(course, out):
    write(out / ".git/config", "x")
    hand_out_from(course, "doubling", out)
    write(out / "ann/doubling.py", RIGHT)
    hand_out_from(course, "doubling", out)
    (out / NAME).unlink()
    (out / "ann/doubling.py").unlink()
    (out / "ann").rmdir()
    hand_out_from(course, "doubling", out)  # interrupted before its last file
    assert (out / NAME).exists()
