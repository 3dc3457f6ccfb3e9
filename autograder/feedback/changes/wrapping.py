"""Calls, filters and choices that are missing, or too much."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.feedback.changes.edit import (
    Around,
    call_of,
    changed,
    method_of,
    name_of,
    names_in,
    number_of,
)


def wrapping_left_out(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    match node:
        case ast.Call(args=[inner, *_others]):
            yield inner
        case ast.Call(func=ast.Attribute(value=whole), args=[]):
            yield whole
    match node:
        case ast.Call(func=ast.Attribute(), args=[_only], keywords=[]):
            yield changed(node, args=[])
        case ast.Attribute(value=whole, attr="T"):
            yield whole
        case ast.Subscript(value=whole):
            yield whole
        case ast.Compare(left=left):
            yield left
        case ast.Tuple(elts=[first, *_others]):
            yield first


def wrapped(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    match node:
        case ast.Name(id=name) if name in around.names:
            yield ast.Attribute(value=node, attr="T", ctx=ast.Load())
            yield method_of(node, "lower")
            yield method_of(node, "upper")
            yield ast.Subscript(value=node, slice=number_of(0), ctx=ast.Load())
            yield ast.Subscript(value=node, slice=number_of(-1), ctx=ast.Load())
            yield call_of("len", node)
            yield call_of("sorted", node)
            for tail in (ast.Slice(lower=number_of(1)), ast.Slice(upper=number_of(-1))):
                yield ast.Subscript(value=node, slice=tail, ctx=ast.Load())
            yield method_of(node, "copy")
            yield method_of(node, "split")
            yield method_of(node, "ravel")
        case ast.Call() | ast.Subscript():
            for last in (0, -1):
                yield ast.Subscript(value=node, slice=number_of(last), ctx=ast.Load())
            yield method_of(node, "lower")
            yield method_of(node, "upper")
            yield ast.Attribute(value=node, attr="T", ctx=ast.Load())
            yield call_of("sum", node)


def filtered_too(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """`[x for x in y if c]` for `[x if c else 0 for x in y]`."""
    match node:
        case ast.ListComp(elt=ast.IfExp(test=test, body=body), generators=[each]) if not each.ifs:
            yield changed(node, elt=body, generators=[_filtered(each, test)])


def _filtered(each: ast.comprehension, test: ast.expr) -> ast.comprehension:
    return ast.comprehension(target=each.target, iter=each.iter, ifs=[test], is_async=0)


def sorting(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    match node:
        case (
            ast.Call(func=ast.Name(id="sorted" | "max" | "min"), keywords=keywords)
            | ast.Call(func=ast.Attribute(attr="sort"), keywords=keywords)
        ):
            names = [keyword.arg for keyword in keywords]
            for n, _keyword in enumerate(keywords):
                yield changed(node, keywords=[*keywords[:n], *keywords[n + 1 :]])
            if "reverse" not in names:
                more = ast.keyword(arg="reverse", value=ast.Constant(value=True))
                yield changed(node, keywords=[*keywords, more])
            if "key" not in names:
                yield changed(
                    node, keywords=[*keywords, ast.keyword(arg="key", value=name_of("len"))]
                )


def column(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """`x[:, 0]` for `x[0]`."""
    match node:
        case ast.Subscript(value=ast.Name(), slice=ast.Constant() as at):
            yield changed(node, slice=ast.Tuple(elts=[ast.Slice(), at], ctx=ast.Load()))
        case ast.Subscript(slice=ast.Tuple(elts=[ast.Slice(lower=None, upper=None), at])):
            yield changed(node, slice=at)


def chosen(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    """`x[mask]` for a mask alone, or for all of `x`."""
    match node:
        case ast.Compare():
            for name in around.parameters:
                yield ast.Subscript(value=name_of(name), slice=node, ctx=ast.Load())
        case ast.Name(id=own) if own in around.names:
            for name in around.names:
                if name != own:
                    yield ast.Subscript(value=node, slice=name_of(name), ctx=ast.Load())
                    turned = ast.UnaryOp(op=ast.Invert(), operand=name_of(name))
                    yield ast.Subscript(value=node, slice=turned, ctx=ast.Load())
        case ast.Call(func=ast.Attribute(attr="where" | "nonzero" | "argwhere")):
            first = ast.Subscript(value=node, slice=number_of(0), ctx=ast.Load())
            yield ast.Subscript(value=first, slice=number_of(0), ctx=ast.Load())


def chosen_by_condition(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    """`np.mean(x[x != 0])` for `np.mean(x)`, where the function says `x == 0` somewhere else."""
    match node:
        case ast.Call(args=[ast.Name(id=own) as whole]) if own in around.parameters:
            for condition in around.conditions:
                for one in _and_its_opposite(condition):
                    part = ast.Subscript(value=whole, slice=one, ctx=ast.Load())
                    if own in names_in(one):
                        yield changed(node, args=[part])


def _and_its_opposite(condition: ast.Compare) -> Iterator[ast.expr]:
    yield condition
    for one, other in ((ast.Eq, ast.NotEq), (ast.Lt, ast.GtE), (ast.Gt, ast.LtE)):
        for op, opposite in ((one, other), (other, one)):
            if isinstance(condition.ops[0], op):
                yield changed(condition, ops=[opposite()])


def element(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    """`x[i]` for `i`, `counts.get(k, 0)` for `counts[k]`, pairs made a dictionary."""
    match node:
        case ast.Name(id=own) if own in around.names:
            for name in around.parameters:
                if name != own:
                    yield ast.Subscript(value=name_of(name), slice=node, ctx=ast.Load())
        case ast.Subscript(value=ast.Name() as whole, slice=ast.Name() as key):
            yield ast.Call(
                func=ast.Attribute(value=whole, attr="get", ctx=ast.Load()),
                args=[key, number_of(0)],
                keywords=[],
            )
        case ast.ListComp(elt=ast.Tuple(elts=[_key, _value])):
            yield call_of("dict", node)
        case ast.ListComp() | ast.GeneratorExp():
            yield from _joined_text(node)
        case ast.Compare(
            ops=[ast.Lt() | ast.Gt() | ast.LtE() | ast.GtE() | ast.Eq() | ast.NotEq()]
        ):
            where = ast.Attribute(value=name_of("np"), attr="flatnonzero", ctx=ast.Load())
            yield ast.Call(func=where, args=[node], keywords=[])
        case ast.Subscript(value=ast.Call(func=ast.Attribute(attr="where" | "nonzero"))):
            for name in around.parameters:
                yield ast.Subscript(value=name_of(name), slice=node, ctx=ast.Load())
        case ast.Call(func=ast.Attribute(attr="flatnonzero")):
            for name in around.parameters:
                yield ast.Subscript(value=name_of(name), slice=node, ctx=ast.Load())
        case ast.BinOp(
            left=ast.List(elts=[ast.Name() | ast.BinOp() as row]), op=ast.Mult(), right=times
        ):
            yield ast.ListComp(elt=call_of("list", row), generators=[_each_of(times)])


def _joined_text(node: ast.expr) -> Iterator[ast.expr]:
    for between in ("", " "):
        text = ast.Constant(value=between)
        joined = ast.Attribute(value=text, attr="join", ctx=ast.Load())
        yield ast.Call(func=joined, args=[node], keywords=[])


def other_text(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """A dot, a blank or nothing in place of another short text."""
    match node:
        case ast.Constant(value=str(text)) if len(text) < 3:
            yield from (ast.Constant(value=other) for other in ("", " ", ".", ",", text + " "))


def _each_of(times: ast.expr) -> ast.comprehension:
    target = ast.Name(id="_", ctx=ast.Store())
    return ast.comprehension(target=target, iter=call_of("range", times), ifs=[], is_async=0)


def other_slice(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """`x[2:]` for `x[:-2]`, and the other way round."""
    match node:
        case ast.Slice(lower=None, upper=ast.expr() as end, step=None):
            yield ast.Slice(lower=_negated(end), upper=None)
            yield ast.Slice(lower=end, upper=None)
        case ast.Slice(lower=ast.expr() as begin, upper=None, step=None):
            yield ast.Slice(lower=None, upper=_negated(begin))
            yield ast.Slice(lower=None, upper=begin)


def _negated(node: ast.expr) -> ast.expr:
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return operand
    return ast.UnaryOp(op=ast.USub(), operand=node)


def begins_with(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """`[0]` for `[x[0]]`, where a list begins."""
    match node:
        case ast.List(elts=[ast.Subscript() | ast.Name()]):
            yield changed(node, elts=[number_of(0)])
            yield changed(node, elts=[])
