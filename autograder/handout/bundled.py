"""Python that a handout bundles for visible properties and judges, and no line more.

A module of `reference/cases/` may hold hidden properties and cases beside a visible one. Carried
are the visible functions, the definitions that they lead to and what alters those, without the
module's docstring and comments.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from autograder.bindings import bound, imported, unbound
from autograder.errors import AssignmentError, SourceFault
from autograder.frozen import dataclass


def bundled_code(
    cases: Path, functions: Sequence[str], libraries: Sequence[str] = ()
) -> dict[str, list[str]]:
    """Return {module: its lines} for functions "module.function" of the folder `cases`.

    Raises AssignmentError if one stands elsewhere, or if what it needs imports anything but numpy,
    `libraries`, `autograder.authoring` and the standard library.
    """
    names: dict[str, list[str]] = {}
    for dotted in functions:
        module, _, name = dotted.partition(".")
        names.setdefault(module, []).append(name)
    modules = [_read(cases / f"{module}.py", wanted) for module, wanted in names.items()]
    if faults := [fault for module in modules for fault in _faults(module, libraries)]:
        raise AssignmentError(faults)
    return {module.path.stem: _lines(module) for module in modules}


@dataclass(frozen=True)
class _Module:
    """A file, and those of its top-level statements that are bundled."""

    path: Path
    statements: tuple[ast.stmt, ...]


def _read(path: Path, wanted: Sequence[str]) -> _Module:
    text = path.read_text("utf-8") if path.is_file() else ""
    body = ast.parse(text).body
    for name in wanted:
        if not any(name in _names_bound(stmt) for stmt in body):
            message = f"a handout needs `{name}` to be defined here, because its check is visible"
            raise AssignmentError([SourceFault(path, None, message)])
    return _Module(path, tuple(_needed(body, wanted)))


def _needed(body: Sequence[ast.stmt], wanted: Iterable[str]) -> list[ast.stmt]:
    """Return the statements that bind or alter the names, or what those lead to, in their order."""
    binds = [_names_bound(stmt) for stmt in body]
    plain = [names for stmt, names in zip(body, binds, strict=True) if not _defines(stmt)]
    altered = [_altered(stmt, set().union(*plain)) for stmt in body]
    names, kept = set(wanted), set[int]()
    grown = True
    while grown:
        found = {n for n in range(len(body)) if (binds[n] | altered[n]) & names} - kept
        names |= {name for n in found for name in _read_names(body[n])}
        kept |= found
        grown = bool(found)
    return [stmt for n, stmt in enumerate(body) if n in kept or _is_future(stmt)]


def _names_bound(stmt: ast.stmt) -> set[str]:
    if _is_future(stmt):
        return set()
    module = ast.Module([stmt], [])
    return {binding.name for binding in bound(module, into_scopes=False)}


def _defines(stmt: ast.stmt) -> bool:
    """Whether what it binds is a function, a class or a module."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    return isinstance(stmt, kinds)


def _altered(stmt: ast.stmt, plain: set[str]) -> set[str]:
    """Return the variables, of the `plain` ones, whose values it changes: TABLE.append(3)."""
    if _defines(stmt):
        return set()
    found: set[str | None] = set()
    for part in ast.walk(stmt):
        if isinstance(part, ast.Expr) and isinstance(part.value, ast.Call):
            owner = _root(part.value.func)
            found |= {owner} if owner in plain else set(map(_root, part.value.args))
        elif isinstance(part, ast.Subscript | ast.Attribute) and isinstance(
            part.ctx, ast.Store | ast.Del
        ):
            found.add(_root(part))
    return {name for name in found if name in plain}


def _root(node: ast.expr) -> str | None:
    """Return `a` of `a`, `a.b` and `a[0].b`, None of anything else."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _read_names(stmt: ast.stmt) -> set[str]:
    return {part.id for part in ast.walk(stmt) if isinstance(part, ast.Name)}


def _is_future(stmt: ast.stmt) -> bool:
    return isinstance(stmt, ast.ImportFrom) and stmt.module == "__future__"


def _lines(module: _Module) -> list[str]:
    """Return the statements written anew, without comments or what else stands in their lines."""
    text = "\n".join(map(ast.unparse, module.statements))
    return text.split("\n")


def _faults(module: _Module, libraries: Sequence[str]) -> Iterator[SourceFault]:
    for line, name in imported(module.statements):
        if not _may_be_bundled(name, libraries):
            message = f"a visible check leads to `{name}`, which a handout does not carry"
            allowed = ", ".join(dict.fromkeys(("numpy", *libraries, "autograder.authoring")))
            yield SourceFault(
                module.path, line, f"{message}: only {allowed} and the standard library"
            )
    for line, name in unbound(module.statements):
        message = f"a visible check leads to `{name}`, which is not bound by name in this file"
        yield SourceFault(module.path, line, message)


def _may_be_bundled(module: str, libraries: Sequence[str]) -> bool:
    root = module.partition(".")[0]
    installed = {"numpy", *(library.partition(".")[0] for library in libraries)}
    return module == "autograder.authoring" or root in installed or root in sys.stdlib_module_names
