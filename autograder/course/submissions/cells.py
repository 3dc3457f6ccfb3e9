"""Cells of a notebook (`.ipynb`) or a module (`.py`, plain or with percent marks).

Formats: nbformat 4 (https://nbformat.readthedocs.io/en/latest/format_description.html); percent
cells as Spyder, VS Code and jupytext read them
(https://jupytext.readthedocs.io/en/latest/formats-scripts.html).
"""

from __future__ import annotations

import json
import re
from typing import Any

from autograder.course.marks import MarkedPart, parts
from autograder.course.submissions.caps import (
    Unreadable,
    require_cells,
    require_lines,
    require_little_json,
    require_runnable,
    require_size,
)
from autograder.records import Cell
from autograder.records.sentences import _


def read_cells(content: bytes, suffix: str) -> tuple[Cell, ...]:
    """Return the cells of a file that ends in `suffix`; raise Unreadable."""
    require_size(len(content))
    if not content.strip():
        raise Unreadable(_("the file is empty"))
    if suffix == ".ipynb":
        cells = _notebook(content)
    elif suffix == ".py":
        cells = _module(_text(content))
    else:
        raise Unreadable(
            _(
                "a submission is a notebook (.ipynb) or a module (.py), not {suffix}",
                suffix=suffix or _("a file without suffix"),
            )
        )
    require_runnable(cells)
    return cells


def _module(text: str) -> tuple[Cell, ...]:
    require_lines(_line_count(text))
    cells = percent_cells(text)
    require_cells(len(cells))
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


_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")  #: as in PEP 263
_ENCODINGS = {"shift_jis", "shift-jis", "sjis", "cp932", "ms932", "euc_jp", "euc-jp"}


def _encoding(content: bytes) -> str:
    """Return the encoding that a module's first two lines name, of those in use in Japan."""
    for line in content.split(b"\n", 2)[:2]:
        if (cookie := _COOKIE.match(line)) and cookie[1].decode("ascii").lower() in _ENCODINGS:
            return cookie[1].decode("ascii")
    return "utf-8-sig"


def _text(content: bytes) -> str:
    try:
        text = content.decode(_encoding(content))
    except UnicodeDecodeError:
        raise Unreadable(
            _("the file is not text in UTF-8; save it with the encoding UTF-8")
        ) from None
    if "\0" in text:
        raise Unreadable(_("the file is binary, not text"))
    return text


def _notebook(content: bytes) -> tuple[Cell, ...]:
    document = _json(content)
    if not isinstance(document, dict) or "nbformat" not in document:
        raise Unreadable(_("the file is not a notebook"))
    if document["nbformat"] != 4:
        raise Unreadable(
            _(
                "the notebook has format {format}, not 4; open it in Jupyter and save it again",
                format=str(document["nbformat"])[:20],
            )
        )
    cells = document.get("cells")
    if not isinstance(cells, list):
        raise Unreadable(_("the notebook has no list of cells"))
    require_cells(len(cells))
    read = tuple(_notebook_cell(number, cell) for number, cell in enumerate(cells, 1))
    require_lines(sum(_line_count(cell.source) for cell in read))
    return read


def _json(content: bytes) -> Any:
    text = _text(content)
    require_little_json(text)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(
            _("the notebook is damaged (not JSON from line {line} on)", line=error.lineno)
        ) from None
    except ValueError:
        raise Unreadable(
            _("the notebook is damaged (it holds a number that is too long)")
        ) from None


def _notebook_cell(number: int, cell: Any) -> Cell:
    kind = cell.get("cell_type") if isinstance(cell, dict) else None
    source = cell.get("source", "") if isinstance(cell, dict) else None
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if kind not in ("code", "markdown", "raw") or not isinstance(source, str):
        raise Unreadable(_("cell {number} of the notebook is damaged", number=number))
    return Cell(kind=kind, source=source)
