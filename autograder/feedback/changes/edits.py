"""Small changes of a function, such as a beginner's slips undone, the commonest first."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from autograder.feedback.code.scopes import within


@dataclass(frozen=True, eq=False)
class Edit:
    """Another part of the tree in place of one, or statements in another order."""

    holder: Any  #: the node, or the list, in which the part stands
    key: str | int
    new: Any
    old: ast.AST  #: what a reader has to look at
    instead: ast.AST | None = None  #: what stands there then; None: `said` tells it
    said: str = "instead"

    @contextmanager
    def made(self) -> Iterator[None]:
        """Make the change for as long as it is tried."""
        before = self._get()
        self._set(self.new)
        try:
            yield
        finally:
            self._set(before)

    def _get(self) -> Any:
        if isinstance(self.key, int):
            return self.holder[self.key]
        return getattr(self.holder, self.key)

    def _set(self, value: Any) -> None:
        if isinstance(self.key, int):
            self.holder[self.key] = value
        else:
            setattr(self.holder, self.key, value)


Rule = Callable[[ast.expr, "Around"], Iterator[ast.expr]]


@dataclass(frozen=True)
class Around:
    """What there is to choose from in a function."""

    names: tuple[str, ...]  #: its arguments and variables
    parameters: tuple[str, ...]
    unused: tuple[str, ...]  #: arguments
    constants: tuple[str, ...] = ()  #: names and numbers that the submission compares with


def edits(function: ast.FunctionDef, around: Around) -> Iterator[Edit]:
    """Yield the changes of a function's body, one place after the other, the likeliest first."""
    for rules in RULES:
        for place in _places(function):
            for new in _variants(place.node, rules, around):
                seen = place.parent
                yield Edit(place.holder, place.key, new, seen, new if seen is place.node else seen)
    yield from _of_statements(function)


def _variants(node: ast.expr, rules: Sequence[Rule], around: Around) -> Iterator[ast.expr]:
    seen = {ast.unparse(node)}
    for rule in rules:
        for new in rule(node, around):
            ast.copy_location(new, node)
            if (text := ast.unparse(new)) not in seen:
                seen.add(text)
                yield new


@dataclass(frozen=True)
class _Place:
    holder: Any
    key: str | int
    node: ast.expr
    parent: ast.AST  #: the expression of which it is a part, else itself


def _places(function: ast.FunctionDef) -> list[_Place]:
    """Return all expressions that are read, and where each stands."""
    found = []
    for holder in (*within(function.body), function.args):
        for name, part in ast.iter_fields(holder):
            if isinstance(part, ast.expr):
                found.append(_Place(holder, name, part, _seen_with(part, holder)))
            elif isinstance(part, list):
                found += [
                    _Place(part, n, one, _seen_with(one, holder))
                    for n, one in enumerate(part)
                    if isinstance(one, ast.expr)
                ]
    return [
        place for place in found if isinstance(getattr(place.node, "ctx", ast.Load()), ast.Load)
    ]


def _seen_with(node: ast.expr, holder: ast.AST) -> ast.AST:
    """Return what tells a reader which part is meant: of a number or a name, what is around it."""
    small = isinstance(node, ast.Constant | ast.Name)
    around = isinstance(holder, ast.Subscript | ast.BinOp | ast.Call | ast.Compare | ast.UnaryOp)
    return holder if small and around else node


def _name(name: str) -> ast.Name:
    return ast.Name(id=name, ctx=ast.Load())


def _number(value: Any) -> ast.expr:
    if isinstance(value, int | float) and value < 0:
        return ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=-value))
    return ast.Constant(value=value)


def _with(node: ast.expr, **fields: Any) -> ast.expr:
    """Return a node with other fields, its parts the same."""
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _call(name: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(func=_name(name), args=[*arguments], keywords=[])


# Comparisons and conditions

_OTHER_COMPARISONS: dict[type, tuple[type, ...]] = {
    ast.Lt: (ast.LtE, ast.Gt, ast.GtE),
    ast.LtE: (ast.Lt, ast.GtE, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt, ast.LtE),
    ast.GtE: (ast.Gt, ast.LtE, ast.Lt),
    ast.Eq: (ast.NotEq, ast.GtE, ast.LtE),
    ast.NotEq: (ast.Eq, ast.Gt, ast.Lt),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.Eq,),
    ast.IsNot: (ast.NotEq,),
}


