"""Rounds of a loop that change nothing that lasts, or something else than they seem to."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from autograder.feedback.code.scopes import Loop, Scope, names_in, within
from autograder.records.sentences import Code, Sentence, _


def loop_variable_set(scope: Scope) -> Iterator[Sentence]:
    """Say of `for r in x: r = 0` that no element of `x` changes."""
    for loop in scope.loops:
        match loop:
            case ast.For(target=ast.Name(id=name), iter=ast.Name(id=whole)):
                pass
            case _:
                continue
        for at in _statements(loop):
            if _sets(at, name) and not _read_behind(scope, loop, at, name):
                yield _(
                    "{line} ({place}) gives only the loop's own {name} another value; the elements of {whole} stay as they are. To change one, write to it by its index, as in {instead}.",
                    line=scope.line(at),
                    place=scope.place(at),
                    name=Code(name),
                    whole=Code(whole),
                    instead=Code(f"{whole}[i] = …"),
                )


def loop_value_lost(scope: Scope) -> Iterator[Sentence]:
    """Say of `for a in x: a = 1` that what the loop goes through is thrown away."""
    for outer in scope.loops:
        if not isinstance(outer, ast.For):
            continue
        own = {n.id for n in within([outer.target]) if isinstance(n, ast.Name)}
        for at in _first_statements(outer):
            match at:
                case ast.Assign(targets=targets, value=value) if not names_in(value) & own:
                    for name in sorted(own & _stored(targets)):
                        yield _(
                            "{line} ({place}) gives {name} another value before anything has used it, so what the loop {loop} goes through is lost.",
                            line=scope.line(at),
                            place=scope.place(at),
                            name=Code(name),
                            loop=scope.line(outer),
                        )


def _first_statements(loop: ast.For) -> Iterator[ast.stmt]:
    """Yield the first statement of a loop, and of those that it begins with."""
    first = loop.body[0]
    while isinstance(first, ast.For):
        first = first.body[0]
    yield first


def _stored(nodes: Iterable[ast.AST]) -> set[str]:
    """Return the names that are given a value anywhere in some code."""
    return {n.id for n in within(nodes) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}


def _statements(loop: ast.For) -> Iterator[ast.stmt]:
    """Yield the statements of a loop but those of loops inside it."""
    waiting: list[ast.stmt] = [*loop.body]
    while waiting:
        statement = waiting.pop(0)
        yield statement
        if isinstance(statement, ast.If):
            waiting += [*statement.body, *statement.orelse]


def _sets(statement: ast.stmt, name: str) -> bool:
    """Whether a statement gives a name a value; `+=` is none, which changes a row in its table."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=found)]):
            return found == name
    return False


def _read_behind(scope: Scope, loop: ast.For, at: ast.stmt, name: str) -> bool:
    """Whether a name is read behind a statement, in the loop or after it."""
    end = at.end_lineno or at.lineno
    inside = any(
        isinstance(n, ast.Name) and n.id == name and n.lineno > end for n in within(loop.body)
    )
    return inside or scope.loaded_after(name, loop)


def taken_out_while_looping(scope: Scope) -> Iterator[Sentence]:
    """Say of `for v in x: x.remove(v)` that elements are skipped."""
    for loop in scope.loops:
        whole = _gone_through(loop)
        for block in _blocks(loop):
            for at in block:
                left = isinstance(block[-1], ast.Break | ast.Return)
                if whole and not left and _takes_out(at, whole):
                    yield _(
                        "{line} ({place}) takes elements out of {name} while the loop goes through it: those behind move up, and the next one is skipped. Put what is to stay into a new list.",
                        line=scope.line(at),
                        place=scope.place(at),
                        name=Code(whole),
                    )


def _gone_through(loop: Loop) -> str:
    """Return the name of the list that a loop goes through, by its elements or its indices."""
    match loop:
        case ast.For(
            iter=ast.Name(id=name)
            | ast.Call(
                func=ast.Name(id="range"),
                args=[ast.Call(func=ast.Name(id="len"), args=[ast.Name(id=name)])],
            )
            | ast.Call(func=ast.Name(id="enumerate"), args=[ast.Name(id=name)])
        ):
            return name
    return ""


def _blocks(loop: Loop) -> Iterator[list[ast.stmt]]:
    yield loop.body
    for node in within(loop.body):
        if isinstance(node, ast.If):
            yield node.body
            if node.orelse:
                yield node.orelse


def _takes_out(statement: ast.stmt, name: str) -> bool:
    match statement:
        case ast.Expr(
            value=ast.Call(
                func=ast.Attribute(value=ast.Name(id=whole), attr="remove" | "pop"),
                args=[_which, *_],
            )
        ):
            return whole == name
        case ast.Delete(targets=[ast.Subscript(value=ast.Name(id=whole))]):
            return whole == name
    return False


