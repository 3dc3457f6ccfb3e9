"""Other names: of variables, functions, arguments and axes."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.feedback.changes.edit import Around, call_of, changed, name_of, names_in, number_of
from autograder.feedback.changes.places import measures


def other_name(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    match node:
        case ast.Name(id=own) if own in around.names:
            yield from (name_of(name) for name in around.names if name != own)
        case ast.Constant(value=int() | float()) | ast.Call(args=[ast.Name()]):
            yield from map(name_of, around.names)


def length_of_another(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    """`len(row)` for `len(table)`."""
    match node:
        case ast.Call(func=ast.Name(id="len"), args=[ast.Name(id=own)]):
            for name in around.names:
                if name != own:
                    yield changed(node, args=[name_of(name)])


_PAIRS = (
    *(("sum", "mean"), ("mean", "median"), ("max", "min"), ("argmax", "argmin")),
    *(("maximum", "minimum"), ("any", "all"), ("floor", "ceil"), ("zeros", "ones")),
    *(("std", "var"), ("sin", "cos"), ("upper", "lower"), ("append", "extend"), ("exp", "log")),
    *(("dot", "multiply"), ("vstack", "hstack"), ("zeros", "zeros_like"), ("sum", "max")),
    *(("keys", "values"), ("title", "capitalize"), ("round", "floor")),
    *(("argmax", "max"), ("argmin", "min"), ("tanh", "exp")),
    *(("mean", "max"), ("mean", "min"), ("median", "max"), ("prod", "sum"), ("cumsum", "sum")),
    *(("cross", "dot"), ("outer", "dot"), ("argmax", "flatnonzero"), ("argmin", "flatnonzero")),
    *(("min", "sorted"), ("max", "sorted"), ("ceil", "round"), ("floor", "trunc")),
    *(("len", "sum"), ("lstrip", "strip"), ("rstrip", "strip"), ("rfind", "find")),
    *(("isalnum", "isalpha"), ("convolve", "correlate"), ("ones_like", "zeros_like")),
    *(("startswith", "endswith"), ("isalpha", "isdigit"), ("log", "log10"), ("sqrt", "square")),
)


def other_function(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    match node:
        case ast.Call(func=ast.Name(id=name) as called):
            for other in _partners(name):
                instead = name_of(other) if other in _BUILT_IN else _of_numpy(other)
                yield changed(node, func=ast.copy_location(instead, called))
        case ast.Call(func=ast.Attribute(attr=name) as called):
            for other in _partners(name):
                yield changed(node, func=changed(called, attr=other))


_BUILT_IN = frozenset("sum max min sorted any all round len abs float".split())


def _of_numpy(name: str) -> ast.expr:
    return ast.Attribute(value=name_of("np"), attr=name, ctx=ast.Load())


def reduced(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    """`np.mean(row)` for what is worked out of `row` alone."""
    if isinstance(node, ast.BinOp | ast.Call | ast.Subscript) and not measures(node):
        for name in names_in(node) & {*around.names}:
            if names_in(node) & {*around.names} == {name}:
                for function in map(_of_numpy, ("mean", "sum", "median", "max", "min")):
                    yield ast.Call(func=function, args=[name_of(name)], keywords=[])
                yield call_of("len", name_of(name))


def _partners(name: str) -> Iterator[str]:
    for one, other in _PAIRS:
        if name in (one, other):
            yield other if name == one else one


def arguments(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    match node:
        case ast.Call(args=[one, other]):
            yield changed(node, args=[other, one])
        case ast.Subscript(slice=ast.Tuple(elts=[one, other]) as at):
            yield changed(node, slice=changed(at, elts=[other, one]))
        case ast.Subscript(value=ast.Subscript(slice=one) as inner, slice=other):
            yield changed(node, value=changed(inner, slice=other), slice=one)
        case ast.Tuple(elts=[one, other]):
            yield changed(node, elts=[other, one])
        case ast.IfExp(body=one, orelse=other):
            yield changed(node, body=other, orelse=one)


_WITH_AXIS = frozenset(
    "sum mean max min argmax argmin prod std var median any all sort norm".split()
)


def axis(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    match node:
        case ast.Call(func=ast.Attribute(attr=name), keywords=keywords) if name in _WITH_AXIS:
            others = [keyword for keyword in keywords if keyword.arg != "axis"]
            for axis in (0, 1, -1):
                given = ast.keyword(arg="axis", value=number_of(axis))
                yield changed(node, keywords=[*others, given])
            yield changed(node, keywords=others)
