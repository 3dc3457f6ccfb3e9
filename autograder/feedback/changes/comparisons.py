"""Other comparisons and conditions."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.feedback.changes.edit import Around, call_of, changed, number_of

_OTHER_COMPARISONS: dict[type, tuple[type, ...]] = {
    ast.Lt: (ast.Gt, ast.GtE),
    ast.LtE: (ast.GtE, ast.Gt),
    ast.Gt: (ast.Lt, ast.LtE),
    ast.GtE: (ast.LtE, ast.Lt),
    ast.Eq: (ast.NotEq, ast.GtE, ast.LtE),
    ast.NotEq: (ast.Eq, ast.Gt, ast.Lt),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.Eq,),
    ast.IsNot: (ast.NotEq,),
}


def comparison(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    if isinstance(node, ast.Compare):
        for n, op in enumerate(node.ops):
            for other in _OTHER_COMPARISONS.get(type(op), ()):
                yield changed(node, ops=[*node.ops[:n], other(), *node.ops[n + 1 :]])


_LIMITS: dict[type, type] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}


def limit(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """`<=` for `<`: an example seldom has a value at the limit, so this comes last."""
    if isinstance(node, ast.Compare):
        for n, op in enumerate(node.ops):
            if other := _LIMITS.get(type(op)):
                yield changed(node, ops=[*node.ops[:n], other(), *node.ops[n + 1 :]])


def other_comparison(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    """`x != MISSING` for `x > 0`, and numbers for texts that look like them."""
    match node:
        case ast.Compare(
            ops=[_op], comparators=[ast.Constant() | ast.UnaryOp() | ast.Name() | ast.Attribute()]
        ):
            for constant in around.constants:
                other = ast.parse(constant, mode="eval").body
                for op in (ast.NotEq(), ast.Eq()):
                    yield changed(node, ops=[op], comparators=[other])
                yield changed(node, comparators=[other])
        case ast.Constant(value=str(text)) if (
            text.strip().lstrip("-").replace(".", "", 1).isdigit()
        ):
            yield number_of(float(text) if "." in text else int(text))


def both(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    if isinstance(node, ast.BoolOp):
        yield changed(node, op=ast.And() if isinstance(node.op, ast.Or) else ast.Or())
        if len(node.values) == 2:
            yield from node.values
    match node:
        case ast.BinOp(op=ast.BitAnd()):
            yield changed(node, op=ast.BitOr())
        case ast.BinOp(op=ast.BitOr()):
            yield changed(node, op=ast.BitAnd())
        case ast.UnaryOp(op=ast.Not() | ast.Invert(), operand=operand):
            yield operand


def in_size(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """`abs(x - m)` for `x - m` where it is compared, and `abs(x - m) > d` for `x > m + d`."""
    match node:
        case ast.Compare(left=ast.BinOp(op=ast.Sub()) as left):
            yield changed(node, left=call_of("abs", left))
        case ast.BinOp(op=ast.Sub()):
            yield call_of("abs", node)
        case ast.Compare(
            left=left, ops=[op], comparators=[ast.BinOp(left=a, op=ast.Add() | ast.Sub(), right=b)]
        ):
            away = call_of("abs", ast.BinOp(left=left, op=ast.Sub(), right=a))
            over = ast.Gt() if isinstance(op, ast.Gt | ast.Lt) else ast.GtE()
            yield changed(node, left=away, ops=[over], comparators=[b])
