"""A change of a function's tree, made for as long as it is tried; and what changes are made of."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from autograder.feedback.code.scopes import within
from autograder.frozen import dataclass

Part = tuple[Any, str | int, Any]
"""The node, or the list, in which something stands; its field or place; what stands there then."""


@dataclass(frozen=True, eq=False)
class Edit:
    """Other parts of the tree in place of some, or statements in another order."""

    parts: tuple[Part, ...]
    old: ast.AST  #: what a reader has to look at
    instead: ast.AST | None = None  #: what stands there then; None: `said` tells it
    said: str = "instead"
    measures: bool = False  #: the length of another argument is taken
    counts: bool = False  #: a loop goes as far as another does

    @contextmanager
    def made(self) -> Iterator[None]:
        """Make the change for as long as it is tried."""
        before = [(holder, key, _get(holder, key)) for holder, key, _new in self.parts]
        for holder, key, new in self.parts:
            _set(holder, key, new)
        try:
            yield
        finally:
            for holder, key, old in reversed(before):
                _set(holder, key, old)


def _get(holder: Any, key: str | int) -> Any:
    return holder[key] if isinstance(key, int) else getattr(holder, key)


def _set(holder: Any, key: str | int, value: Any) -> None:
    if isinstance(key, int):
        holder[key] = value
    else:
        setattr(holder, key, value)


def single(
    holder: Any,
    key: str | int,
    new: Any,
    old: ast.AST,
    instead: ast.AST | None = None,
    said: str = "instead",
) -> Edit:
    return Edit(((holder, key, new),), old, instead, said)


Rule = Callable[[ast.expr, "Around"], Iterator[ast.expr]]


@dataclass(frozen=True)
class Around:
    """What there is to choose from in a function."""

    names: tuple[str, ...]  #: its arguments and variables
    parameters: tuple[str, ...]
    unused: tuple[str, ...]  #: arguments
    constants: tuple[str, ...] = ()  #: names and numbers that the submission compares with
    conditions: tuple[ast.Compare, ...] = ()  #: of the function
    lengths: tuple[int, ...] = ()  #: whole numbers of the function that may be lengths


def name_of(name: str) -> ast.Name:
    return ast.Name(id=name, ctx=ast.Load())


def number_of(value: Any) -> ast.expr:
    if isinstance(value, int | float) and value < 0:
        return ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=-value))
    return ast.Constant(value=value)


def changed(node: ast.expr, **fields: Any) -> ast.expr:
    """Return a node with other fields, its parts the same."""
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def call_of(name: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(func=name_of(name), args=[*arguments], keywords=[])


def method_of(node: ast.expr, name: str) -> ast.Call:
    called = ast.Attribute(value=node, attr=name, ctx=ast.Load())
    return ast.Call(func=called, args=[], keywords=[])


def names_in(node: ast.expr) -> set[str]:
    return {part.id for part in within([node]) if isinstance(part, ast.Name)}
