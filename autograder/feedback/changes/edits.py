"""Small changes of a function, such as a beginner's slips undone, the commonest first."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from autograder.feedback.code.scopes import within

Part = tuple[Any, str | int, Any]
"""The node, or the list, in which something stands; its field or place; what stands there then."""


@dataclass(frozen=True, eq=False)
class Edit:
    """Other parts of the tree in place of some, or statements in another order."""

    parts: tuple[Part, ...]
    old: ast.AST  #: what a reader has to look at
    instead: ast.AST | None = None  #: what stands there then; None: `said` tells it
    said: str = "instead"

    @contextmanager
    def made(self) -> Iterator[None]:
        """Make the change for as long as it is tried."""
        before = [(holder, key, _get(holder, key)) for holder, key, _new in self.parts]
        for holder, key, new in self.parts:
            _set(holder, key, new)
        try:
            yield
        finally:
            for holder, key, old in reversed(before):
                _set(holder, key, old)


def _get(holder: Any, key: str | int) -> Any:
    return holder[key] if isinstance(key, int) else getattr(holder, key)


def _set(holder: Any, key: str | int, value: Any) -> None:
    if isinstance(key, int):
        holder[key] = value
    else:
        setattr(holder, key, value)


def _one(
    holder: Any,
    key: str | int,
    new: Any,
    old: ast.AST,
    instead: ast.AST | None = None,
    said: str = "instead",
) -> Edit:
    return Edit(((holder, key, new),), old, instead, said)


Rule = Callable[[ast.expr, "Around"], Iterator[ast.expr]]


@dataclass(frozen=True)
class Around:
    """What there is to choose from in a function."""

    names: tuple[str, ...]  #: its arguments and variables
    parameters: tuple[str, ...]
    unused: tuple[str, ...]  #: arguments
    constants: tuple[str, ...] = ()  #: names and numbers that the submission compares with


def plain_edits(function: ast.FunctionDef, around: Around) -> Iterator[Edit]:
    """Yield those changes only that hardly any answer comes right by through chance."""
    yield from _exchanged_names(function)
    yield from _written_backwards(function)
    yield from _at_each_place(function, PLAIN, around)
    yield from (edit for edit in _of_statements(function) if edit.said == "inside")


def edits(function: ast.FunctionDef, around: Around) -> Iterator[Edit]:
    """Yield the changes of a function's body, one place after the other, the likeliest first."""
    yield from _edits(function, around, frozenset())


def edits_of_few(function: ast.FunctionDef, around: Around) -> Iterator[Edit]:
    """Yield the same without those by which a few different numbers come right by chance."""
    yield from _edits(function, around, _BY_CHANCE)


def _edits(function: ast.FunctionDef, around: Around, left_out: frozenset[Rule]) -> Iterator[Edit]:
    yield from _exchanged_names(function)
    yield from _exchanged_arguments(function)
    yield from _written_backwards(function)
    for rules in RULES:
        kept = [rule for rule in rules if rule not in left_out]
        yield from _at_each_place(function, kept, around)
    yield from _of_statements(function)
    for rules in SELDOM:
        kept = [rule for rule in rules if rule not in left_out]
        yield from _at_each_place(function, kept, around)
    for rules in TOGETHER:
        yield from _together(function, rules, around)


def _at_each_place(
    function: ast.FunctionDef, rules: Sequence[Rule], around: Around
) -> Iterator[Edit]:
    for place in _places(function):
        for new in _variants(place.node, rules, around):
            if not _says_nothing(place, new):
                seen = place.parent
                instead = new if seen is place.node else seen
                yield _one(place.holder, place.key, new, seen, instead)


