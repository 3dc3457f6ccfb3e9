"""Worker: Parsed cells as one program: names that are defined, imported and called, and where."""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Iterable, Iterator, Mapping

from autograder.bindings import bound
from autograder.frozen import dataclass

_BUILTINS = frozenset(dir(builtins))
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Program:
    statements: tuple[ast.stmt, ...]  #: of all cells, in order, those inside `if` and the like too
    definitions: Mapping[str, ast.AST]  #: of functions, classes and lambdas, the last of each name
    aliases: Mapping[str, str]  #: what imported names, and names given to those, stand for
    assigned: frozenset[str]  #: other names bound at the top level
    star_imports: tuple[str, ...]  #: modules all of whose names are imported

    def reachable(self, name: str) -> list[str]:
        """Return the definitions that `name` leads to, itself first."""
        found, known = [name], {name}
        for called in found:  # grows while it is walked
            new = self._called(self.definitions[called]) - known
            found += sorted(new)
            known |= new
        return found

    def recursive(self, node: ast.AST) -> bool:
        """Whether the function, or one inside it, leads back to itself."""
        functions = [part for part in ast.walk(node) if isinstance(part, _FUNCTIONS)]
        if any(_names_itself(function) for function in functions):
            return True
        return any(self._leads_back(name) for name in self._defined_as(node))

    def names(self, node: ast.AST) -> set[str]:
        """Return the dotted names that are called or referenced."""
        aliases = {**self.aliases, **dict(_imported([node]))}
        local = _local(node)
        found = set(dict(_imported([node])).values())
        for chain in _chains(node):
            target = None if chain[0] in local else self._target(chain[0], aliases)
            if target:
                found.add(".".join([target, *chain[1:]]))
            else:
                found.update("." + attribute for attribute in chain[1:])
        return found

    def _target(self, name: str, aliases: Mapping[str, str]) -> str | None:
        """Return what a name that is not local stands for, None if that is not known."""
        if name in aliases:
            return aliases[name]
        if name in self.definitions:
            return name
        if name in self.assigned:
            return None
        starred = (module for module in self.star_imports if _offers(module, name))
        module = next(starred, None)
        if module:
            return f"{module}.{name}"
        return name if name in _BUILTINS else None

    def _called(self, node: ast.AST) -> set[str]:
        return {chain[0] for chain in _chains(node)} & self.definitions.keys() - _local(node)

    def _defined_as(self, node: ast.AST) -> list[str]:
        return [name for name, definition in self.definitions.items() if definition is node]

    def _leads_back(self, name: str) -> bool:
        return any(name in self._called(self.definitions[n]) for n in self.reachable(name))


def read_program(modules: Iterable[ast.Module]) -> Program:
    """Return the program that cells make when they are run one after the other."""
    statements = tuple(_top_level(stmt for module in modules for stmt in module.body))
    meant: dict[str, ast.AST | str] = {}  # definitions and aliases; what comes last holds
    for stmt in statements:
        meant.update(_meanings(stmt, meant))
    return Program(
        statements=statements,
        definitions={name: to for name, to in meant.items() if isinstance(to, ast.AST)},
        aliases={name: to for name, to in meant.items() if isinstance(to, str)},
        assigned=frozenset(name for stmt in statements for name in _assigned(stmt)),
        star_imports=tuple(_star_imports(statements)),
    )


def _top_level(statements: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Walk into `if`, `try` and the like, not into functions and classes."""
    waiting: list[ast.AST] = list(statements)
    waiting.reverse()
    while waiting:
        part = waiting.pop()
        if isinstance(part, ast.stmt):
            yield part
        if not isinstance(part, (*_FUNCTIONS, ast.ClassDef, ast.expr)):
            waiting += [*ast.iter_child_nodes(part)][::-1]


def _meanings(
    stmt: ast.stmt, earlier: Mapping[str, ast.AST | str]
) -> Iterator[tuple[str, ast.AST | str]]:
    """Find the names that a statement gives to functions, classes and what is imported."""
    if isinstance(stmt, (*_FUNCTIONS, ast.ClassDef)):
        yield stmt.name, stmt
    elif isinstance(stmt, ast.Import | ast.ImportFrom):
        yield from _imported([stmt])
    for name, value in _given_names(stmt):
        if meant := _meant(value, earlier):
            yield name, meant


def _meant(value: ast.expr, earlier: Mapping[str, ast.AST | str]) -> ast.AST | str | None:
    """Return what an expression stands for, as in `convolve = np.convolve`, if that is known."""
    if isinstance(value, ast.Lambda):
        return value
    root, *attributes = _chain(value)
    known = earlier.get(root)
    if isinstance(known, str):
        return ".".join([known, *attributes])
    return None if attributes else known


def _given_names(stmt: ast.stmt) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(stmt, ast.Assign):
        for target in stmt.targets:
            if isinstance(target, ast.Name):
                yield target.id, stmt.value


def _imported(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        for part in ast.walk(node):
            if isinstance(part, ast.Import):
                for alias in part.names:
                    yield _import_binding(alias)
            elif isinstance(part, ast.ImportFrom) and part.module:
                for alias in part.names:
                    yield _from_binding(part.module, alias)


def _import_binding(alias: ast.alias) -> tuple[str, str]:
    if alias.asname:
        return alias.asname, alias.name
    package = alias.name.partition(".")[0]
    return package, package


def _from_binding(module: str, alias: ast.alias) -> tuple[str, str]:
    if alias.name == "*":
        return "*", module
    return alias.asname or alias.name, f"{module}.{alias.name}"


def _star_imports(statements: Iterable[ast.stmt]) -> Iterator[str]:
    for stmt in statements:
        if isinstance(stmt, ast.ImportFrom) and stmt.module and stmt.names[0].name == "*":
            yield stmt.module


def _offers(module: str, name: str) -> bool:
    """Whether a star import brings the name; only modules that are loaded anyway can tell."""
    loaded = sys.modules.get(module)
    return name in getattr(loaded, "__all__", ())


def _local(node: ast.AST) -> set[str]:
    """Return the names that are local to a function: its parameters and what it assigns."""
    found = list(bound(node))
    free = {binding.name for binding in found if binding.kind == "global"}
    return {binding.name for binding in found if binding.kind != "import"} - free


def _assigned(stmt: ast.stmt) -> set[str]:
    if isinstance(stmt, (*_FUNCTIONS, ast.ClassDef)):
        return set()
    found = bound(stmt, into_scopes=False)
    return {binding.name for binding in found if binding.kind in ("variable", "changed")}


def _names_itself(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(chain == (function.name,) for chain in _chains(function))


def _chains(node: ast.AST) -> Iterator[tuple[str, ...]]:
    """Find `a.b.c` as ("a", "b", "c"); what hangs on a call or an index has "" for a root."""
    inner: set[int] = set()
    for part in ast.walk(node):  # outer attributes come before the inner ones
        if isinstance(part, ast.Attribute):
            inner.add(id(part.value))
        if isinstance(part, ast.Attribute | ast.Name) and _is_read(part) and id(part) not in inner:
            yield _chain(part)


def _is_read(node: ast.Attribute | ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)


def _chain(node: ast.expr) -> tuple[str, ...]:
    attributes: list[str] = []
    while isinstance(node, ast.Attribute):
        attributes.append(node.attr)
        node = node.value
    root = node.id if isinstance(node, ast.Name) else ""
    return (root, *reversed(attributes))
