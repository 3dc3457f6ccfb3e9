"""The Python that a handout carries for visible properties and judges, and no line more.

A module of `reference/cases/` may hold hidden properties and cases beside a visible one. Carried
are the visible functions and the definitions that they lead to, without the module's docstring and
comments.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import AssignmentError, SourceFault

_ALLOWED = "numpy, autograder.authoring and the standard library"


def carried_code(cases: Path, functions: Sequence[str]) -> dict[str, list[str]]:
    """Return {module: its lines} for functions "module.function" of the folder `cases`.

    Raises AssignmentError if one stands elsewhere, or if what it needs imports anything but numpy,
    `autograder.authoring` and the standard library.
    """
    names: dict[str, list[str]] = {}
    for dotted in functions:
        module, _, name = dotted.partition(".")
        names.setdefault(module, []).append(name)
    modules = [_read(cases / f"{module}.py", wanted) for module, wanted in names.items()]
    if faults := [fault for module in modules for fault in _faults(module)]:
        raise AssignmentError(faults)
    return {module.path.stem: _lines(module) for module in modules}


@dataclass(frozen=True)
class _Module:
    """A file, and those of its top-level statements that are carried."""

    path: Path
    statements: tuple[ast.stmt, ...]


def _read(path: Path, wanted: Sequence[str]) -> _Module:
    text = path.read_text("utf-8") if path.is_file() else ""
    body = ast.parse(text).body
    for name in wanted:
        if not any(name in _bound(stmt) for stmt in body):
            message = f"a handout needs `{name}` to be defined here, because its check is visible"
            raise AssignmentError([SourceFault(path, None, message)])
    return _Module(path, tuple(_needed(body, wanted)))


def _needed(body: Sequence[ast.stmt], wanted: Iterable[str]) -> list[ast.stmt]:
    """Return the statements that bind the names, or what those lead to, in their order."""
    names, kept = set(wanted), set[int]()
    grown = True
    while grown:
        found = {n for n, stmt in enumerate(body) if _bound(stmt) & names} - kept
        names |= {name for n in found for name in _read_names(body[n])}
        kept |= found
        grown = bool(found)
    return [stmt for n, stmt in enumerate(body) if n in kept or _is_future(stmt)]


def _bound(stmt: ast.stmt) -> set[str]:
    if isinstance(stmt, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {stmt.name}
    if isinstance(stmt, ast.Import | ast.ImportFrom):
        return {(alias.asname or alias.name).partition(".")[0] for alias in stmt.names}
    parts = (part for part in ast.walk(stmt) if isinstance(part, ast.Name))
    return {name.id for name in parts if isinstance(name.ctx, ast.Store)}


def _read_names(stmt: ast.stmt) -> set[str]:
    return {part.id for part in ast.walk(stmt) if isinstance(part, ast.Name)}


def _is_future(stmt: ast.stmt) -> bool:
    return isinstance(stmt, ast.ImportFrom) and stmt.module == "__future__"


def _lines(module: _Module) -> list[str]:
    """Return the statements written anew, without comments or what else stands in their lines."""
    text = "\n".join(map(ast.unparse, module.statements))
    return text.split("\n")


def _faults(module: _Module) -> Iterator[SourceFault]:
    for line, name in _imported(module.statements):
        if not _may_be_carried(name):
            message = f"a visible check leads to `{name}`, which a handout does not carry"
            yield SourceFault(module.path, line, f"{message}: only {_ALLOWED}")


def _imported(statements: Sequence[ast.stmt]) -> Iterator[tuple[int, str]]:
    for part in (part for stmt in statements for part in ast.walk(stmt)):
        if isinstance(part, ast.Import):
            yield from ((part.lineno, alias.name) for alias in part.names)
        elif isinstance(part, ast.ImportFrom):
            yield part.lineno, "." * part.level + (part.module or "")


def _may_be_carried(module: str) -> bool:
    root = module.partition(".")[0]
    return module == "autograder.authoring" or root == "numpy" or root in sys.stdlib_module_names