def _together(function: ast.FunctionDef, rules: Sequence[Rule], around: Around) -> Iterator[Edit]:
    """Yield one change made wherever the same stands, as in two loops or two indices."""
    groups: dict[str, list[_Place]] = {}
    for place in _places(function):
        groups.setdefault(_pattern(place.node), []).append(place)
    for pattern, places in groups.items():
        if pattern and len(places) > 1:
            variants = [list(_variants(place.node, rules, around)) for place in places]
            for new in zip(*variants, strict=False):
                parts = tuple((p.holder, p.key, n) for p, n in zip(places, new, strict=True))
                yield Edit(parts, places[0].node, new[0])


def _pattern(node: ast.expr) -> str:
    """Return what is the same of expressions that may be wrong in the same way, "" for most."""
    match node:
        case ast.BinOp(op=op, right=ast.Constant() as right):
            return f"{type(op).__name__} {ast.unparse(right)}"
        case ast.BinOp(op=op):
            return type(op).__name__
        case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant()):
            return f"{name}[]"
        case ast.Call(func=ast.Name(id="range")) | ast.Name() | ast.Compare():
            return ast.unparse(node)
        case ast.Slice():
            return "slice"
    return ""


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


def _says_nothing(place: _Place, new: ast.expr) -> bool:
    """Whether something would stand twice, as in `x - x`, or nothing be added, as in `n += 0`."""
    match place.holder:
        case ast.AugAssign(target=target):
            return ast.unparse(new) in ("0", "0.0", ast.unparse(target))
        case ast.BinOp(left=left, right=right) | ast.Compare(left=left, comparators=[right]):
            other = right if place.node is left else left
            return ast.unparse(new) == ast.unparse(other)
        case list() as parts:
            return any(ast.unparse(new) == ast.unparse(p) for p in parts if p is not place.node)
    return False


def _exchanged_names(function: ast.FunctionDef) -> Iterator[Edit]:
    """`days, times = x.shape` for `times, days = x.shape`."""
    for node in within(function.body):
        match node:
            case (
                ast.Assign(targets=[ast.Tuple(elts=[one, other]) as names])
                | ast.For(target=ast.Tuple(elts=[one, other]) as names)
            ):
                new = _with(names, elts=[other, one])
                holder, key = (node, "target") if isinstance(node, ast.For) else (node.targets, 0)
                yield _one(holder, key, new, names, new)


def _written_backwards(function: ast.FunctionDef) -> Iterator[Edit]:
    """`n += 1` for `n =+ 1`."""
    for holder, name in _bodies(function):
        body: list[ast.stmt] = getattr(holder, name)
        for n, statement in enumerate(body):
            match statement:
                case ast.Assign(
                    targets=[ast.Name() as target],
                    value=ast.UnaryOp(op=ast.UAdd() | ast.USub() as sign, operand=value),
                ):
                    plus = isinstance(sign, ast.UAdd)
                    new = ast.AugAssign(target, ast.Add() if plus else ast.Sub(), value)
                    yield _one(body, n, ast.copy_location(new, statement), statement, new)


def _exchanged_arguments(function: ast.FunctionDef) -> Iterator[Edit]:
    """`def f(x, y)` for `def f(y, x)`."""
    given = function.args
    if len(given.args) == 2 and not given.defaults:
        new = copy.copy(given)
        new.args = given.args[::-1]
        for either in (given, new):
            either.lineno = function.lineno  # type: ignore[attr-defined]
        yield _one(function, "args", new, given, new)


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


def _comparison(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    if isinstance(node, ast.Compare):
        for n, op in enumerate(node.ops):
            for other in _OTHER_COMPARISONS.get(type(op), ()):
                yield _with(node, ops=[*node.ops[:n], other(), *node.ops[n + 1 :]])


_LIMITS: dict[type, type] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}


