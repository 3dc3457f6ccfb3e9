"""Where expressions stand in a function, and what tells a reader which is meant."""

from __future__ import annotations

import ast
from functools import cached_property
from typing import Any

from autograder.feedback.code.scopes import within
from autograder.frozen import dataclass


@dataclass(frozen=True)
class Place:
    holder: Any
    key: str | int
    node: ast.expr
    parent: ast.AST  #: the expression of which it is a part, else itself
    measured: bool = False  #: it is measured, by `len` or its `shape`
    counted: bool = False  #: a `range` ends there

    @cached_property
    def names_measured(self) -> set[str]:
        """The names of which what stands here takes the length or the shape."""
        return names_measured(self.node)


def places_of(function: ast.FunctionDef) -> list[Place]:
    """Return all expressions that are read, and where each stands."""
    found = []
    measured = {
        id(part) for node in within(function.body) if measures(node) for part in within([node])
    }
    ends = {id(end) for node in within(function.body) for end in _ends(node)}
    for holder in (*within(function.body), function.args):
        for name, part in ast.iter_fields(holder):
            if isinstance(part, ast.expr):
                seen = _seen_with(part, holder)
                found.append(
                    Place(holder, name, part, seen, id(part) in measured, id(part) in ends)
                )
            elif isinstance(part, list):
                found += [
                    Place(
                        part, n, one, _seen_with(one, holder), id(one) in measured, id(one) in ends
                    )
                    for n, one in enumerate(part)
                    if isinstance(one, ast.expr)
                ]
    return [
        place for place in found if isinstance(getattr(place.node, "ctx", ast.Load()), ast.Load)
    ]


def measures(node: ast.AST) -> bool:
    """Whether it is a length or a shape, or one of its parts."""
    match node:
        case ast.Call(func=ast.Name(id="len")) | ast.Attribute(attr="shape"):
            return True
        case ast.Subscript(value=whole):
            return measures(whole)
    return False


def _ends(node: ast.AST) -> list[ast.expr]:
    match node:
        case ast.Call(func=ast.Name(id="range"), args=[*_start, end]):
            return [end]
    return []


def names_measured(node: ast.expr) -> set[str]:
    """Return the names of which an expression takes the length or the shape."""
    parts = [part for part in within([node]) if measures(part)]
    return {n.id for part in parts for n in within([part]) if isinstance(n, ast.Name)} - {"len"}


def _seen_with(node: ast.expr, holder: ast.AST) -> ast.AST:
    """Return what tells which part is meant: of a number, a name, a slice, what is around it."""
    small = isinstance(node, ast.Constant | ast.Name | ast.Slice)
    around = isinstance(holder, ast.Subscript | ast.BinOp | ast.Call | ast.Compare | ast.UnaryOp)
    return holder if small and around else node
