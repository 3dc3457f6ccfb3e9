"""Cells of notebooks in the formats 2, 3 and 4, read as far as they can be read.

Formats: https://nbformat.readthedocs.io/en/latest/format_description.html. `nbformat` itself would
refuse a whole notebook for one odd cell. A cell of an unknown type is raw; of a damaged one what is
text is left.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from autograder.course.submissions.caps import (
    Unreadable,
    require_cells,
    require_little_json,
)
from autograder.course.submissions.encodings import plain_text
from autograder.course.submissions.impostors import damage
from autograder.records import Cell, Status
from autograder.records.sentences import Code, _

_NO_LANGUAGES = {"", "none", "null", "plaintext", "text", "unknown"}
_PYTHONS = {"sage", "pyspark"}  #: that do not have Python in their names


def notebook_cells(content: bytes) -> tuple[Cell, ...]:
    """Return the cells of a notebook; raise Unreadable."""
    document = _json(content)
    if not isinstance(document, dict):
        raise _no_notebook()
    cells = _cells(document)
    require_cells(len(cells))
    _require_python(document, cells)
    return tuple(map(_cell, cells))


def _json(content: bytes) -> Any:
    text = plain_text(content)
    require_little_json(text)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(damage(text, error.lineno, error.pos)) from None
    except ValueError:
        raise Unreadable(
            _("the notebook is damaged (it holds a number that is too long)")
        ) from None


def _cells(document: dict[str, Any]) -> list[Any]:
    """Return the cells as they stand there, in whatever format."""
    version = _version(document)
    if version in (2, 3):
        return list(_of_worksheets(document.get("worksheets")))
    if version != 4:
        raise Unreadable(
            _(
                "the notebook has format {format}, not 4; open it in Jupyter and save it again",
                format=str(document["nbformat"])[:20],
            )
        )
    cells = document.get("cells")
    if not isinstance(cells, list):
        raise Unreadable(_("the notebook has no list of cells"))
    return cells


def _version(document: dict[str, Any]) -> int:
    if "nbformat" not in document:
        if "cells" in document or "worksheets" in document:
            return 4 if "cells" in document else 3
        raise _no_notebook()
    try:
        return int(float(document["nbformat"]))
    except (TypeError, ValueError, OverflowError):
        return 4 if "cells" in document else 0


def _of_worksheets(worksheets: Any) -> Iterator[Any]:
    if not isinstance(worksheets, list):
        raise Unreadable(_("the notebook has no list of cells"))
    for worksheet in worksheets:
        cells = worksheet.get("cells") if isinstance(worksheet, dict) else None
        yield from cells if isinstance(cells, list) else ()


def _cell(cell: Any) -> Cell:
    if not isinstance(cell, dict):
        return Cell(kind="raw", source="")
    source = _text(cell.get("source", cell.get("input")))
    match cell.get("cell_type"):
        case "code":
            return Cell(kind="code", source=source)
        case "markdown" | "html":
            return Cell(kind="markdown", source=source)
        case "heading":
            level = cell.get("level")
            marks = "#" * (level if isinstance(level, int) and 0 < level < 7 else 1)
            return Cell(kind="markdown", source=f"{marks} {source}")
    return Cell(kind="raw", source=source)


def _text(source: Any) -> str:
    """Return the source of a cell, given as text or as lines."""
    lines = source if isinstance(source, list) else [source]
    return "".join(line for line in lines if isinstance(line, str))


def _require_python(document: dict[str, Any], cells: list[Any]) -> None:
    """Raise Unreadable if the notebook says that its code is in another language.

    The name of its kernel says nothing: anyone can give a kernel any name.
    """
    language = next(_languages(document, cells), "python")
    if "python" not in language.lower() and language.lower() not in _PYTHONS:
        raise Unreadable(
            _(
                "the notebook is in another language than Python, {language}; if its code is "
                "Python, choose a Python kernel and save it again",
                language=Code(language[:30]),
            ),
            Status.NEEDS_REVIEW,
        )


def _languages(document: dict[str, Any], cells: list[Any]) -> Iterator[str]:
    """Yield what the notebook says of its language, what counts most first."""
    metadata = _dict(document.get("metadata"))
    said = [
        _dict(metadata.get("language_info")).get("name"),
        _dict(metadata.get("kernelspec")).get("language"),
        metadata.get("language"),
        *(cell.get("language") for cell in cells if isinstance(cell, dict)),
    ]
    for language in said:
        if isinstance(language, str) and language.strip().lower() not in _NO_LANGUAGES:
            yield language.strip()


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _no_notebook() -> Unreadable:
    return Unreadable(_("the file is not a notebook"))
