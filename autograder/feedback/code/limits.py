"""Code that fits the lecture's example, and not everything that it may be given."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.feedback.code.scopes import Scope, names_in, within
from autograder.records.sentences import Code, Sentence, _


def search_from_zero(scope: Scope) -> Iterator[Sentence]:
    """Say of a search for the greatest that begins at 0 that it misses what is below."""
    zero = {
        name: node
        for node in scope.nodes
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        if node.value.value == 0 and not isinstance(node.value.value, bool)
        for name in (t.id for t in node.targets if isinstance(t, ast.Name))
    }
    for node in scope.nodes:
        match node:
            case ast.If(
                test=ast.Compare(
                    left=left, ops=[ast.Gt() | ast.GtE()], comparators=[ast.Name(id=best)]
                ),
                body=body,
            ) if best in zero and _takes_over(body, best, left):
                yield _(
                    "{line} ({place}) lets the search begin at 0, so it finds nothing where all numbers are below 0. Begin with the first of them.",
                    line=scope.line(zero[best]),
                    place=scope.place(zero[best]),
                )


def _takes_over(body: list[ast.stmt], best: str, value: ast.expr) -> bool:
    return any(
        isinstance(s, ast.Assign)
        and any(isinstance(t, ast.Name) and t.id == best for t in s.targets)
        and ast.unparse(s.value) == ast.unparse(value)
        for s in body
    )


def first_place_only(scope: Scope) -> Iterator[Sentence]:
    """Say of `x.index(v)` for each `v` of `x` that it finds the first place again and again."""
    for node in scope.nodes:
        parts: list[tuple[ast.expr, ast.expr, list[ast.AST]]] = []
        match node:
            case ast.ListComp(elt=element, generators=[ast.comprehension(target=v, iter=whole)]):
                parts = [(v, whole, [element])]
            case ast.For(target=v, iter=whole, body=body):
                parts = [(v, whole, [*body])]
        for v, whole, where in parts:
            for inner in within(where):
                match inner:
                    case ast.Call(
                        func=ast.Attribute(value=searched, attr="index"), args=[ast.Name(id=asked)]
                    ) if ast.unparse(searched) == ast.unparse(whole) and ast.unparse(v) == asked:
                        yield _(
                            "{code} ({place}) always finds the first place of a value, so a value that occurs twice gives the same place twice. Count with `enumerate` or `range(len(…))`.",
                            code=Code(ast.unparse(inner)),
                            place=scope.place(inner),
                        )


def one_length_for_both(scope: Scope) -> Iterator[Sentence]:
    """Say of a table whose number of rows is looked at twice and that of columns never."""
    lengths: dict[str, list[tuple[int, ast.AST]]] = {}
    for node in scope.nodes:
        match node:
            case ast.Subscript(
                value=ast.Attribute(value=ast.Name(id=name), attr="shape"),
                slice=ast.Constant(value=0 | 1 as axis),
            ):
                lengths.setdefault(name, []).append((int(axis == 1), node))
    for name, found in lengths.items():
        axes = {axis for axis, _node in found}
        if len(axes) == 1 and len(found) >= 2 and _is_table(scope, name):
            axis, node = found[-1]
            yield _(
                "For {name} only {length} is used ({place}), for rows and for columns, which fits square ones only. The other is {other}.",
                name=Code(name),
                length=Code(f"{name}.shape[{axis}]"),
                place=scope.place(node),
                other=Code(f"{name}.shape[{1 - axis}]"),
            )


def _is_table(scope: Scope, name: str) -> bool:
    for node in scope.nodes:
        match node:
            case ast.Subscript(value=ast.Name(id=found), slice=ast.Tuple(elts=[_one, _other])):
                if found == name:
                    return True
            case ast.Assign(
                targets=[ast.Tuple()], value=ast.Attribute(value=ast.Name(id=found), attr="shape")
            ):
                if found == name:
                    return False
    return False


def input_changed(scope: Scope) -> Iterator[Sentence]:
    """Say of an input that is read while it is being written to."""
    own = {*scope.parameters}
    for node in scope.nodes:  # `out = image` is the same array
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Name(id=other)) if other in own:
                own.add(name)
    written = {
        node.value.id
        for loop in scope.loops
        for node in within(loop.body)
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
        if isinstance(node.value, ast.Name)
    }
    for loop in scope.loops:
        for node in within(loop.body):
            match node:
                case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name))], value=value) if (
                    name in own & written and names_in(value) & own
                ):
                    if not isinstance(value, ast.Subscript | ast.Name | ast.Constant):
                        yield _(
                            "{line} ({place}) writes into the input while later rounds still read it. Write the results into an array of their own.",
                            line=scope.line(node),
                            place=scope.place(node),
                        )


def first_left_out(scope: Scope) -> Iterator[Sentence]:
    """Say of `for i in range(1, n)` over `x[i]` alone that `x[0]` is left out."""
    for loop in scope.loops:
        match loop:
            case ast.For(
                target=ast.Name(id=name),
                iter=ast.Call(func=ast.Name(id="range"), args=[ast.Constant(value=1), _end]),
            ) if _only_index(loop, name) and not _is_taken(scope, 0):
                yield _(
                    "{line} ({place}) begins at index 1. The first element has index 0 and is left out.",
                    line=scope.line(loop),
                    place=scope.place(loop),
                )


def last_left_out(scope: Scope) -> Iterator[Sentence]:
    """Say of `for i in range(len(x) - 1)` over `x[i]` alone that the last element is left out."""
    for loop in scope.loops:
        match loop:
            case ast.For(
                target=ast.Name(id=name),
                iter=ast.Call(
                    func=ast.Name(id="range"),
                    args=[
                        *_start,
                        ast.BinOp(
                            left=ast.Call(func=ast.Name(id="len")),
                            op=ast.Sub(),
                            right=ast.Constant(value=1),
                        ),
                    ],
                ),
            ) if _only_index(loop, name) and not _is_taken(scope, -1):
                yield _(
                    "{line} ({place}) ends before the last element: `range` itself stops before its end, so the `- 1` leaves one out.",
                    line=scope.line(loop),
                    place=scope.place(loop),
                )


def _is_taken(scope: Scope, place: int) -> bool:
    """Whether the first or last element of something is taken by itself."""
    return any(
        isinstance(node, ast.Subscript) and ast.unparse(node.slice) == str(place)
        for node in scope.nodes
    )


def _only_index(loop: ast.For, name: str) -> bool:
    """Whether a loop's variable is used as an index as it stands, and in no other way."""
    plain = other = 0
    for node in within(loop.body):
        match node:
            case ast.Subscript(slice=ast.Name(id=found)) if found == name:
                plain += 1
            case ast.Name(id=found, ctx=ast.Load()) if found == name:
                other += 1
    return plain > 0 and other == plain


