"""Masters: one file, two languages, with and without the solution."""

from __future__ import annotations

import json

import pytest

from autograder.course.master import read_master
from autograder.errors import AssignmentError
from autograder.records import Cell
from tests.small_course import write

MASTER = """\
# %% [markdown] ja
# # 畳み込み
# %% [markdown] en
# # Convolution
# %% [markdown]
# $y = Wx$
# %%
# ja: 関数を書きましょう。
# en: Write the function.
def f(x):
    # ja: ここに
    # en: here
    # BEGIN SOLUTION
    y = 2 * x
    return y
    # END SOLUTION

# %%
s_20 = 2.90  # SOLUTION
a, b = (1, 1), (0, 0)  # SOLUTION
"""


@pytest.mark.parametrize(
    ("source", "line", "why"),
    [
        ("# %%\ndef f(x)\n    return x\n", 2, "expected ':'"),
        ("# %% [markdown]\n# f\n# %%\nx = 1\n# %%\n\nx = = 2\n", 7, "invalid syntax"),
        ("# %%\n%matplotlib inline\nx = (1\n", 3, "'(' was never closed"),
        ("# %%\nreturn 3\n", 2, "'return' outside function"),
    ],
)
def test_a_master_that_is_not_python_is_refused_with_its_line(tmp_path, source, line, why):
    path = write(tmp_path / "master.py", source)
    with pytest.raises(AssignmentError) as caught:
        read_master(tmp_path)
    assert str(caught.value) == f"{path}:{line}: is not valid Python: {why}"


def test_a_notebook_that_is_not_python_is_refused_with_its_cell(tmp_path):
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells = [{**cell, "source": "x = 1"}, {**cell, "source": "y = 2\nif x\n"}]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    path = write(tmp_path / "master.ipynb", json.dumps(notebook))
    with pytest.raises(AssignmentError) as caught:
        read_master(tmp_path)
    assert str(caught.value) == f"{path}: cell 2, line 2 is not valid Python: expected ':'"


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline\nimport numpy as np",
        "%%bash\nls | wc -l",
        "if True:\n    !pip install numpy\nfiles = !ls",
        "text = ('%d'\n        % 3)",
        "await something()",
    ],
)
def test_magics_are_no_errors(tmp_path, source):
    write(tmp_path / "master.py", f"# %%\n{source}\n")
    assert read_master(tmp_path).cells


def test_solved_in_one_language(tmp_path):
    write(tmp_path / "master.py", MASTER)
    assert read_master(tmp_path).solved("ja") == (
        Cell(kind="markdown", source="# 畳み込み"),
        Cell(kind="markdown", source="$y = Wx$"),
        Cell(
            kind="code",
            source="# 関数を書きましょう。\ndef f(x):\n    # ここに\n    y = 2 * x\n    return y",
        ),
        Cell(kind="code", source="s_20 = 2.90\na, b = (1, 1), (0, 0)"),
    )


def test_handout_without_the_solution(tmp_path):
    write(tmp_path / "master.py", MASTER)
    assert read_master(tmp_path).handout("en") == (
        Cell(kind="markdown", source="# Convolution"),
        Cell(kind="markdown", source="$y = Wx$"),
        Cell(kind="code", source="# Write the function.\ndef f(x):\n    # here\n    ..."),
        Cell(kind="code", source="s_20 = ...\na, b = ..."),
    )


def test_a_notebook_as_master(tmp_path):
    cells = [
        {"cell_type": "markdown", "source": "# 題", "metadata": {"lang": "ja"}},
        {"cell_type": "markdown", "source": "# Title", "metadata": {"lang": "en"}},
        {"cell_type": "code", "source": "x = 1  # SOLUTION", "metadata": {}},
    ]
    write(tmp_path / "master.ipynb", json.dumps({"nbformat": 4, "cells": cells}))
    master = read_master(tmp_path)
    assert master.handout("ja") == (
        Cell(kind="markdown", source="# 題"),
        Cell(kind="code", source="x = ..."),
    )
    assert master.solved("en") == (
        Cell(kind="markdown", source="# Title"),
        Cell(kind="code", source="x = 1"),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "def f():\n    # BEGIN SOLUTION\n    return 1\n",
            "`# BEGIN SOLUTION` without `# END SOLUTION` in the cell that starts 'def f():'",
        ),
        (
            "x = 1\n# END SOLUTION\n",
            "`# END SOLUTION` without `# BEGIN SOLUTION` in the cell that starts 'x = 1'",
        ),
        (
            "# BEGIN SOLUTION\nx = 1\n# BEGIN SOLUTION\n# END SOLUTION\n",
            "`# BEGIN SOLUTION` without `# END SOLUTION` in the cell that starts "
            "'# BEGIN SOLUTION'",
        ),
        ("", "the file is empty"),
    ],
)
def test_faults_of_a_master(tmp_path, text, message):
    path = write(tmp_path / "master.py", text)
    with pytest.raises(AssignmentError) as caught:
        read_master(tmp_path)
    assert str(caught.value) == f"{path}: {message}"


def test_no_master(tmp_path):
    with pytest.raises(AssignmentError) as caught:
        read_master(tmp_path)
    assert str(caught.value) == f"{tmp_path}: there is no master.py and no master.ipynb"


def test_what_is_no_line_end_for_python_stays_in_its_line(tmp_path):
    write(tmp_path / "master.py", "# %% [markdown] en\n# a\u2028b\n#%%\n# en: a\x0cb\nx = 'c\x85d'")
    for cells in (read_master(tmp_path).solved("en"), read_master(tmp_path).handout("en")):
        assert cells == (
            Cell(kind="markdown", source="a\u2028b"),
            Cell(kind="code", source="# a\x0cb\nx = 'c\x85d'"),
        )


def test_a_mark_within_a_string_of_a_master_is_text(tmp_path):
    write(tmp_path / "master.py", 'x = """\n# %% [markdown] ja\n"""')
    assert read_master(tmp_path).solved("en") == (
        Cell(kind="code", source='x = """\n# %% [markdown] ja\n"""'),
    )
