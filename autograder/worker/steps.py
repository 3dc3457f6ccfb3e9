"""Worker: The steps of a module: its top-level statements, which run one by one."""

from __future__ import annotations

import ast
import linecache
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from IPython.core.inputtransformer2 import TransformerManager

from autograder.records import ModuleRequest
from autograder.worker.tracebacks import cell_file

MOST_STEPS = 5_000  #: of a module, and one more a cell; where there are more, statements share one

_LINE_END = re.compile(r"\r\n?|\n")  #: as Python sees it; `str.splitlines` sees more


@dataclass(frozen=True, kw_only=True)
class Step:
    """Statements that run together: one, but in a module that has very many."""

    file: str  #: under which they are compiled
    source: str
    tree: ast.Module | None  #: None: IPython makes it, of the whole cell
    is_last: bool  #: of its cell: it shows a value, and the figures


def steps_of(module: ModuleRequest) -> list[list[Step]]:
    """Return the steps of each cell, from one parse of the file, or else of each marked cell."""
    lines = _overlaid(module.cells)
    above = [above for above, _ in module.cells]
    whole = _tree("".join(lines)) if not any(map(_has_magic, module.cells)) else None
    trees = _divided(whole, above) if whole else [_cell_tree(*cell) for cell in module.cells]
    size = 1 + sum(len(tree.body) for tree in trees if tree) // MOST_STEPS
    files = [cell_file(number, module.file, n) for number, n in enumerate(above, 1)]
    for file in files:
        remember(file, lines)
    cells = zip(files, module.cells, trees, strict=True)
    return [
        _steps(file, lines, tree, size) if tree and tree.body else [_as_cell(file, cell)]
        for file, cell, tree in cells
    ]


def remember(file: str, lines: list[str]) -> None:
    """Let tracebacks and `inspect` find lines, each with its end, under a file name."""
    linecache.cache[file] = (sum(map(len, lines)), None, lines, file)


def lines_of(source: str) -> list[str]:
    """Return the lines with their ends."""
    return [line + "\n" for line in _LINE_END.split(source)]


def commented(source: str) -> str:
    """Make a blank first line a comment, or IPython cuts it off and shifts the others."""
    first, newline, rest = source.partition("\n")
    return source if first.strip() else f"#{newline}{rest}"


def _overlaid(cells: Iterable[tuple[int, str]]) -> list[str]:
    """Return the lines of the file; those between cells are blank."""
    lines: list[str] = []
    for above, source in cells:
        lines += ["\n"] * (above - len(lines))
        lines += lines_of(source)
    return lines


def _has_magic(cell: tuple[int, str]) -> bool:
    """Whether a magic takes all of the cell, which IPython then runs as it is."""
    return cell[1].lstrip().startswith("%%")


def _tree(source: str) -> ast.Module | None:
    try:
        return ast.parse(TransformerManager().transform_cell(commented(source)))  # type: ignore[no-untyped-call]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _cell_tree(above: int, source: str) -> ast.Module | None:
    tree = None if _has_magic((above, source)) else _tree(source)
    return tree and ast.increment_lineno(tree, above)


def _divided(whole: ast.Module, above: Sequence[int]) -> list[ast.Module | None]:
    """Return the trees of cells: a statement belongs to the one in which it begins."""
    bodies: list[list[ast.stmt]] = [[] for _ in above]
    for statement in whole.body:
        bodies[bisect_right(above, _begin(statement)) - 1].append(statement)
    return [ast.Module(body, []) for body in bodies]


def _as_cell(file: str, cell: tuple[int, str]) -> Step:
    above, source = cell
    return Step(file=file, source="\n" * above + source, tree=None, is_last=True)


def _steps(file: str, lines: Sequence[str], tree: ast.Module, size: int) -> list[Step]:
    parts = [tree.body[start : start + size] for start in range(0, len(tree.body), size)]
    return [
        Step(
            file=file,
            source="".join(lines[_begin(part[0]) : part[-1].end_lineno]),
            tree=ast.Module(part, []),
            is_last=part is parts[-1],
        )
        for part in parts
    ]


def _begin(statement: ast.stmt) -> int:
    """Return how many lines are above the statement and its decorators."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(node.lineno for node in decorators)]) - 1