def sorted_by_one_pass(scope: Scope) -> Iterator[Sentence]:
    """Say of one loop that exchanges neighbours that it does not sort."""
    all_loops = scope.loops
    inside = {id(n) for loop in all_loops for n in within(loop.body) if isinstance(n, Loop)}
    for loop in all_loops:
        if id(loop) in inside or any(isinstance(n, Loop) for n in within(loop.body)):
            continue
        for node in within(loop.body):
            if whole := _exchanged_neighbours(node):
                yield _(
                    "The loop {line} ({place}) goes through {name} once and exchanges neighbours. Once is not enough to sort: put a second loop around it that repeats this.",
                    line=scope.line(loop),
                    place=scope.place(loop),
                    name=Code(whole),
                )


def _exchanged_neighbours(node: ast.AST) -> str:
    match node:
        case ast.Assign(
            targets=[
                ast.Tuple(
                    elts=[
                        ast.Subscript(value=ast.Name(id=whole), slice=one),
                        ast.Subscript(slice=other),
                    ]
                ) as names
            ],
            value=ast.Tuple(elts=[first, second]),
        ):
            given = [ast.unparse(first), ast.unparse(second)]
            swapped = [ast.unparse(name) for name in reversed(names.elts)] == given
            return whole if swapped and _are_neighbours(one, other) else ""
    return ""


def _are_neighbours(one: ast.expr, other: ast.expr) -> bool:
    for place, beside in ((one, other), (other, one)):
        match place, beside:
            case (
                ast.Name(id=name),
                ast.BinOp(
                    left=ast.Name(id=again),
                    op=ast.Add() | ast.Sub(),
                    right=ast.Constant(value=1),
                ),
            ):
                return name == again
    return False


def found_not_counted(scope: Scope) -> Iterator[Sentence]:
    """Say of `for v in "aeiou": if v in text: n += 1` that each `v` counts once at most."""
    literal = {
        t.id
        for n in scope.nodes
        if isinstance(n, ast.Assign) and _is_literal(n.value)
        for t in n.targets
        if isinstance(t, ast.Name)
    }
    for loop in scope.loops:
        match loop:
            case ast.For(
                target=ast.Name(id=name),
                iter=each,
                body=[
                    ast.If(
                        test=ast.Compare(
                            left=ast.Name(id=asked), ops=[ast.In()], comparators=[whole]
                        ) as test,
                        body=[
                            ast.AugAssign(op=ast.Add(), value=ast.Constant(value=1)),
                        ],
                    )
                ],
            ) if name == asked and (
                _is_literal(each) or (isinstance(each, ast.Name) and each.id in literal)
            ):
                if not _is_literal(whole) and not names_in(whole) & literal:
                    yield _(
                        "{code} ({place}) asks whether {name} is there, not how often, so it counts once at most. How often it is there, {instead} tells.",
                        code=Code(ast.unparse(test)),
                        place=scope.place(test),
                        name=Code(name),
                        instead=Code(f"{ast.unparse(whole)}.count({name})"),
                    )


def _is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.List | ast.Tuple | ast.Set) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def compared_with_neighbour(scope: Scope) -> Iterator[Sentence]:
    """Say of `if x[i] > x[i - 1]: best = i` that it is not the best so far that is asked."""
    for loop in scope.loops:
        for node in within(loop.body):
            match node:
                case ast.If(
                    test=ast.Compare(
                        left=ast.Subscript(value=ast.Name(id=whole), slice=one) as left,
                        ops=[ast.Gt() | ast.GtE() | ast.Lt() | ast.LtE()],
                        comparators=[ast.Subscript(value=ast.Name(id=again), slice=other) as right],
                    ) as test,
                    body=[ast.Assign(targets=[ast.Name(id=best)], value=value)],
                ) if whole == again and _are_neighbours(one, other):
                    taken = {ast.unparse(n) for n in (left, right, one, other)}
                    if ast.unparse(value) in taken and best not in names_in(test):
                        yield _(
                            "{code} ({place}) compares an element with the one beside it. For the greatest or smallest of all, compare with what {best} stands for so far.",
                            code=Code(ast.unparse(test)),
                            place=scope.place(test),
                            best=Code(best),
                        )


