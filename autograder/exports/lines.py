"""The line of a handed-in file that a question's feedback is about."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.bindings import bindings_of_cells, normal
from autograder.frozen import dataclass
from autograder.records import Outcome, module_of
from autograder.records.stored_results import StoredQuestion, StoredResult


@dataclass(frozen=True, kw_only=True)
class HandedIn:
    """A file that was graded, where it was found again."""

    path: str  #: relative, with "/" between folders
    content: bytes


@dataclass(frozen=True)
class _Code:
    """A code cell of an executed notebook."""

    source: str
    above: int  #: lines of a module's file above it


def lines_of(
    result: StoredResult, executed: bytes | None, handed_in: HandedIn | None
) -> Mapping[str, int]:
    """Return the line of each question, from 1, as far as it is known.

    It is the one that the first failed check stopped at, else the one that defines what is asked.
    A notebook's lines are those of its JSON, which only the file itself can tell.
    """
    cells = _code_cells(executed)
    spots = {question.id: _spot(question, cells) for question in result.questions}
    lines = {}
    for question, spot in spots.items():
        line = spot and _line(spot, cells, result, handed_in)
        if line:
            lines[question] = line
    return lines


def _code_cells(executed: bytes | None) -> list[_Code]:
    try:
        cells: list[dict[str, Any]] = json.loads(executed or b"{}").get("cells", [])
        return [
            _Code("".join(cell["source"]), int(cell.get("metadata", {}).get("above", 0)))
            for cell in cells
            if cell["cell_type"] == "code"
        ]
    except (ValueError, LookupError, TypeError, AttributeError):  # not as `grade` has written it
        return []


def _spot(question: StoredQuestion, cells: Sequence[_Code]) -> tuple[int, int] | None:
    """Return the number of a code cell, and the line in it."""
    for check in question.feedback.checks:
        if check.outcome is not Outcome.PASSED and check.message.place:
            return check.message.place.cell, check.message.place.line
    bound = [bindings.top for bindings in bindings_of_cells(cell.source for cell in cells)]
    for name in map(normal, question.names):
        for number in range(len(bound), 0, -1):
            if name in bound[number - 1]:
                return number, bound[number - 1][name]
    return None


def _line(
    spot: tuple[int, int], cells: Sequence[_Code], result: StoredResult, handed_in: HandedIn | None
) -> int | None:
    number, line = spot
    if number > len(cells):
        return None
    if result.module:
        return cells[number - 1].above + line
    if handed_in is None:
        return None
    if module_of(result.file):  # of marimo
        return _line_of_text(line, cells[number - 1], handed_in.content)
    return _line_of_json(spot, cells, handed_in.content)


def _line_of_text(line: int, cell: _Code, content: bytes) -> int | None:
    """Return where a line of a cell stands in a file in which the cell is indented."""
    text, looked_for = map(_without_indents, (content.decode("utf-8", "replace"), cell.source))
    place = f"\n{text}\n".find(f"\n{looked_for}\n")
    return f"\n{text}".count("\n", 0, place) + line if place >= 0 else None


def _without_indents(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines())


def _line_of_json(spot: tuple[int, int], cells: Sequence[_Code], content: bytes) -> int | None:
    """Return where a line of a cell stands in a notebook's text, which has a row for each."""
    text, place = content.decode("utf-8", "replace"), 0
    for number, cell in enumerate(cells, 1):
        for count, line in enumerate(cell.source.splitlines(keepends=True), 1):
            found = [
                at
                for is_ascii in (False, True)
                if (at := text.find(json.dumps(line, ensure_ascii=is_ascii), place)) >= 0
            ]
            if not found:
                return None
            place = min(found)
            if (number, count) == spot:
                return text.count("\n", 0, place) + 1
            place += 1
    return None
