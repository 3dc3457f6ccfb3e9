"""Writing notebooks (nbformat 4.5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import nbformat
from nbformat import v4

from autograder.records import Cell

_METADATA = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def notebook(cells: Sequence[Any]) -> str:
    """Return the text of a notebook."""
    return str(nbformat.writes(v4.new_notebook(cells=cells, metadata=_METADATA))) + "\n"


def notebook_cell(
    place: int, cell: Cell, outputs: Sequence[Any] = (), execution_count: int | None = None
) -> Any:
    """Return a cell of a notebook; only code cells have outputs."""
    id_ = f"cell-{place}"
    if cell.kind == "markdown":
        return v4.new_markdown_cell(cell.source, id=id_)
    if cell.kind == "raw":
        return v4.new_raw_cell(cell.source, id=id_)
    return v4.new_code_cell(
        cell.source, id=id_, outputs=list(outputs), execution_count=execution_count
    )
