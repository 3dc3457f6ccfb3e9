"""A master: the notebook with its solution, both languages in one file, and what can be made of it.

A master is a module with percent cells, or a notebook. In it

- a Markdown cell belongs to one language if its mark says so, `# %% [markdown] ja` (in a
  notebook: the cell's metadata
  `{"lang": "ja"}`), else to both;
- in a code cell the comment lines that start with `# ja: ` or `# en: ` belong to one language;
- the lines from `# BEGIN SOLUTION` to `# END SOLUTION`, and what an assignment ending in `#
  SOLUTION` assigns, are the solution.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course.marks import parts, source_lines
from autograder.course.submissions.cells import Unreadable, cells_of, read_cells
from autograder.errors import AssignmentError, SourceFault
from autograder.records import LANGUAGES, Cell, Language

_BEGIN, _END = "# BEGIN SOLUTION", "# END SOLUTION"
_INLINE = re.compile(r"^(?P<target>\s*[\w, ]+?\s*=(?!=)\s*)(?P<value>.*?)\s*# SOLUTION\s*$")
_SPOKEN = re.compile(r"^(?P<indent>\s*# )(?P<language>ja|en): ?(?P<text>.*)$")
_MARK = re.compile(r"^#\s?%%\s*\[markdown\]\s*(?P<language>ja|en)?\s*$")


@dataclass(frozen=True)
class MasterCell:
    """A cell of the master; `language` is None if it belongs to both."""

    cell: Cell
    language: Language | None


@dataclass(frozen=True)
class Master:
    cells: tuple[MasterCell, ...]

    def solved(self, language: Language) -> tuple[Cell, ...]:
        """Return the notebook with its solution, without the marks around it."""
        return tuple(Cell(c.kind, _without_marks(c.source)) for c in self._spoken(language))

    def handout(self, language: Language) -> tuple[Cell, ...]:
        """Return the notebook with its solution cut out."""
        return tuple(Cell(c.kind, _without_solution(c.source)) for c in self._spoken(language))

    def _spoken(self, language: Language) -> Iterator[Cell]:
        for part in self.cells:
            if part.language in (None, language):
                yield Cell(part.cell.kind, _spoken(part.cell, language))


def read_master(folder: Path) -> Master:
    """Return the master in an assignment's folder; raise AssignmentError if it has faults."""
    for path in (folder / "master.py", folder / "master.ipynb"):
        if path.is_file():
            return _checked(path, Master(tuple(_cells(path))))
    raise AssignmentError([SourceFault(folder, None, "there is no master.py and no master.ipynb")])


def _cells(path: Path) -> Iterator[MasterCell]:
    content = path.read_bytes()
    try:
        cells = read_cells(content, path.suffix)
    except Unreadable as unreadable:
        raise AssignmentError([SourceFault(path, None, str(unreadable.reason))]) from None
    if path.suffix == ".ipynb":
        languages = [_language(cell) for cell in json.loads(content)["cells"]]
        yield from (MasterCell(c, lang) for c, lang in zip(cells, languages, strict=True))
    else:
        yield from _percent(content.decode("utf-8-sig"))


def _language(cell: dict[str, Any]) -> Language | None:
    language = cell.get("metadata", {}).get("lang")
    return language if language in LANGUAGES else None


def _percent(text: str) -> Iterator[MasterCell]:
    for part in parts(text):
        mark = _MARK.match(part.mark)
        language = mark["language"] if mark else None
        for cell in cells_of(part):
            yield MasterCell(cell, language)  # type: ignore[arg-type]


def _checked(path: Path, master: Master) -> Master:
    faults = [
        SourceFault(path, None, f"`{begin}` without `{end}` in the cell that starts {first!r}")
        for part in master.cells
        for begin, end, first in _unpaired(part.cell.source)
    ]
    faults += _unclear_marks(path)
    if faults:
        raise AssignmentError(faults)
    return master


def _unclear_marks(path: Path) -> Iterator[SourceFault]:
    """Find lines that speak of a solution and would be handed out all the same."""
    for number, line in enumerate(path.read_text("utf-8-sig").split("\n"), 1):
        clear = line.strip() in (_BEGIN, _END) or _INLINE.match(line) or path.suffix != ".py"
        if "SOLUTION" in line and not clear:
            message = f"this mark is not understood: write `{_BEGIN}` and `{_END}` around the lines"
            yield SourceFault(path, number, f"{message}, or `name = value  # SOLUTION`")


def _unpaired(source: str) -> Iterable[tuple[str, str, str]]:
    first = source_lines(source)[0]
    inside = False
    for line in source_lines(source):
        if line.strip() == _BEGIN:
            if inside:
                yield _BEGIN, _END, first
            inside = True
        elif line.strip() == _END:
            if not inside:
                yield _END, _BEGIN, first
            inside = False
    if inside:
        yield _BEGIN, _END, first


def _spoken(cell: Cell, language: Language) -> str:
    if cell.kind != "code":
        return cell.source
    lines = []
    for line in source_lines(cell.source):
        spoken = _SPOKEN.match(line)
        if spoken is None:
            lines.append(line)
        elif spoken["language"] == language:
            lines.append((spoken["indent"] + spoken["text"]).rstrip())
    return "\n".join(lines)


def _without_marks(source: str) -> str:
    lines = [line for line in source_lines(source) if line.strip() not in (_BEGIN, _END)]
    return "\n".join(re.sub(r"\s*# SOLUTION\s*$", "", line) for line in lines)


def _without_solution(source: str) -> str:
    lines: list[str] = []
    inside = False
    for line in source_lines(source):
        if line.strip() == _BEGIN:
            inside = True
            lines.append(line.replace(_BEGIN, "..."))
        elif line.strip() == _END:
            inside = False
        elif not inside:
            inline = _INLINE.match(line)
            lines.append(f"{inline['target']}..." if inline else line)
    return "\n".join(lines)
