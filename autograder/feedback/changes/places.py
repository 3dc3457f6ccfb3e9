"""Where expressions stand in a function, and what tells a reader which is meant."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

from autograder.feedback.code.scopes import within


@dataclass(frozen=True)
class Place:
    holder: Any
    key: str | int
    node: ast.expr
    parent: ast.AST  #: the expression of which it is a part, else itself


def places_of(function: ast.FunctionDef) -> list[Place]:
    """Return all expressions that are read, and where each stands."""
    found = []
    for holder in (*within(function.body), function.args):
        for name, part in ast.iter_fields(holder):
            if isinstance(part, ast.expr):
                found.append(Place(holder, name, part, _seen_with(part, holder)))
            elif isinstance(part, list):
                found += [
                    Place(part, n, one, _seen_with(one, holder))
                    for n, one in enumerate(part)
                    if isinstance(one, ast.expr)
                ]
    return [
        place for place in found if isinstance(getattr(place.node, "ctx", ast.Load()), ast.Load)
    ]


def _seen_with(node: ast.expr, holder: ast.AST) -> ast.AST:
    """Return what tells a reader which part is meant: of a number or a name, what is around it."""
    small = isinstance(node, ast.Constant | ast.Name)
    around = isinstance(holder, ast.Subscript | ast.BinOp | ast.Call | ast.Compare | ast.UnaryOp)
    return holder if small and around else node