def _comparison(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    if isinstance(node, ast.Compare):
        for n, op in enumerate(node.ops):
            for other in _OTHER_COMPARISONS.get(type(op), ()):
                yield _with(node, ops=[*node.ops[:n], other(), *node.ops[n + 1 :]])


def _other_comparison(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    """`x != MISSING` for `x > 0`, and numbers for texts that look like them."""
    match node:
        case ast.Compare(ops=[_op], comparators=[ast.Constant() | ast.UnaryOp() | ast.Name()]):
            for constant in around.constants:
                other = ast.parse(constant, mode="eval").body
                for op in (ast.NotEq(), ast.Eq()):
                    yield _with(node, ops=[op], comparators=[other])
                yield _with(node, comparators=[other])
        case ast.Constant(value=str(text)) if (
            text.strip().lstrip("-").replace(".", "", 1).isdigit()
        ):
            yield _number(float(text) if "." in text else int(text))


def _both(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    if isinstance(node, ast.BoolOp):
        yield _with(node, op=ast.And() if isinstance(node.op, ast.Or) else ast.Or())
        if len(node.values) == 2:
            yield from node.values
    match node:
        case ast.BinOp(op=ast.BitAnd()):
            yield _with(node, op=ast.BitOr())
        case ast.BinOp(op=ast.BitOr()):
            yield _with(node, op=ast.BitAnd())
        case ast.UnaryOp(op=ast.Not() | ast.Invert(), operand=operand):
            yield operand


def _in_size(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """`abs(x - m)` for `x - m` where it is compared."""
    match node:
        case ast.Compare(left=ast.BinOp(op=ast.Sub()) as left):
            yield _with(node, left=_call("abs", left))
        case ast.BinOp(op=ast.Sub()):
            yield _call("abs", node)


# Arithmetic

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


def _operator(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            for other in _OTHER_OPERATORS.get(type(op), ()):
                yield _with(node, op=other())
            if isinstance(op, _ORDERED):
                yield _with(node, left=right, right=left)
            yield left
            yield right


def _sign(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield operand
        case ast.Name() | ast.Call() | ast.BinOp() | ast.Subscript():
            yield ast.UnaryOp(op=ast.USub(), operand=node)


def _order(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """`a - b * c` for `(a - b) * c`, and the other way round."""
    match node:
        case ast.BinOp(left=ast.BinOp(left=a, op=first, right=b), op=second, right=c):
            yield _with(node, left=a, op=first, right=ast.BinOp(left=b, op=second, right=c))
        case ast.BinOp(left=a, op=first, right=ast.BinOp(left=b, op=second, right=c)):
            yield _with(node, left=ast.BinOp(left=a, op=first, right=b), op=second, right=c)


# Numbers and lengths


def _one_off(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """One more or less, of numbers and of what counts."""
    match node:
        case ast.Constant(value=bool()):
            return
        case ast.Constant(value=int() as value):
            yield from map(_number, (value + 1, value - 1))
        case ast.Call(func=ast.Name(id="range"), args=[*before, end]) if not _is_one_off(end):
            for op in (ast.Add(), ast.Sub()):
                more = ast.BinOp(left=end, op=op, right=ast.Constant(value=1))
                yield _with(node, args=[*before, more])
            if not before:
                yield _with(node, args=[ast.Constant(value=1), end])
        case ast.Subscript(slice=ast.Name() | ast.BinOp() as at):
            for op in (ast.Add(), ast.Sub()):
                yield _with(node, slice=ast.BinOp(left=at, op=op, right=ast.Constant(value=1)))
        case ast.Slice(upper=ast.expr() as upper):
            more = ast.BinOp(left=upper, op=ast.Add(), right=ast.Constant(value=1))
            yield _with(node, upper=more)


def _is_one_off(node: ast.expr) -> bool:
    match node:
        case ast.BinOp(op=ast.Add() | ast.Sub(), right=ast.Constant(value=1)):
            return True
    return False


def _start_left_out(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    match node:
        case ast.Call(func=ast.Name(id="range"), args=[_start, end]):
            yield _with(node, args=[end])
        case ast.BinOp(left=left, op=ast.Sub() | ast.Add(), right=ast.Constant(value=1)):
            yield left


def _other_number(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    match node:
        case ast.Constant(value=bool() as value):
            yield ast.Constant(value=not value)
        case ast.Constant(value=int() | float() as value):
            yield from map(_number, (-value, 0, 1, 2, 0.5, 0.0, value * 10, value / 10))
            for name in around.parameters:
                yield _name(name)
                yield _call("len", _name(name))
                for axis in (0, 1):
                    shape = ast.Attribute(value=_name(name), attr="shape", ctx=ast.Load())
                    yield ast.Subscript(value=shape, slice=_number(axis), ctx=ast.Load())


# Names


def _other_name(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    match node:
        case ast.Name(id=own) if own in around.names:
            yield from (_name(name) for name in around.names if name != own)
        case ast.Constant(value=int() | float()) | ast.Call(args=[ast.Name()]):
            yield from map(_name, around.names)


_PAIRS = (
    *(("sum", "mean"), ("mean", "median"), ("max", "min"), ("argmax", "argmin")),
    *(("maximum", "minimum"), ("any", "all"), ("floor", "ceil"), ("zeros", "ones")),
    *(("std", "var"), ("sin", "cos"), ("upper", "lower"), ("append", "extend"), ("exp", "log")),
    *(("dot", "multiply"), ("vstack", "hstack"), ("zeros", "zeros_like"), ("sum", "max")),
    *(("keys", "values"), ("strip", "split"), ("title", "capitalize"), ("round", "floor")),
    *(("argmax", "max"), ("argmin", "min"), ("tanh", "exp"), ("abs", "float")),
    *(("startswith", "endswith"), ("isalpha", "isdigit"), ("log", "log10"), ("sqrt", "square")),
)


def _other_function(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    match node:
        case ast.Call(func=ast.Name(id=name) as called):
            for other in _partners(name):
                yield _with(node, func=_with(called, id=other))
        case ast.Call(func=ast.Attribute(attr=name) as called):
            for other in _partners(name):
                yield _with(node, func=_with(called, attr=other))


def _partners(name: str) -> Iterator[str]:
    for one, other in _PAIRS:
        if name in (one, other):
            yield other if name == one else one


def _arguments(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    match node:
        case ast.Call(args=[one, other]):
            yield _with(node, args=[other, one])
        case ast.Subscript(slice=ast.Tuple(elts=[one, other]) as at):
            yield _with(node, slice=_with(at, elts=[other, one]))
        case ast.Subscript(value=ast.Subscript(slice=one) as inner, slice=other):
            yield _with(node, value=_with(inner, slice=other), slice=one)
        case ast.Tuple(elts=[one, other]):
            yield _with(node, elts=[other, one])
        case ast.IfExp(body=one, orelse=other):
            yield _with(node, body=other, orelse=one)


_WITH_AXIS = frozenset("sum mean max min argmax argmin prod std var median any all sort".split())


def _axis(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    match node:
        case ast.Call(func=ast.Attribute(attr=name), keywords=keywords) if name in _WITH_AXIS:
            others = [keyword for keyword in keywords if keyword.arg != "axis"]
            for axis in (0, 1, -1):
                given = ast.keyword(arg="axis", value=_number(axis))
                yield _with(node, keywords=[*others, given])
            yield _with(node, keywords=others)


# What is missing, or too much


def _wrapping_left_out(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    match node:
        case ast.Call(args=[inner, *_more]):
            yield inner
        case ast.Call(func=ast.Attribute(value=whole), args=[]):
            yield whole
        case ast.Attribute(value=whole, attr="T"):
            yield whole
        case ast.Subscript(value=whole):
            yield whole
        case ast.Compare(left=left):
            yield left
        case ast.Tuple(elts=[first, *_more]):
            yield first


def _wrapped(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    match node:
        case ast.Name(id=name) if name in around.names:
            yield ast.Attribute(value=node, attr="T", ctx=ast.Load())
            yield _method(node, "lower")
            yield _method(node, "upper")
            yield ast.Subscript(value=node, slice=_number(0), ctx=ast.Load())
            yield ast.Subscript(value=node, slice=_number(-1), ctx=ast.Load())
            yield _call("len", node)
            yield _call("sorted", node)
            for tail in (ast.Slice(lower=_number(1)), ast.Slice(upper=_number(-1))):
                yield ast.Subscript(value=node, slice=tail, ctx=ast.Load())
            yield _method(node, "copy")
            yield _method(node, "split")
            yield _method(node, "ravel")
        case ast.Call() | ast.Subscript():
            for last in (0, -1):
                yield ast.Subscript(value=node, slice=_number(last), ctx=ast.Load())
            yield _method(node, "lower")
            yield _method(node, "upper")
            yield ast.Attribute(value=node, attr="T", ctx=ast.Load())
            yield _call("sum", node)


def _method(node: ast.expr, name: str) -> ast.Call:
    called = ast.Attribute(value=node, attr=name, ctx=ast.Load())
    return ast.Call(func=called, args=[], keywords=[])


def _filter(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """`[x for x in y if c]` for `[x if c else 0 for x in y]`."""
    match node:
        case ast.ListComp(elt=ast.IfExp(test=test, body=body), generators=[each]) if not each.ifs:
            yield _with(node, elt=body, generators=[_filtered(each, test)])


def _filtered(each: ast.comprehension, test: ast.expr) -> ast.comprehension:
    return ast.comprehension(target=each.target, iter=each.iter, ifs=[test], is_async=0)


def _sorting(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    match node:
        case (
            ast.Call(func=ast.Name(id="sorted" | "max" | "min"), keywords=keywords)
            | ast.Call(func=ast.Attribute(attr="sort"), keywords=keywords)
        ):
            names = [keyword.arg for keyword in keywords]
            for n, _keyword in enumerate(keywords):
                yield _with(node, keywords=[*keywords[:n], *keywords[n + 1 :]])
            if "reverse" not in names:
                more = ast.keyword(arg="reverse", value=ast.Constant(value=True))
                yield _with(node, keywords=[*keywords, more])
            if "key" not in names:
                yield _with(node, keywords=[*keywords, ast.keyword(arg="key", value=_name("len"))])


def _more(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    """An argument that nothing uses, added, multiplied or called."""
    if isinstance(node, ast.Call | ast.BinOp | ast.Name | ast.Subscript):
        for name in around.unused:
            for op in (ast.Add(), ast.Mult(), ast.Sub()):
                yield ast.BinOp(left=node, op=op, right=_name(name))
            yield _call(name, node)


def _divided(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    """What is added up, divided by how many there are; and squared."""
    if isinstance(node, ast.Call | ast.Name):
        for name in around.parameters:
            yield ast.BinOp(left=node, op=ast.Div(), right=_call("len", _name(name)))
    if isinstance(node, ast.Call | ast.Name | ast.Subscript | ast.BinOp):
        yield ast.BinOp(left=node, op=ast.Pow(), right=_number(2))


RULES: tuple[tuple[Rule, ...], ...] = (
    (_comparison, _both, _axis, _sorting, _arguments),
    (_start_left_out, _one_off, _in_size),
    (_operator, _sign),
    (_other_function, _other_name),
    (_other_number,),
    (_wrapping_left_out, _order, _filter, _other_comparison),
    (_more, _wrapped, _divided),
)


def _of_statements(function: ast.FunctionDef) -> Iterator[Edit]:
    """Yield statements left out, put before or behind their loop, and `+=` for `=`."""
    for holder, name in _bodies(function):
        body: list[ast.stmt] = getattr(holder, name)
        for n, statement in enumerate(body):
            rest = [*body[:n], *body[n + 1 :]]
            yield from _other_assignment(body, n, statement)
            if rest or not isinstance(holder, ast.FunctionDef):
                yield Edit(holder, name, rest or [ast.Pass()], statement, said="without")
            yield from _joined(holder, name, body, n)
            yield from _else(statement)
    for holder, name in _bodies(function):
        body = getattr(holder, name)
        for n, loop in enumerate(body):
            if isinstance(loop, ast.For | ast.While | ast.If):
                yield from _moved(holder, name, body, n, loop)


def _bodies(function: ast.FunctionDef) -> list[tuple[ast.AST, str]]:
    found: list[tuple[ast.AST, str]] = [(function, "body")]
    for node in within(function.body):
        for name in ("body", "orelse"):
            block = getattr(node, name, None)
            if isinstance(block, list) and block and not isinstance(node, ast.FunctionDef):
                found.append((node, name))
    return found


def _other_assignment(body: list[ast.stmt], n: int, statement: ast.stmt) -> Iterator[Edit]:
    match statement:
        case ast.Assign(targets=[ast.Name() | ast.Subscript() as target], value=value):
            for op in (ast.Add(), ast.Mult()):
                new = ast.AugAssign(target=target, op=op, value=value)
                yield Edit(body, n, ast.copy_location(new, statement), statement, new)
        case ast.AugAssign(target=target, op=op, value=value):
            others = [ast.Add(), ast.Sub(), ast.Mult()]
            for other in (o for o in others if type(o) is not type(op)):
                new = ast.AugAssign(target=target, op=other, value=value)
                yield Edit(body, n, ast.copy_location(new, statement), statement, new)
            plain = ast.Assign(targets=[target], value=value)
            yield Edit(body, n, ast.copy_location(plain, statement), statement, plain)


def _else(statement: ast.stmt) -> Iterator[Edit]:
    """`else: y.append(x)` behind an `if` that has none, of what stands in the `if`."""
    match statement:
        case ast.If(body=[inner], orelse=[]):
            used = {n.id for n in within([inner]) if isinstance(n, ast.Name)}
            places = _places(ast.FunctionDef("f", _NO_ARGUMENTS, [inner], [], None))
            for place in places:
                if isinstance(place.node, ast.Name | ast.Constant):
                    for name in sorted(_names_before(statement) - used):
                        yield Edit(
                            statement,
                            "orelse",
                            [_replaced(inner, place.node, name)],
                            statement,
                            said="else",
                        )


def _names_before(statement: ast.If) -> set[str]:
    return {n.id for n in within([statement.test]) if isinstance(n, ast.Name)}


class _Replacing(ast.NodeTransformer):
    def __init__(self, old: ast.expr, name: str) -> None:
        self.old, self.name = old, name

    def visit(self, node: ast.AST) -> Any:
        return _name(self.name) if node is self.old else super().visit(node)


def _replaced(statement: ast.stmt, old: ast.expr, name: str) -> ast.stmt:
    """Return a copy of a statement with a name in place of a part."""
    at = list(ast.walk(statement)).index(old)
    new = copy.deepcopy(statement)
    done = _Replacing(list(ast.walk(new))[at], name).visit(new)  # type: ignore[arg-type]
    assert isinstance(done, ast.stmt)
    return done


_NO_ARGUMENTS = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])


def _joined(holder: ast.AST, name: str, body: list[ast.stmt], n: int) -> Iterator[Edit]:
    """Two statements next to each other in the other order, or one put into the loop before it."""
    if n + 1 == len(body):
        return
    one, other = body[n], body[n + 1]
    swapped = [*body[:n], other, one, *body[n + 2 :]]
    yield Edit(holder, name, swapped, other, one, said="before")
    if isinstance(one, ast.For | ast.While | ast.If):
        longer = copy.copy(one)
        longer.body = [*one.body, other]
        yield Edit(holder, name, [*body[:n], longer, *body[n + 2 :]], other, one, said="inside")
    if isinstance(other, ast.For | ast.While):
        longer = copy.copy(other)
        longer.body = [one, *other.body]
        yield Edit(holder, name, [*body[:n], longer, *body[n + 2 :]], one, other, said="inside")


def _moved(
    holder: ast.AST, name: str, body: list[ast.stmt], n: int, loop: ast.For | ast.While | ast.If
) -> Iterator[Edit]:
    """The first statement of a loop before it, the last one behind it."""
    if len(loop.body) < 2:
        return
    shorter = copy.copy(loop)
    shorter.body = loop.body[1:]
    new = [*body[:n], loop.body[0], shorter, *body[n + 1 :]]
    yield Edit(holder, name, new, loop.body[0], loop, said="before")
    shorter = copy.copy(loop)
    shorter.body = loop.body[:-1]
    new = [*body[:n], shorter, loop.body[-1], *body[n + 1 :]]
    yield Edit(holder, name, new, loop.body[-1], loop, said="behind")
