"""Loops that do not do what a loop is written for."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

from autograder.feedback.code.scopes import Loop, Scope, any_loads, names_in, within
from autograder.records.sentences import Code, Sentence, _


def return_in_loop(scope: Scope) -> Iterator[Sentence]:
    """Say of a `return` that no first round of a loop gets past, or that follows its counting."""
    for loop in scope.loops:
        at = _way_out(loop.body) or _after_counting(loop)
        if at is not None:
            yield _(
                "{line} ({place}) stands inside the loop, so the function ends when that line is reached for the first time. To let the loop finish first, indent it less.",
                line=scope.line(at),
                place=scope.place(at),
            )


def _way_out(body: Sequence[ast.stmt]) -> ast.Return | None:
    """Return the last `return` of a body that is always left by one, None if it may be passed."""
    for statement in body:
        if isinstance(statement, ast.Return):
            return statement
        if isinstance(statement, ast.If):
            left = _way_out(statement.body), _way_out(statement.orelse)
            if all(left):
                return left[1]
        if any(isinstance(n, ast.Break | ast.Continue | ast.Return) for n in within([statement])):
            return None
    return None


def _after_counting(loop: Loop) -> ast.Return | None:
    """Return a `return x` that follows an `x += …` of the same block in a loop."""
    for block in _blocks(loop):
        counted = {name for statement in block for name in _grown_by(statement)}
        for statement in block:
            match statement:
                case ast.Return(value=ast.expr() as value) if names_in(value) & counted:
                    return statement
    return None


def reset_in_loop(scope: Scope) -> Iterator[Sentence]:
    """Say of a sum or a list that every round begins anew, and that is wanted after the loop."""
    for loop in scope.loops:
        for statement in loop.body:
            name = _set_to_start(statement, loop)
            others = [part for part in loop.body if part is not statement]
            if name is None or not scope.loaded_after(name, loop):
                continue
            if _is_grown(others, name) and not _is_used(others, name):
                yield _begun_anew(scope, statement, name)


def forgotten_from_round_to_round(scope: Scope) -> Iterator[Sentence]:
    """Say of a name that a round's end gives a value, which the next one's begin throws away."""
    for loop in scope.loops:
        first = {name: at for at in loop.body for name in filter(None, [_set_to_start(at, loop)])}
        for name, at in first.items():
            place = loop.body.index(at)
            last = _assigned_last(loop.body[place + 1 :], name)
            if last is not None and not scope.loaded_after(name, last):
                yield _begun_anew(scope, at, name)


def _begun_anew(scope: Scope, at: ast.stmt, name: str) -> Sentence:
    return _(
        "{line} ({place}) stands inside the loop, so every round begins {name} anew. Put it before the loop.",
        line=scope.line(at),
        place=scope.place(at),
        name=Code(name),
    )


def overwritten_in_loop(scope: Scope) -> Iterator[Sentence]:
    """Say of a name that has a value before the loop and only gets others in it."""
    for loop in scope.loops:
        if not isinstance(loop, ast.For):
            continue
        for at in _unconditional(loop.body):
            name = _plainly_set(at)
            if name is None or any_loads(loop.body, name) or name in names_in(loop.iter):
                continue
            if scope.loaded_after(name, loop) and _has_start(scope, name, loop):
                yield _(
                    "{line} ({place}) gives {name} another value in every round of the loop, so only the last round counts.",
                    line=scope.line(at),
                    place=scope.place(at),
                    name=Code(name),
                )


def same_place_in_loop(scope: Scope) -> Iterator[Sentence]:
    """Say of an element that every round of an inner loop writes, whatever it held."""
    for loop in scope.loops:
        if not isinstance(loop, ast.For):
            continue
        own = {n.id for n in within([loop.target]) if isinstance(n, ast.Name)}
        for at in loop.body:
            match at:
                case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=base)) as target]):
                    used = names_in(target.slice)
                    changed = own | {b for s in loop.body for b in _targets(s)}
                    fresh = base not in names_in(at.value) and not used & changed
                    if (
                        fresh
                        and used
                        and not any_loads([s for s in loop.body if s is not at], base)
                    ):
                        yield _(
                            "{line} ({place}) writes to the same place in every round of the loop over {name}, so only the last round counts.",
                            line=scope.line(at),
                            place=scope.place(at),
                            name=Code(", ".join(sorted(own))),
                        )


def never_ending(scope: Scope) -> Iterator[Sentence]:
    """Say of a `while` whose condition nothing in it can change."""
    for loop in scope.loops:
        if not isinstance(loop, ast.While) or _can_be_left(loop):
            continue
        asked = names_in(loop.test)
        called = any(
            isinstance(n, ast.Call) and not isinstance(n.func, ast.Name)
            for n in within([loop.test])
        )
        if called or asked & _changed(loop.body):
            continue
        yield _(
            "Nothing inside the loop {line} ({place}) changes its condition, so once begun it never ends.",
            line=scope.line(loop),
            place=scope.place(loop),
        )


def unused_variable(scope: Scope) -> Iterator[Sentence]:
    """Say of a loop that goes through something and looks at none of it."""
    all_loops = [loop for loop in scope.loops if isinstance(loop, ast.For)]
    for loop in all_loops:
        if not isinstance(loop.target, ast.Name) or loop.target.id.startswith("_"):
            continue
        name = loop.target.id
        nested = any(o is not loop and loop in within(o.body) for o in all_loops)
        if any_loads([*loop.body, *loop.orelse], name) or scope.loaded_after(name, loop):
            continue
        if nested or not _is_range(loop.iter):
            yield _(
                "The loop {line} ({place}) never uses its {name}.",
                line=scope.line(loop),
                place=scope.place(loop),
                name=Code(name),
            )


def on_the_diagonal(scope: Scope) -> Iterator[Sentence]:
    """Say of `x[i, i]` in two loops that it is on the diagonal."""
    for outer in scope.loops:
        for inner in (node for node in within(outer.body) if isinstance(node, ast.For)):
            for node in within(inner.body):
                match node:
                    case (
                        ast.Subscript(
                            slice=ast.Tuple(elts=[ast.Name(id=one), ast.Name(id=other)]),
                            ctx=ast.Load(),
                        )
                        | ast.Subscript(
                            value=ast.Subscript(slice=ast.Name(id=one)),
                            slice=ast.Name(id=other),
                            ctx=ast.Load(),
                        )
                    ) if one == other:
                        yield _(
                            "{code} ({place}) has {name} for both its row and its column, so it takes only what is on the diagonal.",
                            code=Code(ast.unparse(node)),
                            place=scope.place(node),
                            name=Code(one),
                        )


def one_variable_for_two(scope: Scope) -> Iterator[Sentence]:
    """Say of a loop in a loop that both count with one variable."""
    for outer in scope.loops:
        if not isinstance(outer, ast.For) or not isinstance(outer.target, ast.Name):
            continue
        for inner in within(outer.body):
            match inner:
                case ast.For(target=ast.Name(id=name)) if name == outer.target.id:
                    yield _(
                        "{line} ({place}) uses {name}, which the loop around it uses already, so that one's {name} is lost. Take another name.",
                        line=scope.line(inner),
                        place=scope.place(inner),
                        name=Code(name),
                    )


def row_for_element(scope: Scope) -> Iterator[Sentence]:
    """Say of `x[i] < 1` in two loops, where elements are `[i, j]`, that it is a whole row."""
    for outer in scope.loops:
        for inner in (node for node in within(outer.body) if isinstance(node, ast.For)):
            row, column = (ast.unparse(getattr(loop, "target", loop)) for loop in (outer, inner))
            pairs = (f"[{row}, {column}]", f"[{row}][{column}]")
            if not any(ast.unparse(node).endswith(pairs) for node in _elements(inner.body)):
                continue
            for node in within(inner.body):
                match node:
                    case ast.Compare(left=ast.Subscript(value=ast.Name(id=whole)) as part) if (
                        ast.unparse(part) == f"{whole}[{row}]"
                    ):
                        yield _(
                            "{code} ({place}) is a whole row; an element of it is {instead}.",
                            code=Code(ast.unparse(part)),
                            place=scope.place(part),
                            instead=Code(f"{whole}[{row}, {column}]"),
                        )


def _elements(body: Iterable[ast.stmt]) -> Iterator[ast.Subscript]:
    return (node for node in within(body) if isinstance(node, ast.Subscript))


def empty_range(scope: Scope) -> Iterator[Sentence]:
    """Say of `range(n, 0)` that it is empty."""
    for node in scope.nodes:
        match node:
            case ast.Call(
                func=ast.Name(id="range"),
                args=[ast.Call(func=ast.Name(id="len")), ast.Constant(value=0 | 1)],
            ):
                yield _(
                    "{code} ({place}) is empty: it counts upwards from its first number and stops before its second. To count from 0, write the length alone; to count downwards, add a step of -1.",
                    code=Code(ast.unparse(node)),
                    place=scope.place(node),
                )


def length_without_range(scope: Scope) -> Iterator[Sentence]:
    """Say of `for i in len(x)` that `range` is missing."""
    for loop in scope.loops:
        match loop:
            case ast.For(iter=ast.Call(func=ast.Name(id="len")) as length):
                yield _(
                    "{line} ({place}) goes through a number; `range` is missing: {instead}.",
                    line=scope.line(loop),
                    place=scope.place(loop),
                    instead=Code(f"range({ast.unparse(length)})"),
                )


def element_as_index(scope: Scope) -> Iterator[Sentence]:
    """Say of `for v in x: … x[v]` that `v` is an element and no index."""
    for loop in scope.loops:
        match loop:
            case ast.For(target=ast.Name(id=name), iter=ast.Name(id=whole)):
                for node in within(loop.body):
                    match node:
                        case ast.Subscript(value=ast.Name(id=base), slice=ast.Name(id=at)) if (
                            base,
                            at,
                        ) == (whole, name):
                            yield _(
                                "In the loop {line}, {name} is an element of {whole} and not its number, so {code} ({place}) looks up the wrong thing. Write {name}, or count with `range(len(…))`.",
                                line=scope.line(loop),
                                name=Code(name),
                                whole=Code(whole),
                                code=Code(ast.unparse(node)),
                                place=scope.place(node),
                            )


def same_list_every_round(scope: Scope) -> Iterator[Sentence]:
    """Say of a list made before the loops that every round appends, and fills on."""
    for loop in scope.loops:
        for statement in loop.body:
            match statement:
                case ast.Expr(
                    value=ast.Call(func=ast.Attribute(attr="append"), args=[ast.Name(id=name)])
                ) if _is_filled(loop.body, name) and name not in _bound_in([loop]):
                    yield _(
                        "{line} ({place}) adds the same list {name} in every round, and what is changed in it is changed in all of them. Begin a new {name} inside the loop.",
                        line=scope.line(statement),
                        place=scope.place(statement),
                        name=Code(name),
                    )


def break_at_once(scope: Scope) -> Iterator[Sentence]:
    """Say of a `break` that ends a search for the best at its first find."""
    for loop in scope.loops:
        for node in within(loop.body):
            match node:
                case ast.If(test=ast.Compare(comparators=[ast.Name(id=best)]), body=body) if (
                    isinstance(body[-1], ast.Break)
                    and best in {t for s in body for t in _targets(s)}
                ):
                    yield _(
                        "`break` ({place}) ends the loop as soon as {name} has changed once, so what comes later is not looked at.",
                        place=scope.place(body[-1]),
                        name=Code(best),
                    )


def _is_range(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range"
    )


def _blocks(loop: Loop) -> Iterator[list[ast.stmt]]:
    """Yield the blocks of a loop, inner loops' left out: those come by themselves."""
    yield loop.body
    for node in within(loop.body):
        if isinstance(node, ast.If):
            yield node.body
            yield node.orelse


