"""Functions that return nothing, or work on something else than what they are given."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import pairwise

from autograder.feedback.code.scopes import Scope, Submitted, is_unwritten
from autograder.records.sentences import Code, Listed, Sentence, _

_BUILTINS = frozenset(dir(builtins))
_ALIKE = 0.75  #: of difflib's ratio


def without_return(scope: Scope) -> Iterator[Sentence]:
    """Say of a function without a `return` that it gives nothing back, but perhaps prints it."""
    if isinstance(scope.node, ast.Module) or is_unwritten(scope):
        return
    if any(isinstance(n, ast.Yield | ast.YieldFrom) for n in scope.nodes):
        return
    if any(isinstance(n, ast.Return) and n.value is not None for n in scope.nodes):
        return
    printed = next((node for node in scope.nodes if _is_print(node)), None)
    if printed is not None:
        yield _(
            "{name} prints ({line}, {place}) but returns nothing, so nobody can go on with its result. Write `return` for what it should give back.",
            name=Code(scope.name),
            line=scope.line(printed),
            place=scope.place(printed),
        )
    else:
        yield _(
            "There is no `return` with a value in {name} ({place}), so its result is lost.",
            name=Code(scope.name),
            place=scope.place(scope.node),
        )


def _is_print(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="print"), args=[_first, *_others]):
            return True
    return False


def never_reached(scope: Scope) -> Iterator[Sentence]:
    """Say of a line behind a `return` of the same block that it is never reached."""
    for block in _blocks(scope):
        for statement, following in pairwise(block):
            if isinstance(statement, ast.Return):
                yield _(
                    "{line} ({place}) is never reached: the `return` before it ends the function.",
                    line=scope.line(following),
                    place=scope.place(following),
                )
                return


def _blocks(scope: Scope) -> Iterator[list[ast.stmt]]:
    yield scope.node.body
    for node in scope.nodes:
        if not isinstance(node, _WITH_BLOCKS) or isinstance(node, ast.FunctionDef):
            continue
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list) and block:
                yield block


_WITH_BLOCKS = (ast.stmt, ast.ExceptHandler, ast.match_case)


def unused_argument(scope: Scope, submitted: Submitted) -> Iterator[Sentence]:
    """Say of an argument that is never looked at; and what is looked at from outside."""
    if isinstance(scope.node, ast.Module) or is_unwritten(scope):
        return
    unused = [
        p for p in scope.parameters if p not in scope.read and not p.startswith("_") and p != "self"
    ]
    outside = from_outside(scope, submitted)
    if unused and outside:
        yield _(
            "{name} never uses its argument {unused}; it uses {outside} from outside, which is the same in every call.",
            name=Code(scope.name),
            unused=Listed(tuple(map(Code, unused))),
            outside=Listed(tuple(map(Code, outside))),
        )
    elif unused:
        yield _(
            "{name} never uses its argument {unused}.",
            name=Code(scope.name),
            unused=Listed(tuple(map(Code, unused))),
        )


def from_outside(scope: Scope, submitted: Submitted) -> list[str]:
    """Return the variables of the top level that a function reads, in alphabetical order."""
    own = {*scope.parameters} | {
        node.id
        for node in scope.everything
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    return sorted((scope.read & submitted.values) - own)


def kept_between_calls(scope: Scope, submitted: Submitted) -> Iterator[Sentence]:
    """Say of a list that is made once, in the `def` line or outside, that it keeps what was put in."""
    if isinstance(scope.node, ast.Module):
        return
    for name in _mutable_defaults(scope.node):
        if name in _put_into(scope):
            yield _(
                "The default value of {name} ({line}, {place}) is made once and kept, so each call finds in it what earlier calls have put there. Make it inside the function.",
                name=Code(name),
                line=scope.line(scope.node),
                place=scope.place(scope.node),
            )
    for name in from_outside(scope, submitted):
        if name in _put_into(scope):
            yield _(
                "{name} is made outside {function}, so each call finds in it what earlier calls have put there. Make it inside the function.",
                name=Code(name),
                function=Code(scope.name),
            )
    for node in scope.nodes:
        if isinstance(node, ast.Global):
            yield _(
                "`global` ({place}) keeps {names} from one call to the next, so the same call can give another answer each time.",
                place=scope.place(node),
                names=Listed(tuple(map(Code, node.names))),
            )


def _mutable_defaults(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    given = [*node.args.posonlyargs, *node.args.args]
    first = len(given) - len(node.args.defaults)
    for argument, default in zip(given[first:], node.args.defaults, strict=True):
        match default:
            case (
                ast.List()
                | ast.Dict()
                | ast.Set()
                | ast.Call(func=ast.Name(id="list" | "dict" | "set"))
            ):
                yield argument.arg


def _put_into(scope: Scope) -> set[str]:
    found: set[str] = set()
    for node in scope.nodes:
        match node:
            case ast.Call(
                func=ast.Attribute(
                    value=ast.Name(id=name),
                    attr="append" | "extend" | "insert" | "add" | "update" | "setdefault",
                )
            ):
                found.add(name)
            case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store()):
                found.add(name)
            case ast.AugAssign(target=ast.Name(id=name), value=ast.List()):
                found.add(name)
    return found


def builtin_for_a_name(scope: Scope, submitted: Submitted) -> Iterator[Sentence]:
    """Say of `input`, used as a value, that it is Python's own, where `inputs` is there."""
    own = [*scope.parameters, *sorted(scope.stored)]
    loaded = [n for n in scope.nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)]
    known = [n for n in loaded if n.id in _BUILTINS and n.id not in submitted.values]
    called = {id(n.func) for n in scope.everything if known and isinstance(n, ast.Call)}
    passed = {id(n.value) for n in scope.everything if known and isinstance(n, ast.keyword)}
    for node in known:
        if node.id in own or id(node) in called or id(node) in passed:
            continue
        near = get_close_matches(node.id, own, 1, _ALIKE)
        if near and isinstance(getattr(builtins, node.id), type(len) | type(input)):
            yield _(
                "{name} ({line}, {place}) is a function of Python's own. Is {near} meant?",
                name=Code(node.id),
                line=scope.line(node),
                place=scope.place(node),
                near=Code(near[0]),
            )


