"""Cells of a marimo notebook: a `.py` file whose cells are the bodies of decorated functions.

Format: https://docs.marimo.io/guides/editor_features/file_format (of marimo 0.10 and later). It is
parsed and never run. A cell is what stands between `def _(…):` and the last `return`, or under
`with app.setup:`; functions and classes of their own are cells, and so is what stands between
cells, where marimo itself would drop it. Cells stand as in the file, where marimo shows them, and
run in the order of `data_flow`.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from autograder.bindings import MOST_PARSED
from autograder.course.marks import source_lines
from autograder.course.submissions.data_flow import parsed, with_turns
from autograder.records import Cell

_IMPORT = re.compile(rb"(?:^|[\r\n])import marimo(?: as (\w+))?[ \t]*(?=[\r\n#])")
_HEAD = 1 << 16  #: bytes, in which a file says what it is
_APP = re.compile(rb"(?:^|[\r\n])app[ \t]*=[ \t]*(\w+)\.App\(")

#: Where cells begin in a file that Python cannot parse.
_BEGINNING = re.compile(
    r"@app\.(?:cell|function|class_definition)\b|(?:async )?with app\.setup\b"
    r"|app\._unparsable_cell\(|if __name__ ?=="
)
_HEADER = re.compile(r".*:\s*(?:#.*)?$")
_IS_MARIMOS = re.compile(r"import marimo\b|__generated_with\b|app ?= ?\w+\.App\(|#|\s*$")

_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_Block = ast.FunctionDef | ast.AsyncFunctionDef | ast.With | ast.AsyncWith


def is_marimo(content: bytes) -> bool:
    """Whether a module's bytes are those of a marimo notebook."""
    head = content[:_HEAD]
    if b"marimo" not in head:  # as in most, and sooner known
        return False
    imported, app = _IMPORT.search(head), _APP.search(head)
    return bool(imported and app) and (imported[1] or b"marimo") == app[1]  # type: ignore[index]


def marimo_cells(text: str) -> tuple[Cell, ...]:
    """Return the cells of a marimo notebook, each with the turn in which it runs."""
    lines = source_lines(text)
    tree = parsed(text)
    found = list(_cells(tree, lines) if tree else _of_pieces(lines))
    return with_turns([cell for cell in found if cell.source.strip()])


def _code(source: str) -> Cell:
    return Cell(kind="code", source=source.strip("\n").rstrip())


def _cells(tree: ast.Module, lines: Sequence[str]) -> Iterator[Cell]:
    """Yield the cells of a file, or of a piece of one."""
    between: list[ast.stmt] = []
    ends = [*(_begin(node) - 1 for node in tree.body[1:]), len(lines)]
    for node, end in zip(tree.body, ends, strict=True):
        cell = _cell(node, lines[:end])
        if cell is None and not _is_marimos_own(node):
            between.append(node)
            continue
        yield from _between(between, lines)
        between = []
        if cell:
            yield cell
    yield from _between(between, lines)


def _between(nodes: Sequence[ast.stmt], lines: Sequence[str]) -> Iterator[Cell]:
    """Yield what stands between cells as one more cell."""
    if nodes:
        yield _code("\n".join(lines[_begin(nodes[0]) - 1 : nodes[-1].end_lineno]))


def _begin(node: ast.stmt) -> int:
    """Return the line at which a statement or its first decorator begins, from 1."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _cell(node: ast.stmt, lines: Sequence[str]) -> Cell | None:
    """Return the cell that a statement is, None if it is none; `lines` end where another begins."""
    match node:
        case ast.With(items=[item]) | ast.AsyncWith(items=[item]):
            if _of_app(item.context_expr) == "setup":
                return _of_body(node, lines, node.body)
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            for decorator in node.decorator_list:
                kind = _of_app(decorator)
                if kind == "cell" and not isinstance(node, ast.ClassDef):
                    cell = _of_body(node, lines, node.body)
                    return replace(cell, kind="raw") if _disabled(decorator) else cell
                if kind in ("function", "class_definition"):
                    return _definition(node, decorator, lines)
        case ast.Expr(value=ast.Call(args=[ast.Constant(value=str(source))]) as call):
            if _of_app(call) == "_unparsable_cell":
                return _code(inspect.cleandoc(source))
    return None


def _of_app(node: ast.expr) -> str:
    """Return the attribute of `app` that an expression is, or calls."""
    match node.func if isinstance(node, ast.Call) else node:
        case ast.Attribute(value=ast.Name(id="app"), attr=name):
            return name
    return ""


def _disabled(decorator: ast.expr) -> bool:
    """Whether marimo does not run the cell."""
    keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
    return any(
        keyword.arg == "disabled" and getattr(keyword.value, "value", None) is True
        for keyword in keywords
    )


def _is_marimos_own(node: ast.stmt) -> bool:
    """Whether marimo has written it around the cells."""
    match node:
        case ast.Import(names=[ast.alias(name="marimo")]):
            return True
        case ast.Assign(targets=[ast.Name(id="__generated_with")]):
            return True
        case ast.Assign(
            targets=[ast.Name(id="app")], value=ast.Call(func=ast.Attribute(attr="App"))
        ):
            return True
        case ast.If(test=ast.Compare(left=ast.Name(id="__name__"))):
            return True
        case ast.Expr(value=ast.Constant()):
            return True
    return False


def _definition(node: _Definition, decorator: ast.expr, lines: Sequence[str]) -> Cell:
    """Return a function or class that is a cell by itself, without marimo's decorator."""
    kept = range(_begin(node), (node.end_lineno or len(lines)) + 1)
    marked = range(decorator.lineno, (decorator.end_lineno or decorator.lineno) + 1)
    return _code("\n".join(lines[n - 1] for n in kept if n not in marked))


