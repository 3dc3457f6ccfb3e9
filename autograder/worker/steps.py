"""Worker: The steps of a module: its top-level statements, which run one by one."""

from __future__ import annotations

import ast
import linecache
import re
import warnings
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby

from IPython.core.inputtransformer2 import TransformerManager

from autograder.frozen import dataclass
from autograder.records import ModuleRequest
from autograder.worker.tracebacks import cell_file

MOST_STEPS = 5_000  #: of a module, and one more a cell; where there are more, statements share one

_LINE_END = re.compile(r"\r\n?|\n")  #: as Python sees it; `str.splitlines` sees more


@dataclass(frozen=True, kw_only=True)
class Step:
    """A statement at the top level, or some that run together; or a whole cell of magics."""

    file: str  #: under which it is compiled
    line: int  #: of the module, at which it begins
    statements: tuple[ast.stmt, ...] = ()
    cell: str = ""  #: its text, for IPython to read
    is_last: bool  #: of its cell, which then shows figures
    shows_value: bool = False  #: of the last statement


def steps_of(module: ModuleRequest) -> list[list[Step]]:
    """Return the steps of each cell, from one parse of the file, or else of each marked cell."""
    lines = _overlaid(module.cells)
    above = [above for above, _ in module.cells]
    whole = _tree("".join(lines)) if not any(map(_has_magic, module.cells)) else None
    trees = _divided(whole, above) if whole else [_cell_tree(*cell) for cell in module.cells]
    parts = [_parts(tree.body) if tree else [] for tree in trees]
    size = 1 + sum(map(len, parts)) // MOST_STEPS
    files = [cell_file(number, module.file, n) for number, n in enumerate(above, 1)]
    for file in files:
        remember(file, lines)
    return [
        list(_steps(file, lines, _joined(part, size))) if part else [_as_cell(file, cell)]
        for file, cell, part in zip(files, module.cells, parts, strict=True)
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
    """Return the tree of Python, or of what IPython makes of it; None if it cannot be read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for read in (str, _without_magics):
            try:
                return ast.parse(read(source))
            except SyntaxError:
                continue
            except (ValueError, RecursionError, MemoryError):
                break
    return None


def _without_magics(source: str) -> str:
    text: str = TransformerManager().transform_cell(commented(source))  # type: ignore[no-untyped-call]
    return text


def _cell_tree(above: int, source: str) -> ast.Module | None:
    tree = None if _has_magic((above, source)) else _tree(source)
    return tree and ast.increment_lineno(tree, above)


def _divided(whole: ast.Module, above: Sequence[int]) -> list[ast.Module]:
    """Return the trees of cells: a statement belongs to the one in which it begins."""
    bodies: list[list[ast.stmt]] = [[] for _ in above]
    for statement in whole.body:
        bodies[bisect_right(above, _begin(statement)) - 1].append(statement)
    return [ast.Module(body, []) for body in bodies]


def _parts(body: Iterable[ast.stmt]) -> list[list[ast.stmt]]:
    """Return what runs by itself: each statement, but those on end together that only bind."""
    grouped = groupby(body, _only_binds)
    return [part for binds, run in grouped for part in ([list(run)] if binds else map(_one, run))]


def _one(statement: ast.stmt) -> list[ast.stmt]:
    return [statement]


def _only_binds(statement: ast.stmt) -> bool:
    """Whether to run it takes no time and cannot fail: so it needs no step of its own."""
    match statement:
        case ast.FunctionDef(decorator_list=[], returns=None, args=args):
            given = [*args.defaults, *filter(None, args.kw_defaults)]
            every = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
            return all(isinstance(value, ast.Constant) for value in given) and not any(
                arg and arg.annotation for arg in every
            )
        case ast.Assign(targets=targets, value=ast.Constant()):
            return all(isinstance(target, ast.Name) for target in targets)
        case ast.Expr(value=ast.Constant()) | ast.Pass() | ast.ImportFrom(module="__future__"):
            return True
    return False


def _joined(parts: Sequence[Sequence[ast.stmt]], size: int) -> Iterator[tuple[ast.stmt, ...]]:
    for start in range(0, len(parts), size):
        yield tuple(chain(*parts[start : start + size]))


def _as_cell(file: str, cell: tuple[int, str]) -> Step:
    above, source = cell
    return Step(file=file, line=above + 1, cell="\n" * above + source, is_last=True)


def _steps(
    file: str, lines: Sequence[str], parts: Iterable[tuple[ast.stmt, ...]]
) -> Iterator[Step]:
    waiting = None
    for part in parts:
        if waiting:
            yield waiting
        waiting = Step(file=file, line=_begin(part[0]) + 1, statements=part, is_last=False)
    if waiting:
        shows = not _ends_in_semicolon(waiting.statements[-1], lines)
        yield replace(waiting, is_last=True, shows_value=shows)


def _ends_in_semicolon(statement: ast.stmt, lines: Sequence[str]) -> bool:
    line = lines[(statement.end_lineno or 1) - 1].encode("utf-8", "surrogatepass")
    return line[statement.end_col_offset :].lstrip().startswith(b";")


def _begin(statement: ast.stmt) -> int:
    """Return how many lines are above the statement and its decorators."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(node.lineno for node in decorators)]) - 1
