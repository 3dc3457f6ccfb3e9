"""Other operators, signs and orders of calculation."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.feedback.changes.edit import Around, call_of, changed, name_of, number_of
from autograder.feedback.changes.places import measures

_OTHER_OPERATORS: dict[type, tuple[type, ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.MatMult, ast.Pow, ast.Add, ast.Div),
    ast.MatMult: (ast.Mult,),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div, ast.Mod),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
}


_ORDERED = (ast.Sub, ast.Div, ast.MatMult, ast.FloorDiv, ast.Pow, ast.Mod)


def operator(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            for other in _OTHER_OPERATORS.get(type(op), ()):
                yield changed(node, op=other())
            if isinstance(op, _ORDERED):
                yield changed(node, left=right, right=left)
            yield left
            yield right


def regrouped(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """`a + b * c` for `a + b + c`, and `a * b + c * d` for `a * b * c * d`."""
    match node:
        case ast.BinOp(
            left=ast.BinOp(left=a, op=ast.Add() | ast.Sub() as first, right=b),
            op=ast.Add() | ast.Sub(),
            right=c,
        ):
            for stronger in (ast.Mult(), ast.Div()):
                yield changed(node, left=a, op=first, right=ast.BinOp(left=b, op=stronger, right=c))
        case ast.BinOp(left=ast.BinOp(left=a, op=ast.Mult(), right=b), op=ast.Mult(), right=c):
            for weaker in (ast.Add(), ast.Sub()):
                last = ast.BinOp(left=b, op=ast.Mult(), right=c)
                yield changed(node, left=a, op=weaker, right=last)


def row_by_row(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    """`3 * i + j` for `i + j`."""
    match node:
        case ast.BinOp(left=ast.Name() as one, op=ast.Add(), right=ast.Name() as other):
            for first, last in ((one, other), (other, one)):
                for length in around.lengths:
                    begun = ast.BinOp(left=number_of(length), op=ast.Mult(), right=first)
                    yield ast.BinOp(left=begun, op=ast.Add(), right=last)


def transformed(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """The size of something, its root, and what is missing to 1."""
    if isinstance(node, ast.Call | ast.Name | ast.Subscript | ast.BinOp) and not measures(node):
        yield call_of("abs", node)
        root = ast.Attribute(value=name_of("np"), attr="sqrt", ctx=ast.Load())
        yield ast.Call(func=root, args=[node], keywords=[])
        yield ast.BinOp(left=number_of(1), op=ast.Sub(), right=node)
        yield ast.BinOp(left=node, op=ast.Div(), right=number_of(2))


def sign(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield operand
        case ast.Name() | ast.Call() | ast.BinOp() | ast.Subscript():
            yield ast.UnaryOp(op=ast.USub(), operand=node)


def order(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """`a - b * c` for `(a - b) * c`, and the other way round."""
    match node:
        case ast.BinOp(left=ast.BinOp(left=a, op=first, right=b), op=second, right=c):
            yield changed(node, left=a, op=first, right=ast.BinOp(left=b, op=second, right=c))
        case ast.BinOp(left=a, op=first, right=ast.BinOp(left=b, op=second, right=c)):
            yield changed(node, left=ast.BinOp(left=a, op=first, right=b), op=second, right=c)


def more(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    """An argument that nothing uses, added, multiplied or called."""
    if isinstance(node, ast.Call | ast.BinOp | ast.Name | ast.Subscript):
        for name in around.unused:
            for op in (ast.Add(), ast.Mult(), ast.Sub()):
                yield ast.BinOp(left=node, op=op, right=name_of(name))
            yield call_of(name, node)


def divided(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    """What is added up, divided by how many there are; and squared."""
    if isinstance(node, ast.Call | ast.Name):
        for name in around.names:
            if not (isinstance(node, ast.Name) and node.id == name):
                yield ast.BinOp(left=node, op=ast.Div(), right=call_of("len", name_of(name)))
    if isinstance(node, ast.Call | ast.Name | ast.Subscript | ast.BinOp):
        yield ast.BinOp(left=node, op=ast.Pow(), right=number_of(2))


def product(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """`a * b` for `a == b`; `x == 1 and y == 1` for `x and y == 1`."""
    match node:
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
            yield ast.BinOp(left=left, op=ast.Mult(), right=right)
        case ast.BoolOp(values=[ast.Name() as first, ast.Compare() as other]):
            yield changed(node, values=[changed(other, left=first), other])
        case ast.BoolOp(values=[ast.Compare() as other, ast.Name() | ast.List() as last]):
            yield changed(node, values=[other, changed(other, comparators=[last])])