def _of_body(node: _Block, lines: Sequence[str], statements: Sequence[ast.stmt]) -> Cell:
    """Return what stands below the header, without the `return` at its end."""
    *others, last = statements
    kept = others if isinstance(last, ast.Return | ast.Pass) else [*others, last]
    if prose := _prose(kept):
        return Cell(kind="markdown", source=prose)
    start = _header_end(node, lines)
    if start >= _begin(statements[0]):  # all of it stands in one line
        return Cell(kind="code", source="\n".join(map(ast.unparse, kept)))
    body = list(lines[start : last.end_lineno if kept[-1:] == [last] else last.lineno])
    if kept[-1:] == [last]:
        body += takewhile(_is_indented, lines[last.end_lineno :])  # comments
    else:
        before = body.pop().encode("utf-8", "surrogatepass")[: last.col_offset]
        body.append(before.decode("utf-8", "surrogatepass").rstrip("; \t"))
    return _code(_dedented(body, _strings(node, start)))


def _prose(statements: Sequence[ast.stmt]) -> str:
    """Return the text of a cell that is nothing but `mo.md("…")`."""
    match statements:
        case [
            ast.Expr(
                value=ast.Call(
                    func=ast.Attribute(value=ast.Name(id="mo" | "marimo"), attr="md"),
                    args=[text],
                    keywords=[],
                )
            )
        ]:
            parts = text.values if isinstance(text, ast.JoinedStr) else [text]
            texts = [getattr(part, "value", None) for part in parts]
            if all(isinstance(one, str) for one in texts):
                return inspect.cleandoc("".join(map(str, texts)))
    return ""


def _header_end(node: _Block, lines: Sequence[str]) -> int:
    """Return the number of the line with the colon, after which a body begins."""
    if isinstance(node, ast.With | ast.AsyncWith):
        parts: list[ast.AST] = [item.context_expr for item in node.items]
    else:
        parts = [*ast.walk(node.args), *filter(None, [node.returns])]
    ends = [getattr(part, "end_lineno", 0) or 0 for part in parts]
    first = _begin(node.body[0])
    numbers = range(max([node.lineno, *ends]), first)
    return next((n for n in numbers if _HEADER.match(lines[n - 1])), first)


def _strings(node: ast.AST, above: int) -> list[range]:
    """Return which lines below `above`, from 0, begin within a string."""
    texts = (part for part in ast.walk(node) if isinstance(part, ast.Constant | ast.JoinedStr))
    return [
        range(text.lineno - above, text.end_lineno - above)
        for text in texts
        if text.end_lineno and text.end_lineno > text.lineno
    ]


def _dedented(lines: Sequence[str], strings: Iterable[range] = ()) -> str:
    """Return lines without their common indent.

    marimo indents those of strings too, but for strings that somebody has changed by hand.
    """
    indent = next((line[: len(line) - len(line.lstrip())] for line in lines if line.strip()), "")
    kept = {
        number
        for string in strings
        if not all(_begins(lines[n], indent) for n in string if 0 <= n < len(lines))
        for number in string
    }
    return "\n".join(
        line
        if number in kept
        else line.removeprefix(indent)
        if _begins(line, indent)
        else line.lstrip()
        for number, line in enumerate(lines)
    )


def _begins(line: str, indent: str) -> bool:
    return line.startswith(indent) or not line.strip()


def _is_indented(line: str) -> bool:
    return not line.strip() or line[0] in " \t"


# -- a file that Python cannot parse: what is wrong in one cell costs the others nothing


def _of_pieces(lines: Sequence[str]) -> Iterator[Cell]:
    """Yield the cells of a file that is broken somewhere, or long, cell by cell."""
    starts = [number for number, line in enumerate(lines) if _BEGINNING.match(line)]
    left = MOST_PARSED
    for start, end in pairwise([0, *starts, len(lines)]):
        piece = lines[start:end]
        size = sum(map(len, piece))
        tree = parsed("\n".join(piece)) if size <= left else None
        left -= size if tree else 0
        yield from _cells(tree, piece) if tree else _torn(piece)


def _torn(piece: Sequence[str]) -> Iterator[Cell]:
    """Yield the cell that a piece seems to be."""
    beginning = _BEGINNING.match(piece[0]) if piece else None
    word = beginning[0] if beginning else ""
    if word.startswith("if"):
        return
    if word == "@app.cell" or "with" in word:
        colon = next((n for n, line in enumerate(piece) if _HEADER.match(line)), 0)
        yield _code(_without_return(piece[colon + 1 :]))
    elif word.startswith("@"):
        yield _code("\n".join(piece[1:]))
    elif kept := [line for line in piece if not _IS_MARIMOS.match(line)]:
        yield _code("\n".join(kept))


def _without_return(body: Sequence[str]) -> str:
    indent = next((line[: len(line) - len(line.lstrip())] for line in body if line.strip()), "")
    returns = [n for n, line in enumerate(body) if line.startswith(f"{indent}return")]
    return _dedented(body[: returns[-1]] if returns else body).strip("\n")