def _limit(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """`<=` for `<`: an example seldom has a value at the limit, so this comes last."""
    if isinstance(node, ast.Compare):
        for n, op in enumerate(node.ops):
            if other := _LIMITS.get(type(op)):
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
            yield from map(_number, (value + 1, value - 1) if value else (1,))
        case ast.Call(func=ast.Name(id="range"), args=[*before, end]) if not _is_one_off(end):
            for op in (ast.Add(), ast.Sub()):
                yield _with(node, args=[*before, _one_more_or_less(end, op)])
            if not before:
                yield _with(node, args=[ast.Constant(value=1), end])
        case ast.Subscript(slice=ast.Name() | ast.BinOp() as at):
            for op in (ast.Add(), ast.Sub()):
                yield _with(node, slice=ast.BinOp(left=at, op=op, right=ast.Constant(value=1)))
        case ast.Slice(upper=ast.expr() as upper) if not _is_one_off(upper):
            more = ast.BinOp(left=upper, op=ast.Add(), right=ast.Constant(value=1))
            yield _with(node, upper=more)


def _one_more_or_less(node: ast.expr, op: ast.Add | ast.Sub) -> ast.expr:
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return _number(node.value + (1 if isinstance(op, ast.Add) else -1))
    return ast.BinOp(left=node, op=op, right=ast.Constant(value=1))


def _is_one_off(node: ast.expr) -> bool:
    match node:
        case ast.BinOp(op=ast.Add() | ast.Sub(), right=ast.Constant(value=1)):
            return True
    return False


def _other_number_beside(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """One more or less behind an operator."""
    match node:
        case ast.BinOp(right=ast.Constant(value=int() as value)):
            for other in (value + 1, value - 1):
                yield _with(node, right=_number(other))


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
            others = (0.5, 0.0, value / 10) if isinstance(value, float) else (0, 1, 2)
            yield from map(_number, (-value, *others, value * 10))
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
    *(("keys", "values"), ("title", "capitalize"), ("round", "floor")),
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


_WITH_AXIS = frozenset(
    "sum mean max min argmax argmin prod std var median any all sort norm".split()
)


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


def _column(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """`x[:, 0]` for `x[0]`."""
    match node:
        case ast.Subscript(value=ast.Name(), slice=ast.Constant() as at):
            yield _with(node, slice=ast.Tuple(elts=[ast.Slice(), at], ctx=ast.Load()))
        case ast.Subscript(slice=ast.Tuple(elts=[ast.Slice(lower=None, upper=None), at])):
            yield _with(node, slice=at)


def _chosen(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    """`x[mask]` for a mask alone, or for all of `x`."""
    match node:
        case ast.Compare():
            for name in around.parameters:
                yield ast.Subscript(value=_name(name), slice=node, ctx=ast.Load())
        case ast.Name(id=own) if own in around.names:
            for name in around.names:
                if name != own:
                    yield ast.Subscript(value=node, slice=_name(name), ctx=ast.Load())
                    turned = ast.UnaryOp(op=ast.Invert(), operand=_name(name))
                    yield ast.Subscript(value=node, slice=turned, ctx=ast.Load())
        case ast.Call(func=ast.Attribute(attr="where" | "nonzero" | "argwhere")):
            first = ast.Subscript(value=node, slice=_number(0), ctx=ast.Load())
            yield ast.Subscript(value=first, slice=_number(0), ctx=ast.Load())


def _product(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """`a * b` for `a == b`; `x == 1 and y == 1` for `x and y == 1`."""
    match node:
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
            yield ast.BinOp(left=left, op=ast.Mult(), right=right)
        case ast.BoolOp(values=[ast.Name() as first, ast.Compare() as other]):
            yield _with(node, values=[_with(other, left=first), other])
        case ast.BoolOp(values=[ast.Compare() as other, ast.Name() | ast.List() as last]):
            yield _with(node, values=[other, _with(other, comparators=[last])])


def _begins_with(node: ast.expr, _around: Around) -> Iterator[ast.expr]:
    """`[0]` for `[x[0]]`, where a list begins."""
    match node:
        case ast.List(elts=[ast.Subscript() | ast.Name()]):
            yield _with(node, elts=[_number(0)])
            yield _with(node, elts=[])


def _own_length(node: ast.expr, around: Around) -> Iterator[ast.expr]:
    """`range(x.shape[1])` for `range(n)`."""
    match node:
        case ast.Call(func=ast.Name(id="range"), args=[ast.Name() | ast.Call() | ast.Subscript()]):
            for name in around.parameters:
                yield _with(node, args=[_call("len", _name(name))])
                for axis in (0, 1):
                    shape = ast.Attribute(value=_name(name), attr="shape", ctx=ast.Load())
                    length = ast.Subscript(value=shape, slice=_number(axis), ctx=ast.Load())
                    yield _with(node, args=[length])


#: Made at all like places together.
TOGETHER: tuple[tuple[Rule, ...], ...] = (
    (_operator, _column, _start_left_out),
    (_one_off, _arguments, _comparison),
    (_other_number_beside, _other_name, _wrapped),
)

RULES: tuple[tuple[Rule, ...], ...] = (
    (_comparison, _both, _axis, _sorting, _arguments),
    (_begins_with, _start_left_out, _one_off, _in_size),
    (_operator,),
    (_other_function, _other_name),
    (_other_number,),
    (_wrapping_left_out, _order, _filter, _other_comparison),
)
#: Tried last.
SELDOM: tuple[tuple[Rule, ...], ...] = (
    (_limit,),
    (_sign,),
    (_more, _wrapped, _divided),
    (_own_length, _product, _chosen, _column),
)


_BY_CHANCE: frozenset[Rule] = frozenset(
    {_limit, _sign, _other_number, _other_name, _own_length, _divided, _wrapped}
)

PLAIN: tuple[Rule, ...] = (
    _comparison,
    _limit,
    _both,
    _axis,
    _sorting,
    _start_left_out,
    _other_function,
)


def _of_statements(function: ast.FunctionDef) -> Iterator[Edit]:
    """Yield statements left out, put before or behind their loop, and `+=` for `=`."""
    for holder, name in _bodies(function):
        body: list[ast.stmt] = getattr(holder, name)
        for n, statement in enumerate(body):
            rest = [*body[:n], *body[n + 1 :]]
            yield from _other_assignment(body, n, statement)
            if rest or not isinstance(holder, ast.FunctionDef):
                yield _one(holder, name, rest or [ast.Pass()], statement, said="without")
            yield from _joined(holder, name, body, n)
            yield from _else(statement)
            yield from _kept(body, n, statement, function)
            yield from _begun_inside(holder, name, body, n)
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


def _names(node: ast.expr) -> set[str]:
    return {part.id for part in within([node]) if isinstance(part, ast.Name)}


def _other_assignment(body: list[ast.stmt], n: int, statement: ast.stmt) -> Iterator[Edit]:
    match statement:
        case ast.Assign(targets=[ast.Name() | ast.Subscript() as target], value=value) if (
            not _names(target) & _names(value)
        ):
            for op in (ast.Add(), ast.Mult()):
                new = ast.AugAssign(target=target, op=op, value=value)
                yield _one(body, n, ast.copy_location(new, statement), statement, new)
        case ast.AugAssign(target=target, op=op, value=value):
            others = [ast.Add(), ast.Sub(), ast.Mult()]
            for other in (o for o in others if type(o) is not type(op)):
                if isinstance(other, ast.Mult) and ast.unparse(value) == "1":
                    continue  # it changes nothing
                new = ast.AugAssign(target=target, op=other, value=value)
                yield _one(body, n, ast.copy_location(new, statement), statement, new)
            plain = ast.Assign(targets=[target], value=value)
            yield _one(body, n, ast.copy_location(plain, statement), statement, plain)


def _kept(
    body: list[ast.stmt], n: int, statement: ast.stmt, function: ast.FunctionDef
) -> Iterator[Edit]:
    """`y = f(y)` for `f(y)`."""
    match statement:
        case ast.Expr(value=ast.Call() as value):
            stored = {
                node.id
                for node in within(function.body)
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
            }
            for name in sorted(stored | {argument.arg for argument in function.args.args}):
                target = ast.Name(id=name, ctx=ast.Store())
                new = ast.copy_location(ast.Assign(targets=[target], value=value), statement)
                yield _one(body, n, new, statement, new)


def _begun_inside(holder: ast.AST, name: str, body: list[ast.stmt], n: int) -> Iterator[Edit]:
    """A sum or list that begins before loops, put inside one of them."""
    match body[n]:
        case ast.Assign(targets=[ast.Name()]):
            rest = [*body[:n], *body[n + 1 :]]
            for loop in within(body[n + 1 :]):
                if isinstance(loop, ast.For | ast.While):
                    parts = ((holder, name, rest), (loop, "body", [body[n], *loop.body]))
                    yield Edit(parts, body[n], loop, "inside")


def _else(statement: ast.stmt) -> Iterator[Edit]:
    """`else: y.append(x)` behind an `if` that has none, of what stands in the `if`."""
    match statement:
        case ast.If(body=[inner], orelse=[]):
            used = {n.id for n in within([inner]) if isinstance(n, ast.Name)}
            places = _places(ast.FunctionDef("f", _NO_ARGUMENTS, [inner], [], None))
            for place in places:
                if isinstance(place.node, ast.Constant) and place.node.value in (0, 1):
                    opposite = _number(1 - place.node.value)
                    yield _one(
                        statement,
                        "orelse",
                        [_replaced(inner, place.node, opposite)],
                        statement,
                        said="else",
                    )
                if isinstance(place.node, ast.Name | ast.Constant):
                    for name in sorted(_names_before(statement) - used):
                        yield _one(
                            statement,
                            "orelse",
                            [_replaced(inner, place.node, _name(name))],
                            statement,
                            said="else",
                        )


def _names_before(statement: ast.If) -> set[str]:
    return {n.id for n in within([statement.test]) if isinstance(n, ast.Name)}


class _Replacing(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.expr) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> Any:
        return self.new if node is self.old else super().visit(node)


def _replaced(statement: ast.stmt, old: ast.expr, part: ast.expr) -> ast.stmt:
    """Return a copy of a statement with another part in place of one."""
    at = list(ast.walk(statement)).index(old)
    new = copy.deepcopy(statement)
    done = _Replacing(list(ast.walk(new))[at], part).visit(new)
    assert isinstance(done, ast.stmt)
    return done


_NO_ARGUMENTS = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])


def _joined(holder: ast.AST, name: str, body: list[ast.stmt], n: int) -> Iterator[Edit]:
    """Two statements next to each other in the other order, or one put into the loop before it."""
    if n + 1 == len(body):
        return
    one, other = body[n], body[n + 1]
    swapped = [*body[:n], other, one, *body[n + 2 :]]
    yield _one(holder, name, swapped, other, one, said="before")
    if isinstance(one, ast.For | ast.While | ast.If):
        longer = copy.copy(one)
        longer.body = [*one.body, other]
        yield _one(holder, name, [*body[:n], longer, *body[n + 2 :]], other, one, said="inside")


def _moved(
    holder: ast.AST, name: str, body: list[ast.stmt], n: int, loop: ast.For | ast.While | ast.If
) -> Iterator[Edit]:
    """The first statement of a loop before it, the last one behind it."""
    if len(loop.body) < 2:
        return
    shorter = copy.copy(loop)
    shorter.body = loop.body[1:]
    new = [*body[:n], loop.body[0], shorter, *body[n + 1 :]]
    yield _one(holder, name, new, loop.body[0], loop, said="before")
    shorter = copy.copy(loop)
    shorter.body = loop.body[:-1]
    new = [*body[:n], shorter, loop.body[-1], *body[n + 1 :]]
    yield _one(holder, name, new, loop.body[-1], loop, said="behind")
