"""A function in which changes are looked for, and what is found out about it once for all."""

from __future__ import annotations

import ast
from dataclasses import field
from functools import cached_property

from autograder.feedback.changes.edit import Around, Edit
from autograder.feedback.changes.places import Place, places_of
from autograder.feedback.changes.written import Written
from autograder.frozen import dataclass

_Location = tuple[int, int, int | None, int | None]


@dataclass(frozen=True)
class Ground:
    """A function in which changes are looked for, and what is found out about it once."""

    function: ast.FunctionDef
    around: Around
    moved: dict[ast.expr, _Location] = field(default_factory=dict)  #: parts, where they stood

    def what_changes(self, edit: Edit) -> object:
        """Return what is the same of changes that make the same of the function."""
        parts = [(id(holder), key, new) for holder, key, new in edit.parts]
        return tuple([(holder, key, self.written.numbers(new)) for holder, key, new in parts])

    def put_at(self, new: ast.expr, old: ast.expr) -> None:
        """Say of a node that it stands where another one does."""
        if self.written.has(new):
            self.moved.setdefault(new, _location(new))
        _locate(new, *_location(old))

    def put_back(self) -> None:
        """Say again of the function's own parts where they stand."""
        for node, location in self.moved.items():
            _locate(node, *location)

    @cached_property
    def places(self) -> list[Place]:
        return places_of(self.function)

    @cached_property
    def written(self) -> Written:
        return Written(self.function)

    @cached_property
    def alike(self) -> list[list[Place]]:
        """Places that may be wrong in the same way, where there are several."""
        groups: dict[str, list[Place]] = {}
        for place in self.places:
            groups.setdefault(_pattern(place.node), []).append(place)
        return [places for pattern, places in groups.items() if pattern and len(places) > 1]


def _location(node: ast.expr) -> _Location:
    return node.lineno, node.col_offset, node.end_lineno, node.end_col_offset


def _locate(
    node: ast.expr, line: int, column: int, end_line: int | None, end_column: int | None
) -> None:
    node.lineno, node.col_offset = line, column
    node.end_lineno, node.end_col_offset = end_line, end_column


def _pattern(node: ast.expr) -> str:
    """Return what is the same of expressions that may be wrong in the same way, "" for most."""
    match node:
        case ast.BinOp(op=op, right=ast.Constant() as right):
            return f"{type(op).__name__} {ast.unparse(right)}"
        case ast.BinOp(op=op):
            return type(op).__name__
        case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant()):
            return f"{name}[]"
        case ast.Call(func=ast.Name(id="range")) | ast.Name() | ast.Compare():
            return ast.unparse(node)
        case ast.Slice():
            return "slice"
    return ""
