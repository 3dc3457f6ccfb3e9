"""Which pieces of code are written alike, told without writing them: that takes ten times as long."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

_UNSEEN = ("ctx", "type_comment")
_SEEN: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {
        kind: tuple(field for field in kind._fields if field not in _UNSEEN)
        for kind in vars(ast).values()
        if isinstance(kind, type) and issubclass(kind, ast.AST)
    }
)
"""The fields of each kind of node that are seen in its text."""


class Written:
    """Gives pieces of code numbers: the same one to those that `ast.unparse` writes alike."""

    def __init__(self, whole: ast.AST) -> None:
        """`whole` is as it is now whenever a number is asked for; its parts get theirs once."""
        self._numbers = dict[tuple[object, ...], int]()
        self._whole = whole  # kept, so that nothing else is ever where one of its parts was
        self._last: ast.AST | None = None  #: of which the number was asked for
        self._its_number = 0
        self._of_parts = dict[int, int | None].fromkeys(map(id, ast.walk(whole)))

    def number(self, node: ast.AST) -> int:
        """Return the number of a piece of code, which is often asked for more than once."""
        if node is not self._last:
            self._last, self._its_number = node, self._number(node)
        return self._its_number

    def has(self, node: ast.AST) -> bool:
        """Tell whether a node is one of the whole's parts, and not a new one."""
        return id(node) in self._of_parts

    def _number(self, node: ast.AST) -> int:
        number = self._of_parts.get(id(node))
        if number is None:
            number = self._constant(node) if isinstance(node, ast.Constant) else self._other(node)
            if id(node) in self._of_parts:
                self._of_parts[id(node)] = number
        return number

    def numbers(self, nodes: ast.AST | list[ast.AST]) -> object:
        """Return the number of a piece of code, or those of several."""
        return self.number(nodes) if isinstance(nodes, ast.AST) else self._part(nodes)

    def is_one_of(self, node: ast.AST, others: Iterable[ast.AST]) -> bool:
        """Tell whether a piece of code is written like one of others."""
        number = self.number(node)
        return any(self._number(other) == number for other in others)

    def _other(self, node: ast.AST) -> int:
        kind = node.__class__
        return self._of(kind, *[self._part(getattr(node, f, None)) for f in _SEEN[kind]])

    def _part(self, part: Any) -> object:
        if isinstance(part, ast.AST):
            return self._number(part)
        return (*map(self._part, part),) if part.__class__ is list else (part,)

    def _constant(self, node: ast.Constant) -> int:
        value = node.value
        if isinstance(value, int | float) and _is_negative(value):
            return self._other(ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=-value)))
        told = repr(value) if isinstance(value, complex) else value
        return self._of(ast.Constant, value.__class__, told, getattr(node, "kind", None))

    def _of(self, *piece: object) -> int:
        return self._numbers.setdefault(piece, len(self._numbers))


def _is_negative(value: float) -> bool:
    return value < 0 or (value.__class__ is float and math.copysign(1, value) < 0)
