"""Statements written otherwise, left out, or in another place."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

from autograder.feedback.changes.edit import Edit, changed, name_of, names_in, number_of, single
from autograder.feedback.changes.places import places_of
from autograder.feedback.code.scopes import within


def exchanged_names(function: ast.FunctionDef) -> Iterator[Edit]:
    """`days, times = x.shape` for `times, days = x.shape`."""
    for node in within(function.body):
        match node:
            case (
                ast.Assign(targets=[ast.Tuple() as names]) | ast.For(target=ast.Tuple() as names)
            ) if 1 < len(names.elts) <= _MOST_NAMES:
                for one, other in combinations(range(len(names.elts)), 2):
                    parts = [*names.elts]
                    parts[one], parts[other] = parts[other], parts[one]
                    new = changed(names, elts=parts)
                    holder: Any = node if isinstance(node, ast.For) else node.targets
                    yield single(
                        holder, "target" if isinstance(node, ast.For) else 0, new, names, new
                    )


_MOST_NAMES = 5  #: that get values together


def exchanged_one_by_one(function: ast.FunctionDef) -> Iterator[Edit]:
    """`x, y = y, x` for `x = y` and then `y = x`."""
    for holder, name in _bodies(function):
        body: list[ast.stmt] = getattr(holder, name)
        for n, (one, other) in enumerate(pairwise(body)):
            match one, other:
                case (
                    ast.Assign(targets=[a], value=b),
                    ast.Assign(targets=[c], value=d),
                ) if ast.unparse(a) == ast.unparse(d) and ast.unparse(b) == ast.unparse(c):
                    names = ast.Tuple(elts=[a, c], ctx=ast.Store())
                    new = ast.Assign(targets=[names], value=ast.Tuple(elts=[b, d], ctx=ast.Load()))
                    ast.copy_location(new, one)
                    rest = [*body[:n], new, *body[n + 2 :]]
                    yield single(holder, name, rest, one, new, said="both")


def written_backwards(function: ast.FunctionDef) -> Iterator[Edit]:
    """`n += 1` for `n =+ 1`."""
    for holder, name in _bodies(function):
        body: list[ast.stmt] = getattr(holder, name)
        for n, statement in enumerate(body):
            match statement:
                case ast.Assign(
                    targets=[ast.Name() | ast.Subscript() as target],
                    value=ast.UnaryOp(op=ast.UAdd() | ast.USub() as sign, operand=value),
                ):
                    plus = isinstance(sign, ast.UAdd)
                    new = ast.AugAssign(target, ast.Add() if plus else ast.Sub(), value)
                    yield single(body, n, ast.copy_location(new, statement), statement, new)


def on_in_place_of_out(function: ast.FunctionDef) -> Iterator[Edit]:
    """`continue` for `break`."""
    for holder, name in _bodies(function):
        body: list[ast.stmt] = getattr(holder, name)
        for n, statement in enumerate(body):
            if isinstance(statement, ast.Break):
                new = ast.copy_location(ast.Continue(), statement)
                yield single(body, n, new, statement, new)


def exchanged_arguments(function: ast.FunctionDef) -> Iterator[Edit]:
    """`def f(x, y)` for `def f(y, x)`."""
    given = function.args
    if len(given.args) == 2 and not given.defaults:
        new = copy.copy(given)
        new.args = given.args[::-1]
        for either in (given, new):
            either.lineno = function.lineno  # type: ignore[attr-defined]
        yield single(function, "args", new, given, new)


def of_statements(function: ast.FunctionDef) -> Iterator[Edit]:
    """Yield statements left out, put before or behind their loop, and `+=` for `=`."""
    for holder, name in _bodies(function):
        body: list[ast.stmt] = getattr(holder, name)
        for n, statement in enumerate(body):
            rest = [*body[:n], *body[n + 1 :]]
            yield from _other_assignment(body, n, statement)
            if rest or not isinstance(holder, ast.FunctionDef):
                yield single(holder, name, rest or [ast.Pass()], statement, said="without")
            yield from _joined(holder, name, body, n)
            if isinstance(statement, ast.If) and not statement.orelse:
                always = [*body[:n], *statement.body, *body[n + 1 :]]
                yield single(holder, name, always, statement, said="always")
            yield from _else(statement)
            yield from _kept(body, n, statement, function)
            yield from _begun_inside(holder, name, body, n)
    for holder, name in _bodies(function):
        body = getattr(holder, name)
        for n, loop in enumerate(body):
            if isinstance(loop, ast.For | ast.While | ast.If):
                yield from _moved(holder, name, body, n, loop)


def _bodies(function: ast.FunctionDef) -> list[tuple[ast.AST, str]]:
    found: list[tuple[ast.AST, str]] = [(function, "body")]
    for node in within(function.body):
        for name in ("body", "orelse"):
            block = getattr(node, name, None)
            if isinstance(block, list) and block and not isinstance(node, ast.FunctionDef):
                found.append((node, name))
    return found


def _other_assignment(body: list[ast.stmt], n: int, statement: ast.stmt) -> Iterator[Edit]:
    match statement:
        case ast.Assign(targets=[ast.Name() | ast.Subscript() as target], value=value) if (
            not names_in(target) & names_in(value)
        ):
            for op in (ast.Add(), ast.Mult()):
                new = ast.AugAssign(target=target, op=op, value=value)
                yield single(body, n, ast.copy_location(new, statement), statement, new)
        case ast.AugAssign(target=target, op=op, value=value):
            others = [ast.Add(), ast.Sub(), ast.Mult()]
            for other in (o for o in others if type(o) is not type(op)):
                if isinstance(other, ast.Mult) and ast.unparse(value) == "1":
                    continue  # it changes nothing
                new = ast.AugAssign(target=target, op=other, value=value)
                yield single(body, n, ast.copy_location(new, statement), statement, new)
            plain = ast.Assign(targets=[target], value=value)
            yield single(body, n, ast.copy_location(plain, statement), statement, plain)


def _kept(
    body: list[ast.stmt], n: int, statement: ast.stmt, function: ast.FunctionDef
) -> Iterator[Edit]:
    """`y = f(y)` for `f(y)`."""
    match statement:
        case ast.Expr(value=ast.Call() as value):
            stored = {
                node.id
                for node in within(function.body)
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
            }
            for name in sorted(stored | {argument.arg for argument in function.args.args}):
                target = ast.Name(id=name, ctx=ast.Store())
                new = ast.copy_location(ast.Assign(targets=[target], value=value), statement)
                yield single(body, n, new, statement, new)


def _begun_inside(holder: ast.AST, name: str, body: list[ast.stmt], n: int) -> Iterator[Edit]:
    """A sum or list that begins before loops, put inside one of them."""
    match body[n]:
        case ast.Assign(targets=[ast.Name()]):
            rest = [*body[:n], *body[n + 1 :]]
            for loop in within(body[n + 1 :]):
                if isinstance(loop, ast.For | ast.While):
                    parts = ((holder, name, rest), (loop, "body", [body[n], *loop.body]))
                    yield Edit(parts, body[n], loop, "inside")


def _else(statement: ast.stmt) -> Iterator[Edit]:
    """`else: y.append(x)` behind an `if` that has none, of what stands in the `if`."""
    match statement:
        case ast.If(body=[inner], orelse=[]):
            used = {n.id for n in within([inner]) if isinstance(n, ast.Name)}
            places = places_of(ast.FunctionDef("f", _NO_ARGUMENTS, [inner], [], None))
            for place in places:
                if isinstance(place.node, ast.Constant) and place.node.value in (0, 1):
                    opposite = number_of(1 - place.node.value)
                    yield single(
                        statement,
                        "orelse",
                        [_replaced(inner, place.node, opposite)],
                        statement,
                        said="else",
                    )
                if isinstance(place.node, ast.Name | ast.Constant):
                    for name in sorted(_names_before(statement) - used):
                        yield single(
                            statement,
                            "orelse",
                            [_replaced(inner, place.node, name_of(name))],
                            statement,
                            said="else",
                        )


def _names_before(statement: ast.If) -> set[str]:
    return {n.id for n in within([statement.test]) if isinstance(n, ast.Name)}


class _Replacing(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.expr) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> Any:
        return self.new if node is self.old else super().visit(node)


def _replaced(statement: ast.stmt, old: ast.expr, part: ast.expr) -> ast.stmt:
    """Return a copy of a statement with another part in place of one."""
    at = list(ast.walk(statement)).index(old)
    new = copy.deepcopy(statement)
    done = _Replacing(list(ast.walk(new))[at], part).visit(new)
    assert isinstance(done, ast.stmt)
    return done


_NO_ARGUMENTS = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])


def _joined(holder: ast.AST, name: str, body: list[ast.stmt], n: int) -> Iterator[Edit]:
    """Two statements next to each other in the other order, or one put into the loop before it."""
    if n + 1 == len(body):
        return
    one, other = body[n], body[n + 1]
    swapped = [*body[:n], other, one, *body[n + 2 :]]
    yield single(holder, name, swapped, other, one, said="before")
    if isinstance(one, ast.For | ast.While | ast.If):
        longer = copy.copy(one)
        longer.body = [*one.body, other]
        yield single(holder, name, [*body[:n], longer, *body[n + 2 :]], other, one, said="inside")


def _moved(
    holder: ast.AST, name: str, body: list[ast.stmt], n: int, loop: ast.For | ast.While | ast.If
) -> Iterator[Edit]:
    """The first statement of a loop before it, the last one behind it."""
    if len(loop.body) < 2:
        return
    shorter = copy.copy(loop)
    shorter.body = loop.body[1:]
    new = [*body[:n], loop.body[0], shorter, *body[n + 1 :]]
    yield single(holder, name, new, loop.body[0], loop, said="before")
    shorter = copy.copy(loop)
    shorter.body = loop.body[:-1]
    new = [*body[:n], shorter, loop.body[-1], *body[n + 1 :]]
    yield single(holder, name, new, loop.body[-1], loop, said="behind")