def element_or_whole(scope: Scope) -> Iterator[Sentence]:
    """Say of a function that returns `x` in one case and `x[0]` in another."""
    returned = [n for n in scope.nodes if isinstance(n, ast.Return) and n.value is not None]
    whole = {n.value.id for n in returned if isinstance(n.value, ast.Name)}
    for node in returned:
        match node.value:
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant()) if name in whole:
                yield _(
                    "{function} returns {name} in one case and a single element of it in another ({line}, {place}). Return the same kind in every case.",
                    function=Code(scope.name),
                    name=Code(name),
                    line=scope.line(node),
                    place=scope.place(node),
                )


LIMITS = (
    search_from_zero,
    first_place_only,
    one_length_for_both,
    input_changed,
    first_left_out,
    last_left_out,
    element_or_whole,
)


def rounded(scope: Scope) -> Iterator[Sentence]:
    """Say of `round(…)` that the answer is rounded."""
    for node in scope.nodes:
        match node:
            case ast.Call(
                func=ast.Name(id="round")
                | ast.Attribute(attr="round" | "around" | "floor" | "rint")
            ):
                yield _(
                    "{line} ({place}) rounds. Unless the question asks for that, answers are no longer exact.",
                    line=scope.line(node),
                    place=scope.place(node),
                )


