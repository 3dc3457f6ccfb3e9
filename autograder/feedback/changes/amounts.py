"""Other numbers and lengths: one more or less, another start."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.feedback.changes.edit import Around, call_of, changed, name_of, number_of


def one_off(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """One more or less, of numbers and of what counts."""
    match node:
        case ast.Constant(value=bool()):
            return
        case ast.Constant(value=int() as value):
            yield from map(number_of, (value + 1, value - 1) if value else (1,))
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as size)):
            yield from map(number_of, (1 - size, -1 - size, size))
        case ast.Call(func=ast.Name(id="range"), args=[*before, end]) if not _is_one_off(end):
            for op in (ast.Add(), ast.Sub()):
                yield changed(node, args=[*before, _one_more_or_less(end, op)])
            if not before:
                yield changed(node, args=[ast.Constant(value=1), end])
        case ast.Subscript(slice=ast.Name() | ast.BinOp() as at):
            for op in (ast.Add(), ast.Sub()):
                yield changed(node, slice=ast.BinOp(left=at, op=op, right=ast.Constant(value=1)))
        case ast.Slice(upper=ast.expr() as upper) if not _is_one_off(upper):
            more = ast.BinOp(left=upper, op=ast.Add(), right=ast.Constant(value=1))
            yield changed(node, upper=more)


def _one_more_or_less(node: ast.expr, op: ast.Add | ast.Sub) -> ast.expr:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return number_of(node.value + (1 if isinstance(op, ast.Add) else -1))
    return ast.BinOp(left=node, op=op, right=ast.Constant(value=1))


def _is_one_off(node: ast.expr) -> bool:
    match node:
        case ast.BinOp(op=ast.Add() | ast.Sub(), right=ast.Constant(value=1)):
            return True
    return False


def other_number_beside(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """One more or less behind an operator."""
    match node:
        case ast.BinOp(right=ast.Constant(value=int() as value)):
            for other in (value + 1, value - 1):
                yield changed(node, right=number_of(other))


def start_left_out(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    match node:
        case ast.Call(func=ast.Name(id="range"), args=[_start, end]):
            yield changed(node, args=[end])
        case ast.BinOp(left=left, op=ast.Sub() | ast.Add(), right=ast.Constant(value=1)):
            yield left


def other_number(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    match node:
        case ast.Constant(value=bool() as value):
            yield ast.Constant(value=not value)
        case ast.Constant(value=int() | float() as value):
            others = (0.5, 0.0, value / 10) if isinstance(value, float) else (0, 1, 2)
            yield from map(number_of, (-value, *others, value * 10))
            for name in around.parameters:
                yield name_of(name)
                yield call_of("len", name_of(name))
                for axis in (0, 1):
                    shape = ast.Attribute(value=name_of(name), attr="shape", ctx=ast.Load())
                    yield ast.Subscript(value=shape, slice=number_of(axis), ctx=ast.Load())


def own_length(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    """`range(x.shape[1])` for `range(n)`."""
    match node:
        case ast.Call(func=ast.Name(id="range"), args=[ast.Name() | ast.Call() | ast.Subscript()]):
            for name in around.parameters:
                yield changed(node, args=[call_of("len", name_of(name))])
                for axis in (0, 1):
                    shape = ast.Attribute(value=name_of(name), attr="shape", ctx=ast.Load())
                    length = ast.Subscript(value=shape, slice=number_of(axis), ctx=ast.Load())
                    yield changed(node, args=[length])