def exchanged_arguments(scope: Scope, submitted: Submitted) -> Iterator[Sentence]:
    """Say of `f(weights, x)` that `f` is defined with `x` first."""
    for node in scope.nodes:
        match node:
            case ast.Call(func=ast.Name(id=called), args=given) if called in submitted.functions:
                wanted = submitted.functions[called].parameters
                names = [a.id if isinstance(a, ast.Name) else "" for a in given]
                wrong = [
                    name
                    for place, name in enumerate(names)
                    if name in wanted
                    and place < len(wanted)
                    and wanted[place] != name
                    and wanted[place] in names
                ]
                if len(wrong) >= 2:
                    yield _(
                        "{line} ({place}) gives {function} its arguments in another order than its `def` line has them: {wanted}.",
                        line=scope.line(node),
                        place=scope.place(node),
                        function=Code(called),
                        wanted=Listed(tuple(map(Code, wanted))),
                    )


def function_not_called(scope: Scope, submitted: Submitted) -> Iterator[Sentence]:
    """Say of `m = build_model` that it gives the function itself a second name."""
    for node in scope.nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Name(id=called)) if (
                name in scope.wanted and called in submitted.functions
            ):
                yield _(
                    "{line} ({place}) gives {name} the function itself. Parentheses call it: {instead}.",
                    line=scope.line(node),
                    place=scope.place(node),
                    name=Code(name),
                    instead=Code(f"{called}()"),
                )


FUNCTIONS = (without_return, never_reached)
WITH_THE_REST = (
    unused_argument,
    kept_between_calls,
    builtin_for_a_name,
    exchanged_arguments,
    function_not_called,
)
