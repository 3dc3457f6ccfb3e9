"""The cells of a handout, as a notebook and as a module."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.course.marks import source_lines
from autograder.ipynb import notebook, notebook_cell
from autograder.records import Cell


def as_notebook(cells: Sequence[Cell]) -> str:
    """Return the text of a notebook with these cells, without outputs."""
    return notebook([notebook_cell(number, cell) for number, cell in enumerate(cells, 1)])


def as_module(cells: Sequence[Cell]) -> str:
    """Return the text of a module with these cells behind percent marks."""
    return "\n\n".join(_percent_cell(cell) for cell in cells) + "\n"


def _percent_cell(cell: Cell) -> str:
    if cell.kind == "code":
        return f"# %%\n{cell.source}"
    comment = "\n".join(f"# {line}".rstrip() for line in source_lines(cell.source))
    return f"# %% [markdown]\n{comment}"