def same_every_round(scope: Scope) -> Iterator[Sentence]:
    """Say of `for i in …: y.append(f(x[0:k]))` that every round adds the same."""
    for loop in scope.loops:
        if not isinstance(loop, ast.For) or not isinstance(loop.target, ast.Name):
            continue
        changing = _stored([loop])
        for at in loop.body:
            match at:
                case ast.Expr(
                    value=ast.Call(
                        func=ast.Attribute(value=ast.Name(id=into), attr="append"), args=[added]
                    )
                ) if _is_looked_up(added) and not names_in(added) & {*changing, into}:
                    yield _same(scope, at, loop.target.id)
    for node in scope.nodes:
        match node:
            case ast.ListComp(
                elt=ast.Call() | ast.BinOp() as added,
                generators=[ast.comprehension(target=ast.Name(id=name))],
            ) if _is_looked_up(added) and name not in names_in(added) and name.strip("_"):
                yield _same(scope, node, name)


def _is_looked_up(node: ast.expr) -> bool:
    """Whether part of something is taken, and nothing called that might give another each time."""
    parts = [*within([node])]
    if any(isinstance(n, ast.Call) and _may_differ(n) for n in parts):
        return False
    return any(isinstance(n, ast.Subscript) for n in parts)


def _may_differ(call: ast.Call) -> bool:
    match call.func:
        case ast.Name(id="next" | "input"):
            return True
        case ast.Attribute(attr=name):
            return name in ("pop", "popleft", "copy", "choice", "random", "randint", "read")
    return False


def _same(scope: Scope, at: ast.AST, name: str) -> Sentence:
    return _(
        "{line} ({place}) takes the same in every round: nothing in it depends on {name}.",
        line=scope.line(at),
        place=scope.place(at),
        name=Code(name),
    )


def not_set_back(scope: Scope) -> Iterator[Sentence]:
    """Say of a sum that an inner loop makes, and that each round of the outer one goes on with."""
    for loop in scope.loops:
        bound = _stored([loop]) - _grown_only(loop)
        for n, inner in enumerate(loop.body):
            if not isinstance(inner, Loop):
                continue
            for name in sorted(_summed(inner) - bound):
                start = _start(scope, name, loop)
                if start and any(_collects(s, name) for s in loop.body[n + 1 :]):
                    yield _(
                        "{name} begins only once ({line}, {place}), so in every round of the loop {loop} it goes on from the sum of the round before. Begin it anew inside that loop.",
                        name=Code(name),
                        line=scope.line(start),
                        place=scope.place(start),
                        loop=scope.line(loop),
                    )


def set_back_every_round(scope: Scope) -> Iterator[Sentence]:
    """Say of a counter that begins before a loop, and again in each of its rounds."""
    for loop in scope.loops:
        for at in loop.body:
            match at:
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant() as value):
                    start = _start(scope, name, loop)
                    again = start and ast.unparse(start.value) == ast.unparse(value)
                    if again and name in _counted(loop) and not scope.loaded_after(name, loop):
                        yield _(
                            "{line} ({place}) sets {name} back in every round of the loop {loop}, although it begins like that before the loop. If it is to go on counting, take this line away.",
                            line=scope.line(at),
                            place=scope.place(at),
                            name=Code(name),
                            loop=scope.line(loop),
                        )


def _counted(loop: Loop) -> set[str]:
    """Return the names that a loop inside increases."""
    inner = [node for node in within(loop.body) if isinstance(node, Loop)]
    return {name for each in inner for name in _summed(each)}


def _grown_only(loop: Loop) -> set[str]:
    """Return the names that a loop adds to, and never gives a value otherwise."""
    grown = {
        n.target.id
        for n in within(loop.body)
        if isinstance(n, ast.AugAssign) and isinstance(n.target, ast.Name)
    }
    others = {
        t.id
        for n in within([loop])
        if isinstance(n, ast.Assign | ast.For)
        for target in (n.targets if isinstance(n, ast.Assign) else [n.target])
        for t in within([target])
        if isinstance(t, ast.Name)
    }
    return grown - others


def _summed(inner: Loop) -> set[str]:
    return {
        n.target.id
        for n in within(inner.body)
        if isinstance(n, ast.AugAssign)
        and isinstance(n.op, ast.Add)
        and isinstance(n.target, ast.Name)
    }


def _start(scope: Scope, name: str, loop: Loop) -> ast.Assign | None:
    for node in scope.nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=found)], value=ast.Constant()) if (
                found == name and node.lineno < loop.lineno
            ):
                return node
    return None


def _collects(statement: ast.stmt, name: str) -> bool:
    match statement:
        case ast.Assign(targets=[ast.Subscript()], value=value):
            return name in names_in(value)
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr="append"), args=[value])):
            return name in names_in(value)
    return False


ROUNDS = (
    loop_variable_set,
    loop_value_lost,
    taken_out_while_looping,
    not_set_back,
    set_back_every_round,
    sorted_by_one_pass,
    found_not_counted,
    compared_with_neighbour,
    same_every_round,
)