def _set_to_start(statement: ast.stmt, loop: Loop) -> str | None:
    """Return the name that a statement sets to what is the same in every round, as sums begin."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Name(id=other)):
            return None if other in _bound_in([loop]) else name
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return name if _is_start(value) else None
    return None


def _is_start(value: ast.expr) -> bool:
    match value:
        case ast.Constant(value=int() | float() | str()) | ast.List(elts=[]) | ast.Dict(keys=[]):
            return True
        case ast.Call(func=ast.Name(id="list" | "dict" | "set"), args=[]):
            return True
    return False


_GROWING = ("append", "extend", "add", "insert", "update")


def _grown_by(statement: ast.AST) -> Iterator[str]:
    """Yield the name to which a statement adds something."""
    match statement:
        case ast.AugAssign(target=ast.Name(id=name)):
            yield name
        case ast.AugAssign(target=ast.Subscript(value=ast.Name(id=name))):
            yield name
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in names_in(value):
            yield name
        case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name))]):
            yield name
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method))):
            if method in _GROWING:
                yield name


def _is_grown(body: Iterable[ast.stmt], name: str) -> bool:
    return any(name in _grown_by(node) for node in within(body))


def _is_filled(body: Iterable[ast.stmt], name: str) -> bool:
    """Whether a loop inside appends something to a list of the name, or its elements are set."""
    inner = [node for node in within(body) if isinstance(node, ast.For | ast.While)]
    return any(_is_grown(loop.body, name) for loop in inner) or any(
        isinstance(node, ast.Subscript)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == name
        for node in within(body)
    )


def _is_used(body: Iterable[ast.stmt], name: str) -> bool:
    """Whether a name is read in some statements elsewhere than where something is added to it."""
    waiting: list[ast.AST] = [*body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load):
            return True
        if name in _grown_by(node):
            waiting += _added(node, name)
        else:
            waiting += ast.iter_child_nodes(node)
    return False


def _added(node: ast.AST, name: str) -> list[ast.AST]:
    """Return what is added, the sum or list itself left out."""
    match node:
        case ast.AugAssign(value=value):
            return [value]
        case ast.Expr(value=ast.Call(args=arguments)):
            return [*arguments]
        case ast.Assign(targets=[ast.Subscript()], value=value):
            parts = [n for n in within([value]) if not _is_name(n, name)]
            return [n for n in parts if isinstance(n, ast.Name)]
        case ast.Assign(value=value):
            return [n for n in within([value]) if isinstance(n, ast.Name) and n.id != name]
    return []


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _assigned_last(body: Sequence[ast.stmt], name: str) -> ast.stmt | None:
    """Return the statement that sets a name if nothing behind it reads the name."""
    for statement in reversed(body):
        if _plainly_set(statement) == name or _grows_plainly(statement, name):
            return statement
        if any_loads([statement], name) or name in _bound_in([statement]):
            return None
    return None


def _grows_plainly(statement: ast.stmt, name: str) -> bool:
    match statement:
        case ast.Assign(targets=[ast.Name(id=found)]):
            return found == name
    return False


def _plainly_set(statement: ast.AST) -> str | None:
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if name not in names_in(value):
            return name
    return None


def _unconditional(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements of a loop that every round runs, those of loops inside too."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.For):
            yield from _unconditional(statement.body)


def _has_start(scope: Scope, name: str, loop: ast.For) -> bool:
    """Whether a name has a value before a loop that nothing but the loop could make use of."""
    before = [n for n in scope.nodes if getattr(n, "lineno", loop.lineno) < loop.lineno]
    given = [node for node in before if isinstance(node, ast.Assign) and _plainly_set(node) == name]
    if not given:
        return False
    last = given[-1]
    return not any(
        isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Load)
        for n in before
        if getattr(n, "lineno", 0) > last.lineno
    )


def _targets(statement: ast.AST) -> Iterator[str]:
    for node in within([statement]):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _bound_in(body: Iterable[ast.AST]) -> set[str]:
    return {name for statement in body for name in _targets(statement)}


def _can_be_left(loop: ast.While) -> bool:
    ways = ast.Break | ast.Return | ast.Raise | ast.Yield | ast.Await
    return any(isinstance(node, ways) for node in within(loop.body))


def _changed(body: Iterable[ast.stmt]) -> set[str]:
    """Return the names that statements may change, what they stand for included."""
    found: set[str] = set()
    for node in within(body, into_scopes=True):
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
                found.add(name)
            case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()):
                found.add(name)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name)), args=arguments):
                found |= {name, *_bare(arguments)}
            case ast.Call(func=ast.Name(id=called), args=arguments) if called not in _HARMLESS:
                found |= _bare(arguments)
    return found


_HARMLESS = frozenset({"len", "print", "range", "sum", "max", "min", "float", "int", "str", "abs"})


def _bare(arguments: Iterable[ast.expr]) -> set[str]:
    return {argument.id for argument in arguments if isinstance(argument, ast.Name)}


LOOPS = (
    return_in_loop,
    reset_in_loop,
    forgotten_from_round_to_round,
    overwritten_in_loop,
    same_place_in_loop,
    same_list_every_round,
    never_ending,
    length_without_range,
    element_as_index,
    empty_range,
    on_the_diagonal,
    one_variable_for_two,
    row_for_element,
    break_at_once,
    unused_variable,
)
