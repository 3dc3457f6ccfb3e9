"""Which of the functions that are asked for call others of them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping

from autograder.feedback.code.scopes import Def, Scope, Submitted, within


def calls(submitted: Submitted, asked: frozenset[str]) -> frozenset[tuple[str, str]]:
    """Return who calls whom among names that are asked for, but none that call each other."""
    of_values = _calls_of_values(submitted)
    found = {name: _called_for(name, submitted, asked, of_values) for name in asked}
    return frozenset(
        (name, other)
        for name, called in found.items()
        for other in called
        if name not in _all_from(other, found)
    )


Calls = Mapping[str, frozenset[str]]


def _called_for(
    name: str, submitted: Submitted, asked: frozenset[str], of_values: Calls
) -> frozenset[str]:
    """Return the functions that are asked for which a name calls, itself or by its helpers."""
    waiting, seen = [name], set[str]()
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        if scope := submitted.functions.get(at):
            waiting += _calls_of(scope) if at == name or at not in asked else ()
        elif at == name:
            waiting += of_values.get(at, ())
    return frozenset(seen & asked & submitted.functions.keys()) - {name}


def _calls_of(scope: Scope) -> frozenset[str]:
    """Return what a function calls, other than what is bound inside it, such as arguments."""
    own = {
        node.name if isinstance(node, Def) else node.arg
        for node in scope.everything
        if isinstance(node, Def | ast.arg)
    } | {n.id for n in scope.everything if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return _names_called(scope.everything) - scope.own - own


def _calls_of_values(submitted: Submitted) -> Calls:
    """Return what is called where names of the top level are given a value, the last time."""
    return {
        target.id: _names_called(within([value]))
        for _cell, nodes in submitted.top
        for node in nodes
        if isinstance(node, ast.Assign | ast.AnnAssign) and (value := node.value)
        for target in within(node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and isinstance(target.ctx, ast.Store)
    }


def _names_called(nodes: Iterable[ast.AST]) -> frozenset[str]:
    """Return what is called by a name of its own; not what is passed on for others to call."""
    return frozenset(
        node.func.id
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    )


def _all_from(name: str, found: Calls) -> frozenset[str]:
    """Return a name, what it calls, and what that calls in turn."""
    waiting, seen = [name], set[str]()
    while waiting:
        if (at := waiting.pop()) not in seen:
            seen.add(at)
            waiting += found[at]
    return frozenset(seen)