def fixed_axes(scope: Scope) -> Iterator[tuple[int, Sentence]]:
    """Say of `rows, columns = x.shape` that it fits arrays with as many axes only.

    Each comes with the number of the argument, from 0.
    """
    for node in scope.nodes:
        match node:
            case ast.Assign(
                targets=[ast.Tuple(elts=names)],
                value=ast.Attribute(value=ast.Name(id=array), attr="shape"),
            ) if array in scope.parameters:
                yield (
                    scope.parameters.index(array),
                    _(
                        "{line} ({place}) fits only arrays with as many axes as there are names: {axes}.",
                        line=scope.line(node),
                        place=scope.place(node),
                        axes=len(names),
                    ),
                )


def fixed_elements(scope: Scope) -> Iterator[Sentence]:
    """Say of a function that takes the elements 0, 1 … of an input one by one."""
    used: dict[str, set[int]] = {}
    for node in scope.nodes:
        match node:
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=int() as at)):
                used.setdefault(name, set()).add(at)
    gone_through = {name for loop in scope.loops for name in names_in(loop)}
    whole = {*scope.parameters} | set(_worked_out(scope))
    for name, places in used.items():
        if name not in whole or name in gone_through:
            continue
        if len(places) >= 2 and places == set(range(len(places))):
            yield _(
                "{function} uses exactly {count} elements of {name}, by their numbers. There may be fewer or more.",
                function=Code(scope.name),
                count=len(places),
                name=Code(name),
            )


def _worked_out(scope: Scope) -> Iterator[str]:
    """Yield the names of what a function has worked out, as long as that comes out."""
    given: dict[str, list[ast.expr]] = {}
    for node in scope.nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                given.setdefault(name, []).append(value)
    for name, values in given.items():
        if all(map(_is_of_any_length, values)):
            yield name


def _is_of_any_length(value: ast.expr) -> bool:
    """Whether as many come out as went in; `np.split(x, 4)` always makes 4."""
    match value:
        case ast.BinOp() | ast.Call(func=ast.Attribute(attr="dot")):
            return True
        case ast.Call(func=ast.Attribute(value=of, attr="split")):
            return not (isinstance(of, ast.Name) and of.id in ("np", "numpy", "tf", "re"))
    return False


def fixed_length(scope: Scope) -> Iterator[tuple[int, Sentence]]:
    """Say of a number that is the length of the example that others have other lengths.

    Each number that is used as a length comes first, whatever the example's is.
    """
    for node in scope.nodes:
        for found in _as_length(node):
            if found >= 2:
                yield (
                    found,
                    _(
                        "{line} ({place}) has the length {length} of the example written into it. Other inputs are shorter or longer: use `len(…)` or `.shape`.",
                        line=scope.line(node),
                        place=scope.place(node),
                        length=found,
                    ),
                )


def _as_length(node: ast.AST) -> Iterator[int]:
    """Yield the numbers that an expression uses as lengths."""
    match node:
        case ast.Call(func=ast.Name(id="range"), args=arguments):
            yield from _numbers(arguments)
        case ast.Slice(upper=ast.expr() as upper):
            yield from _numbers([upper])
        case ast.Assign(value=ast.Tuple(elts=elements)):
            yield from _numbers(elements)
        case ast.Assign(value=ast.Constant(value=int() as number)):
            yield number
        case ast.BinOp(op=ast.Div(), right=ast.Constant(value=int() as number)):
            yield number


def _numbers(nodes: list[ast.expr]) -> Iterator[int]:
    """Yield the whole numbers in expressions, but none that multiplies a length (`4 * n`)."""
    inside = list(within(nodes))
    factors = {
        id(factor)
        for node in inside
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult)
        for factor in (node.left, node.right)
    }
    for node in inside:
        if isinstance(node, ast.Constant) and type(node.value) is int and id(node) not in factors:
            yield node.value
