"""Code that fits inputs of one size only, or makes one number of many."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.feedback.code.scopes import Scope, names_in, within
from autograder.records.sentences import Code, Sentence, _


def fixed_parts(scope: Scope) -> Iterator[Sentence]:
    """Say of `a, b = x.split()` that it fits as many parts only."""
    for node in scope.nodes:
        match node:
            case ast.Assign(
                targets=[ast.Tuple(elts=names)],
                value=ast.Call(func=ast.Attribute(value=of, attr="split")),
            ) if not (
                any(isinstance(name, ast.Starred) for name in names)
                or (isinstance(of, ast.Name) and of.id in ("np", "numpy", "tf", "re"))
            ):
                yield _(
                    "{line} ({place}) fits only a text of exactly {count} parts. There may be fewer or more: keep them in a list and go through it.",
                    line=scope.line(node),
                    place=scope.place(node),
                    count=len(names),
                )


def rows_for_columns(scope: Scope) -> Iterator[Sentence]:
    """Say of two loops that both go to the number of rows of a table."""
    rows = _numbers_of_rows(scope)
    for outer in scope.loops:
        for inner in (n for n in outer.body if isinstance(n, ast.For)):
            if not isinstance(outer, ast.For) or ast.unparse(outer.iter) != ast.unparse(inner.iter):
                continue
            whole = _range_over_rows(inner.iter, rows)
            i, j = ast.unparse(outer.target), ast.unparse(inner.target)
            if whole and any(_looks_up(n, whole, i, j) for n in within(inner.body)):
                yield _(
                    "{line} ({place}) counts the columns of {name} by its number of rows. That fits only where there are as many of both; the columns are {instead}.",
                    line=scope.line(inner),
                    place=scope.place(inner),
                    name=Code(whole),
                    instead=Code(f"len({whole}[0])"),
                )


def _looks_up(node: ast.AST, whole: str, i: str, j: str) -> bool:
    """Whether one variable chooses rows of a table and the other its columns."""
    match node:
        case (
            ast.Subscript(value=ast.Name(id=name), slice=ast.Tuple(elts=[one, other]))
            | ast.Subscript(value=ast.Subscript(value=ast.Name(id=name), slice=one), slice=other)
        ) if name == whole:
            return _begins(one) == i and _begins(other) == j
    return False


def _begins(at: ast.expr) -> str:
    """Return the index at which a choice of rows or columns begins."""
    if isinstance(at, ast.Slice):
        return ast.unparse(at.lower) if at.lower else ""
    return ast.unparse(at)


def _numbers_of_rows(scope: Scope) -> dict[str, str]:
    """Return the names that stand for a table's number of rows, or less, and the table."""
    found: dict[str, str] = {}
    for node in scope.nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                first = _first_term(value)
                known = found.get(first.id, "") if isinstance(first, ast.Name) else _rows_of(first)
                if known:
                    found[name] = known
    return found


def _first_term(node: ast.expr) -> ast.expr:
    """Return `a` of `a - b + 1`."""
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        node = node.left
    return node


def _rows_of(node: ast.expr) -> str:
    match node:
        case (
            ast.Call(func=ast.Name(id="len"), args=[ast.Name(id=whole)])
            | ast.Subscript(
                value=ast.Attribute(value=ast.Name(id=whole), attr="shape"),
                slice=ast.Constant(value=0),
            )
        ):
            return whole
    return ""


def _range_over_rows(node: ast.expr, rows: dict[str, str]) -> str:
    match node:
        case ast.Call(func=ast.Name(id="range"), args=[end]):
            end = _first_term(end)
            return rows.get(end.id, "") if isinstance(end, ast.Name) else _rows_of(end)
    return ""


_TOGETHER = ("sum", "mean", "max", "min", "median", "norm", "argmax", "argmin", "std", "prod")


def all_taken_together(scope: Scope) -> Iterator[Sentence]:
    """Say of `np.sum(x)` outside loops that it makes one number of all."""
    calls = [node for node in scope.nodes if isinstance(node, ast.Call) and _is_together(node)]
    inside = {id(node) for loop in scope.loops if calls for node in within(loop.body)}
    for node in calls:
        if id(node) in inside:
            continue
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="np") | ast.Attribute(attr="linalg")),
                args=[whole],
                keywords=[],
            ) if names_in(whole) & {*scope.parameters}:
                yield _one_of_all(scope, node, whole)
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id=whole_name)), args=[], keywords=[]
            ) if whole_name in scope.parameters:
                yield _one_of_all(scope, node, None)


def _is_together(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr in _TOGETHER


def _one_of_all(scope: Scope, node: ast.Call, whole: ast.expr | None) -> Sentence:
    text = ast.unparse(node)
    inside = f"{text[:-1]}, axis=1)" if whole else f"{text[:-1]}axis=1)"
    return _(
        "{code} ({place}) makes a single number of all. {instead} makes one of each row.",
        code=Code(text),
        place=scope.place(node),
        instead=Code(inside),
    )


def fixed_reshape(scope: Scope) -> Iterator[tuple[int, Sentence]]:
    """Say of `x.reshape(4)` that it fits arrays of as many elements only.

    Each comes with the number of elements.
    """
    for node in scope.nodes:
        match node:
            case ast.Call(
                func=ast.Attribute(value=whole, attr="reshape"),
                args=[ast.Constant(value=int() as count)]
                | [ast.Tuple(elts=[ast.Constant(value=int() as count)])],
            ) if count > 1 and not (isinstance(whole, ast.Name) and whole.id == "np"):
                yield (
                    count,
                    _(
                        "{line} ({place}) fits only arrays of exactly {count} elements. For any number of them, write {instead}.",
                        line=scope.line(node),
                        place=scope.place(node),
                        count=count,
                        instead=Code(f"{ast.unparse(whole)}.reshape(-1)"),
                    ),
                )


#: Only where the example is right.
FIXED_SIZES = (fixed_parts,)
SIZES = (rows_for_columns,)
#: Only where a single number came and several were expected.
WHERE_SEVERAL_WERE_EXPECTED = (all_taken_together,)
