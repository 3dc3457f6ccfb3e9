"""A master: the notebook with its solution, in all languages of its course.

A master is a module with percent cells, or a notebook. In it

- a Markdown cell belongs to one language if its mark says so, `# %% [markdown] ja` (in a
  notebook: the cell's metadata `{"lang": "ja"}`), else to all;
- in a code cell the comment lines that start with `# ja: ` belong to one language;
- the lines from `# BEGIN SOLUTION` to `# END SOLUTION`, and what an assignment ending in `#
  SOLUTION` assigns, are the solution.

The languages are those of the course. What is written in English or Japanese beside one of them is
for handouts in that language; anything else would be in no handout, and is an error.
"""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from autograder.course.marks import MarkedPart, parts, source_lines
from autograder.course.submissions.caps import Unreadable
from autograder.course.submissions.cells import cells_of, read_cells
from autograder.course.translations import comments_in, in_language, lost, lost_comments
from autograder.errors import AssignmentError, SourceFault
from autograder.frozen import dataclass
from autograder.languages import Language
from autograder.records import LANGUAGES, Cell

_BEGIN, _END = "# BEGIN SOLUTION", "# END SOLUTION"
_INLINE = re.compile(r"^(?P<target>\s*[\w, ]+?\s*=(?!=)\s*)(?P<value>.*?)\s*# SOLUTION\s*$")
_MARK = re.compile(r"\[(?:markdown|md)\]\s+(?P<language>[^\s={]+)(?=\s|$)")


@dataclass(frozen=True)
class MasterCell:
    """A cell of the master; `language` is None if it belongs to all."""

    cell: Cell
    language: Language | None
    line: int | None = None  #: of the file: its mark, or where its code begins


@dataclass(frozen=True)
class Master:
    cells: tuple[MasterCell, ...]
    languages: tuple[Language, ...]  #: of the course, its first before the others

    def solved(self, language: Language) -> tuple[Cell, ...]:
        """Return the notebook with its solution, without the marks around it."""
        return tuple(
            Cell(kind=c.kind, source=_without_marks(c.source)) for c in self._spoken(language)
        )

    def handout(self, language: Language) -> tuple[Cell, ...]:
        """Return the notebook with its solution cut out."""
        return tuple(
            Cell(kind=c.kind, source=_without_solution(c.source)) for c in self._spoken(language)
        )

    def _spoken(self, language: Language) -> Iterator[Cell]:
        marked = [(part.language, part.cell) for part in self.cells]
        for cell in in_language(marked, language, self.languages):
            is_code = cell.kind == "code"
            source = comments_in(cell.source, language, self.languages) if is_code else cell.source
            yield Cell(kind=cell.kind, source=source)


def read_master(folder: Path, languages: Sequence[Language] = LANGUAGES) -> Master:
    """Return the master in an assignment's folder; raise AssignmentError if it has faults."""
    for path in (folder / "master.py", folder / "master.ipynb"):
        if path.is_file():
            return _checked(path, Master(tuple(_cells(path)), tuple(languages)))
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
    return None if language is None else str(language)


def _percent(text: str) -> Iterator[MasterCell]:
    line = 1
    for part in parts(text):
        mark = _MARK.search(part.mark)
        for cell in cells_of(part):
            is_code = cell.kind == "code"
            start = line + (_above_the_code(part) if is_code else 0)
            yield MasterCell(cell, None if is_code or not mark else mark["language"], start)
        line += len(part.lines) + bool(part.mark)


def _above_the_code(part: MarkedPart) -> int:
    """Return how many lines of a part its code cell leaves out: its mark, and blank ones."""
    blank = next(number for number, line in enumerate(part.lines) if line)
    return 1 + blank if part.mark else 0


def _checked(path: Path, master: Master) -> Master:
    faults = [
        SourceFault(path, None, f"`{begin}` without `{end}` in the cell that starts {first!r}")
        for part in master.cells
        for begin, end, first in _unpaired(part.cell.source)
    ]
    faults += _unclear_marks(path)
    faults += _lost_languages(path, master)
    faults += _no_python(path, master)
    if faults:
        raise AssignmentError(faults)
    return master


def _no_python(path: Path, master: Master) -> Iterator[SourceFault]:
    """Find code cells that are not Python, magics and shell commands aside."""
    for number, part in enumerate(master.cells, 1):
        above = "\n" * ((part.line or 1) - 1)  # so that Python counts as an editor does
        error = _syntax_error(above + part.cell.source) if part.cell.kind == "code" else None
        if error is None:
            continue
        said = f"is not valid Python: {error.msg}"
        if part.line is None:
            yield SourceFault(path, None, f"cell {number}, line {error.lineno or 1} {said}")
        else:
            yield SourceFault(path, error.lineno, said)


def _syntax_error(source: str) -> SyntaxError | None:
    """Return why a code cell is not Python, None if it is, or begins with a cell's magic."""
    if source.lstrip().startswith("%%"):
        return None
    return _not_compiled(source) and _not_compiled(_MAGIC.sub(r"\1pass", source))


def _not_compiled(source: str) -> SyntaxError | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "<master>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except SyntaxError as error:
        return error
    return None


_MAGIC = re.compile(r"^([ \t]*)(?:\w+ *= *)?[%!].*$", re.MULTILINE)


def _lost_languages(path: Path, master: Master) -> Iterator[SourceFault]:
    """Find what is written in a language that no handout of the course is in."""
    only = f"and the course only in {' and '.join(master.languages)}"
    way_out = "write its title in course.yaml in that language too, or take the mark away"
    cells = [(part.language, (n, part.line)) for n, part in enumerate(master.cells, 1)]
    for tag, (number, line) in lost(cells, master.languages):
        yield SourceFault(path, line, f"cell {number} is in `{tag}`, {only}; {way_out}")
    for part in (part for part in master.cells if part.cell.kind == "code"):
        for tag, offset in lost_comments(part.cell.source, master.languages):
            line = None if part.line is None else part.line + offset
            yield SourceFault(path, line, f"this comment is in `{tag}`, {only}; {way_out}")


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
