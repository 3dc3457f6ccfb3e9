"""The handout as a notebook and as a module."""

from __future__ import annotations

import nbformat

from autograder.course.submissions.cells import read_cells
from autograder.handout.cells import as_module, as_notebook
from autograder.records import Cell

CELLS = (
    Cell(kind="markdown", source="# 題\n\ntext"),
    Cell(kind="code", source="def f(x):\n    ..."),
    Cell(kind="raw", source="r"),
)


def test_a_valid_notebook_that_reads_back():
    text = as_notebook(CELLS)
    nbformat.validate(nbformat.reads(text, as_version=4))
    assert read_cells(text.encode(), ".ipynb") == CELLS


def test_a_module_that_reads_back():
    text = as_module(CELLS[:2])
    assert text == "# %% [markdown]\n# # 題\n#\n# text\n\n# %%\ndef f(x):\n    ...\n"
    back = read_cells(text.encode(), ".py")
    assert [(cell.kind, cell.source) for cell in back] == [
        (cell.kind, cell.source) for cell in CELLS[:2]
    ]
