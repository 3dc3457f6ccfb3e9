"""Cells of a notebook (`.ipynb`) or a module (`.py`, plain or with percent marks).

Formats: nbformat 4 (https://nbformat.readthedocs.io/en/latest/format_description.html); percent
cells as Spyder, VS Code and jupytext read them
(https://jupytext.readthedocs.io/en/latest/formats-scripts.html).
"""

from __future__ import annotations

import json
import re
from typing import Any

from autograder.course.marks import Part, parts
from autograder.protocol.frames import fits
from autograder.records import Cell
from autograder.records.sentences import Sentence, _

MAX_BYTES = 64 << 20
MAX_CELLS = 5_000


class Unreadable(ValueError):
    """The bytes are not a notebook or a module; `reason` says why."""

    def __init__(self, reason: Sentence) -> None:
        self.reason = reason
        super().__init__(str(reason))


def read_cells(content: bytes, suffix: str) -> tuple[Cell, ...]:
    """Return the cells of a file that ends in `suffix`; raise Unreadable."""
    require_size(content)
    if not content.strip():
        raise Unreadable(_("the file is empty"))
    if suffix == ".ipynb":
        return _runnable(_notebook(content))
    if suffix == ".py":
        return _runnable(percent_cells(_text(content)))
    raise Unreadable(
        _(
            "a submission is a notebook (.ipynb) or a module (.py), not {suffix}",
            suffix=suffix or _("a file without suffix"),
        )
    )


def require_size(content: bytes) -> None:
    """Raise Unreadable if that is more than a file may hold."""
    if len(content) > MAX_BYTES:
        raise Unreadable(
            _(
                "the file is larger than {most} MiB; if it is a notebook, clear its outputs "
                "and save it again",
                most=MAX_BYTES >> 20,
            )
        )


def _runnable(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return the cells; raise Unreadable if their code is too much for a worker to be told."""
    if not fits(cell.source for cell in cells if cell.kind == "code"):
        raise Unreadable(
            _(
                "there is far too much code to run; remove what was pasted in, such as "
                "pictures or tables"
            )
        )
    return cells


def percent_cells(text: str) -> tuple[Cell, ...]:
    """Return the cells of a module; without percent marks it is one code cell."""
    cells = tuple(cell for part in parts(text) for cell in cells_of(part))
    if len(cells) > MAX_CELLS:
        raise Unreadable(_("the module has more than {most} cells", most=MAX_CELLS))
    return cells


def cells_of(part: Part) -> list[Cell]:
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
    if len(cells) > MAX_CELLS:
        raise Unreadable(_("the notebook has more than {most} cells", most=MAX_CELLS))
    return tuple(_notebook_cell(number, cell) for number, cell in enumerate(cells, 1))


def _json(content: bytes) -> Any:
    text = _text(content)
    try:
        return json.loads(text)
    except RecursionError:
        raise Unreadable(_("the notebook is nested too deeply")) from None
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
