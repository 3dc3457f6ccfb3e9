"""Percent marks: which of them begin a cell, and which are text of something that goes on."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from autograder.course.marks import LONGEST, parts, source_lines
from autograder.course.submissions.cells import cells_of


def sources(text: str) -> list[str]:
    return [cell.source for part in parts(text) for cell in cells_of(part)]


TEXT = [
    's = """\n# %% not a cell\n"""\ny = 2',
    "s = '''it's \\''' so\n#%%\n'''",
    "s = 'one \\\n# %% two'",
    "x = [\n    1,\n# %% the second\n    2,\n]",
    "x = f(\n1, {\n# %%\n'a': 2})",
    "def f(x):\n    y = 2 * x\n# %% now return it\n    return y",
    "def f(x):  # why: so\n\n# %%\n# first\n\n    return x",
    "if x:\n    y = 1\n# %%\nelse:\n    y = 2",
    "try:\n    y = 1\n#%%\nexcept ValueError:\n    y = 2",
]


@pytest.mark.parametrize("text", TEXT)
def test_a_mark_within_something_is_text(text):
    assert sources(text) == [text]


MARKS = [
    ("x = 1\n# %%\ny = 2", ["x = 1", "y = 2"]),
    ("def f():\n    return 1\n# %%\ny = f()", ["def f():\n    return 1", "y = f()"]),
    ("x = 1\n# %%\n    y = 2", ["x = 1", "    y = 2"]),
    ("x = 1\n# %%\nelse:\n    y = 2", ["x = 1", "else:\n    y = 2"]),
    ("if x:\n    y = 1\n# %%\nelsewhere = 2", ["if x:\n    y = 1", "elsewhere = 2"]),
    ("# it's (\n# %% isn't [\nx = 1", ["# it's (", "x = 1"]),
    ("x = '('\n# %%\ny = \"'\"\n# %%\nz = 3", ["x = '('", 'y = "\'"', "z = 3"]),
    ("!echo it's\n# %%\ny = 2", ["!echo it's", "y = 2"]),
    ("x = r'\\('\n# %%\ny = '\\''", ["x = r'\\('", "y = '\\''"]),
    ('x = """a"""\n# %%\ny = """b\n"""', ['x = """a"""', 'y = """b\n"""']),
]


@pytest.mark.parametrize(("text", "cells"), MARKS)
def test_a_mark_between_statements_begins_a_cell(text, cells):
    assert sources(text) == cells


@pytest.mark.parametrize("broken", ["print((1)", "x = [1)", "x = 1)", 's = """', "s = '''a\\'''"])
def test_what_is_broken_in_one_cell_costs_no_other(broken):
    cells = [broken, "y = (1,\n2)", 'def f():\n    """Doc."""\n    return \'3\'']
    assert sources("\n# %%\n".join(cells)) == cells


def test_a_part_knows_its_mark():
    assert [part.mark for part in parts("x\n# %% [markdown] ja\n# a\n#%%\ny")] == [
        "",
        "# %% [markdown] ja",
        "#%%",
    ]


def test_above_the_first_mark_lines_keep_their_numbers():
    assert sources("\n\nx = 1\n\n# %%\n\ny = 2\n") == ["\n\nx = 1", "y = 2"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(end):
    assert sources(f"x = 1{end}# %%{end}y = 2{end}z = 3") == ["x = 1", "y = 2\nz = 3"]


@pytest.mark.parametrize("character", "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
def test_what_is_no_line_end_for_python_is_none_here(character):
    text = f"s = 'a{character}b'\n# c{character}# %%\nx = 1"
    assert source_lines(text) == text.split("\n")
    assert sources(text) == [text]


PIECES = ["# %%", "#%% [markdown]", '"""', "'''", "'", '"', "\\", "#", ":", "else", "x"]
pieces = st.sampled_from([*PIECES, *"()[]\n\r \x0c\u2028\ud800"])


@pytest.mark.slow
@given(st.lists(pieces).map("".join) | st.text())
def test_the_parts_are_the_text_again(text):
    found = list(parts(text))
    lines = [line for part in found for line in ([part.mark] if part.mark else []) + [*part.lines]]
    assert "\n".join(lines) == re.sub("\r\n?", "\n", text)


@given(st.lists(pieces).map("".join))
def test_without_strings_brackets_and_blocks_every_mark_counts(text):
    text = re.sub(r"['\"\\()\[\]]|\belse|(?m:^\s+|:\s*$)", "", text)
    marks = [line for line in source_lines(text) if line.startswith(("# %%", "#%%"))]
    assert [part.mark for part in parts(text)][1:] == marks


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ['"""', "'''\\", '\\"""\n', "(", ")", "'", "# %%\n", "x:\n# %%\n y\n", "  :  :#", "\\\n", '"'],
)
def test_a_hostile_module_is_walked_through_once(piece):
    """Quadratic work over this many characters would not come to an end."""
    text = "# %%\n" + piece * (LONGEST // len(piece) - 8)
    assert sum(len(part.lines) + bool(part.mark) for part in parts(text)) == text.count("\n") + 1


def test_a_module_of_absurd_length_is_only_split():
    text = "x = (\n# %%\n1)\n" + "#" * LONGEST
    assert len(sources(text)) == 2
