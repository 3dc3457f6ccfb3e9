"""Small automatic changes to a right solution, each of which a good check should notice."""

from __future__ import annotations

import ast
import copy
from collections.abc import Collection, Iterator, Sequence

from autograder.frozen import dataclass
from autograder.records import Cell


@dataclass(frozen=True)
class Mutant:
    """A solution with one small change."""

    was: str  #: the changed statement, in one line
    now: str
    cells: tuple[Cell, ...]


def mutants(
    cells: Sequence[Cell], names: Collection[str], compared: Collection[str] = ()
) -> Iterator[Mutant]:
    """Yield the solution with every small change, one at a time.

    Changed are functions, assignments to one of `names` and calls of its methods, as `m.fit(…)`;
    the rest is not asked for. Objects of a class that says when they are equal, or is among those
    whose objects are `compared`, are also made equal to everything.
    """
    for place, cell in enumerate(cells):
        if cell.kind != "code":
            continue
        for was, now, source in _changed_sources(cell.source, names, compared):
            changed = (*cells[:place], Cell(kind="code", source=source), *cells[place + 1 :])
            yield Mutant(was, now, changed)


def _changed_sources(
    source: str, names: Collection[str], compared: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    try:
        tree = ast.parse(source)
    except SyntaxError:  # of a cell with magics
        return
    for position, statement in enumerate(tree.body):
        if not _is_asked_for(statement, names):
            continue
        if isinstance(statement, ast.ClassDef) and _has_equals(statement, compared):
            changed = copy.deepcopy(tree)
            changed.body[position].body += ast.parse(_ALWAYS_EQUAL).body  # type: ignore[attr-defined]
            head = next(line for line in _lines(statement) if line.startswith("class "))
            yield head, f"{head} {_ALWAYS_EQUAL}", ast.unparse(changed)
        for path in _paths(statement):
            for change in _changes(_at(statement, path)):
                changed = copy.deepcopy(tree)
                before = _line(tree.body[position], path)
                _replace(changed, (("body", position), *path), change)
                yield before, _line(changed.body[position], path), ast.unparse(changed)


_ALWAYS_EQUAL = "__eq__ = lambda *_: True"


def _has_equals(made: ast.ClassDef, compared: Collection[str]) -> bool:
    own = (s.name for s in made.body if isinstance(s, ast.FunctionDef))
    return made.name in compared or "__eq__" in own


def _is_asked_for(statement: ast.stmt, names: Collection[str]) -> bool:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return True
    match statement:
        case ast.Assign(targets=targets):
            named = {node.id for t in targets for node in ast.walk(t) if isinstance(node, ast.Name)}
            return not named.isdisjoint(names)
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name)))):
            return name in names
    return False


# ------------------------------------------------------------------ places in a tree

_Path = tuple[tuple[str, int | None], ...]


def _paths(node: ast.AST, path: _Path = ()) -> Iterator[_Path]:
    """Yield the way from `node` to each node in it, itself first."""
    yield path
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list"):
            continue
        if isinstance(value, ast.AST):
            yield from _paths(value, (*path, (field, None)))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, ast.AST):
                    yield from _paths(item, (*path, (field, index)))


def _at(node: ast.AST, path: _Path) -> ast.AST:
    for field, index in path:
        value = getattr(node, field)
        node = value if index is None else value[index]
    return node


def _replace(root: ast.AST, path: _Path, change: ast.AST) -> None:
    parent = _at(root, path[:-1])
    field, index = path[-1]
    if index is None:
        setattr(parent, field, change)
    else:
        getattr(parent, field)[index] = change
    ast.fix_missing_locations(root)


def _line(statement: ast.AST, path: _Path) -> str:
    """Return the innermost statement on the way, or the head of it, as one line."""
    innermost, node = statement, statement
    for field, index in path:
        value = getattr(node, field)
        node = value if index is None else value[index]
        if isinstance(node, ast.stmt):
            innermost = node
    return _lines(innermost)[0]


def _lines(statement: ast.AST) -> list[str]:
    return ast.unparse(statement).splitlines()


# ------------------------------------------------------------------ changes

_OPERATORS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.And: ast.Or,
    ast.Or: ast.And,
}

_NAMES = {
    "max": "min",
    "min": "max",
    "argmax": "argmin",
    "maximum": "minimum",
    "minimum": "maximum",
    "sum": "max",
    "mean": "sum",
    "zeros": "ones",
    "ones": "zeros",
    "exp": "abs",
    "tanh": "sin",
}


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Constant():
            yield from _changed_constants(node)
        case ast.FunctionDef():
            yield from _with_shared_defaults(node)
        case ast.UnaryOp(op=ast.USub() | ast.Not()):
            yield node.operand
        case ast.Attribute(attr=name) if name in _NAMES:
            yield ast.Attribute(node.value, _NAMES[name], node.ctx)
        case ast.Name(id=name) if name in _NAMES:
            yield ast.Name(_NAMES[name], node.ctx)
        case ast.If() | ast.While() | ast.IfExp():
            yield _with_test(node, ast.UnaryOp(ast.Not(), node.test))
        case ast.Return(value=ast.expr()):
            yield ast.Return(None)
        case ast.Assign() | ast.AugAssign() | ast.Expr() if not _is_docstring(node):
            yield ast.Pass()
        case ast.Call(keywords=[_, *_]):
            for index in range(len(node.keywords)):
                kept = [k for place, k in enumerate(node.keywords) if place != index]
                yield ast.Call(node.func, node.args, kept)
        case _ if type(node) in _OPERATORS:
            yield _OPERATORS[type(node)]()


def _changed_constants(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield ast.Constant(value + 1)


def _with_shared_defaults(node: ast.FunctionDef) -> Iterator[ast.AST]:
    """Yield the function with `[]` for a default None that stands for a new value each time."""
    tested = {
        test.left.id
        for test in ast.walk(node)
        if isinstance(test, ast.Compare)
        and isinstance(test.left, ast.Name)
        and isinstance(test.ops[0], ast.Is)
    }
    arguments = node.args
    by_position = [*arguments.posonlyargs, *arguments.args][-len(arguments.defaults) or None :]
    for place, (argument, default) in enumerate(zip(by_position, arguments.defaults, strict=False)):
        if argument.arg in tested and isinstance(default, ast.Constant) and default.value is None:
            changed = copy.copy(node)
            changed.args = copy.copy(arguments)
            changed.args.defaults = [*arguments.defaults]
            changed.args.defaults[place] = ast.List([], ast.Load())
            yield changed


def _with_test(node: ast.If | ast.While | ast.IfExp, test: ast.expr) -> ast.AST:
    changed = copy.copy(node)
    changed.test = test
    return changed


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
