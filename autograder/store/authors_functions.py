"""Hashes of a course's functions: the same until what they do may have changed."""

from __future__ import annotations

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any

_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def code_of(function: Callable[..., Any]) -> list[str]:
    """Return a function's code, and that of all of the course's that it leads to.

    Comments do not count, nor does what stands beside it in its file.
    """
    return list(_followed(function, _root(function)))


def _followed(first: object, root: str) -> Iterator[str]:
    seen, left = set[int](), [("", first)]
    while left:
        name, one = left.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        source = _source(one) if _root(one) == root else None
        yield source or f"{name} = {_plain(one)}"
        left += _led_to(ast.parse(source), _names_around(one), root) if source else []


def _led_to(tree: ast.AST, around: Mapping[str, object], root: str) -> list[tuple[str, object]]:
    """Return the course's own values that code names, and plain data, the last one first."""
    names = {part.id for part in ast.walk(tree) if isinstance(part, ast.Name)}
    attributes = {part.attr for part in ast.walk(tree) if isinstance(part, ast.Attribute)}
    found: dict[str, object] = {}
    for name in names & around.keys():
        value = around[name]
        if isinstance(value, ModuleType) and _root(value) == root:
            inside = vars(value)
            found |= {f"{name}.{a}": inside[a] for a in attributes & inside.keys()}
        elif not isinstance(value, ModuleType):
            found[name] = value
    return sorted(found.items(), key=lambda pair: pair[0], reverse=True)


def _root(value: object) -> str:
    """Return the top package that a value was defined in, "" if it is plain data."""
    name = value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", "")
    return str(name or "").partition(".")[0]


def _source(value: object) -> str | None:
    """Return code without its comments, None of what has none."""
    try:
        return ast.unparse(ast.parse(textwrap.dedent(inspect.getsource(value))))  # type: ignore[arg-type]
    except (OSError, TypeError, SyntaxError):
        return None


def _names_around(value: object) -> Mapping[str, object]:
    return vars(sys.modules.get(getattr(value, "__module__", ""), ModuleType("")))


def _plain(value: object) -> str:
    """Return what tells one value from another: of what is no data, where it is defined."""
    if callable(value):
        return str(getattr(value, "__qualname__", type(value).__qualname__))
    return _ADDRESS.sub("", repr(value.tolist() if hasattr(value, "tolist") else value))
