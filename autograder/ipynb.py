"""Writing notebooks (nbformat 4.5), as plain data.

https://nbformat.readthedocs.io/en/latest/format_description.html. `nbformat` itself validates each
cell that it makes, which takes longer than running most submissions; our tests do that instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograder.records import Cell
from autograder.store.documents import indented

Node = dict[str, Any]

_METADATA = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def notebook(cells: Sequence[Node]) -> str:
    """Return the text of a notebook."""
    document = {"cells": cells, "metadata": _METADATA, "nbformat": 4, "nbformat_minor": 5}
    return indented(document) + "\n"


def notebook_cell(
    place: int, cell: Cell, outputs: Sequence[Node] = (), execution_count: int | None = None
) -> Node:
    """Return a cell of a notebook; only code cells have outputs."""
    node: Node = {
        "cell_type": cell.kind,
        "id": f"cell-{place}",
        "metadata": {"above": cell.above} if cell.above else {},
        "source": cell.source.splitlines(keepends=True),
    }
    if cell.kind == "code":
        node |= {"outputs": list(outputs), "execution_count": execution_count}
    return node


def stream(name: str, text: str) -> Node:
    """Return what went to `stdout` or `stderr`."""
    return {"output_type": "stream", "name": name, "text": text.splitlines(keepends=True)}


def display(data: dict[str, str], execution_count: int | None = None) -> Node:
    """Return a displayed value by media type; with a count it is the cell's result."""
    shown = {"data": data, "metadata": {}}
    if execution_count is None:
        return {"output_type": "display_data", **shown}
    return {"output_type": "execute_result", "execution_count": execution_count, **shown}


def error(name: str, message: str, traceback: str) -> Node:
    """Return an exception with which a cell ended."""
    lines = traceback.splitlines()
    return {"output_type": "error", "ename": name, "evalue": message, "traceback": lines}
