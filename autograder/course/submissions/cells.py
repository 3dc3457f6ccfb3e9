"""Cells of a notebook (`.ipynb`, or marimo's `.py`) or a module (plain or with percent marks).

Percent cells are as Spyder, VS Code and jupytext read them
(https://jupytext.readthedocs.io/en/latest/formats-scripts.html).
"""

from __future__ import annotations

import re

from autograder.course.marks import MarkedPart, parts
from autograder.course.submissions.caps import (
    Unreadable,
    require_cells,
    require_lines,
    require_runnable,
    require_size,
)
from autograder.course.submissions.encodings import module_text, plain_text
from autograder.course.submissions.impostors import require_no_impostor, require_no_notebook
from autograder.course.submissions.marimo import is_marimo, marimo_cells
from autograder.course.submissions.notebooks import notebook_cells
from autograder.course.submissions.typed import typed_text
from autograder.records import Cell
from autograder.records.sentences import _

SUFFIXES = (".ipynb", ".py")
TYPED = "typed"  #: in place of a suffix: a page with text that was typed into an LMS


def read_cells(content: bytes, suffix: str) -> tuple[Cell, ...]:
    """Return the cells of a file that ends in `suffix`; raise Unreadable."""
    require_size(len(content))
    if not content.strip():
        raise Unreadable(_("the file is empty"))
    if suffix == TYPED:
        return _typed(content)
    if suffix not in SUFFIXES:
        raise Unreadable(
            _(
                "a submission is a notebook (.ipynb) or a module (.py), not {suffix}",
                suffix=suffix or _("a file without suffix"),
            )
        )
    require_no_impostor(content)
    cells = _notebook(content) if suffix == ".ipynb" else _module(content)
    require_runnable(cells)
    return cells


def _notebook(content: bytes) -> tuple[Cell, ...]:
    cells = notebook_cells(content)
    require_lines(sum(_line_count(cell.source) for cell in cells))
    return cells


def _module(content: bytes) -> tuple[Cell, ...]:
    text = module_text(content)
    require_no_notebook(text)
    require_lines(_line_count(text))
    cells = marimo_cells(text) if is_marimo(content) else percent_cells(text)
    require_cells(len(cells))
    return cells


def _typed(content: bytes) -> tuple[Cell, ...]:
    """Return the one cell of what was typed: it has no file, so that nothing else is told of."""
    text = typed_text(plain_text(content))
    require_lines(_line_count(text))
    cells = (Cell(kind="code", source=text),)
    require_runnable(cells)
    return cells


def _line_count(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n") + 1


def percent_cells(text: str) -> tuple[Cell, ...]:
    """Return the cells of a module; without percent marks it is one code cell."""
    return tuple(cell for part in parts(text) for cell in cells_of(part))


def cells_of(part: MarkedPart) -> list[Cell]:
    """Return a part of a module as a cell, or nothing if it is blank."""
    source = "\n".join(part.lines).rstrip("\n")
    if not source.strip():
        return []
    if "[markdown]" in part.mark or "[md]" in part.mark:
        return [Cell(kind="markdown", source=re.sub(r"(?m)^#[ ]?", "", source.lstrip("\n")))]
    # Above the first mark a line keeps the number that it has in the file.
    code = source.lstrip("\n") if part.mark else source
    return [Cell(kind="code", source=code, above=part.above + len(source) - len(code))]
