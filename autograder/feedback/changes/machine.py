"""A student's function worked out step by step, as on paper; nothing of it is run.

Only plain calculations are: what the machine does not know, or what takes more steps than it may,
raises Unsupported. Errors that the code itself would raise are raised as they are.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import FunctionType, MappingProxyType
from typing import Any

import numpy as np

from autograder.feedback.changes import allowed
from autograder.feedback.changes.allowed import Unsupported, bounded

_MOST_DEEP = 40  #: calls inside calls
_LAZY = (zip, map, filter, enumerate, reversed)


class Budget:
    """The steps that are left."""

    def __init__(self, steps: int, of_all: Budget | None = None) -> None:
        self.left = steps
        self._of_all = of_all

    def spend(self, steps: int = 1) -> None:
        of_all = self._of_all
        if of_all is not None:
            of_all.left -= steps
            if of_all.left < 0:
                raise Unsupported
        self.left -= steps
        if self.left < 0:
            raise Unsupported

    def has(self, steps: int) -> bool:
        """Whether so many can be spent."""
        return self.left >= steps and (self._of_all is None or self._of_all.has(steps))

    def give_back(self, steps: int) -> None:
        """Take back what has been spent."""
        if self._of_all:
            self._of_all.give_back(steps)
        self.left += steps


@dataclass
class Frame:
    """The names of a function that is being worked out, and those around it."""

    names: dict[str, Any]
    around: Frame | None = None

    def find(self, name: str) -> Any:
        """Return what a name stands for here, or in Python."""
        frame = self
        while name not in frame.names:
            if frame.around is None:
                return frame.builtin(name)
            frame = frame.around
        return frame.names[name]

    def builtin(self, name: str) -> Any:
        """Return what a name stands for that nothing binds."""
        if name in allowed.BUILTINS:
            return allowed.BUILTINS[name]
        raise NameError(f"name '{name}' is not defined")


@dataclass(frozen=True)
class Module:
    """numpy or math, under whatever name."""

    functions: Mapping[str, Any]


@dataclass(frozen=True)
class Method:
    """A method that is on the list, of a value."""

    of: Any
    name: str


@dataclass(frozen=True)
class Returned:
    """A `return`, and what it gives back."""

    value: Any


_LINALG = Module(MappingProxyType({"norm": np.linalg.norm}))
NUMPY = Module(
    MappingProxyType(
        {
            **{name: getattr(np, name) for name in allowed.NUMPY if hasattr(np, name)},
            **{name: getattr(np, name) for name in allowed.CONSTANTS},
            **allowed.TYPES,
            "linalg": _LINALG,
        }
    )
)
MATH = Module(MappingProxyType({name: getattr(math, name) for name in allowed.MATH}))
KNOWN = {id(f) for m in (NUMPY, MATH, _LINALG) for f in m.functions.values() if callable(f)} | {
    id(f) for f in allowed.BUILTINS.values()
}

_OF_NUMPY = {id(f) for m in (NUMPY, _LINALG) for f in m.functions.values() if callable(f)} - {
    id(f) for f in allowed.BUILTINS.values()
}

_BINARY: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.MatMult: operator.matmul,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
    ast.BitXor: operator.xor,
    ast.RShift: operator.rshift,
}
_COMPARED: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
    ast.In: lambda one, other: one in other,
    ast.NotIn: lambda one, other: one not in other,
}
_UNARY: Mapping[type, Callable[[Any], Any]] = {
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
    ast.Not: operator.not_,
    ast.Invert: operator.invert,
}


@dataclass(frozen=True, eq=False)
class Function:
    """A function of the submission; calling it works it out."""

    machine: Machine
    node: ast.FunctionDef | ast.Lambda
    around: Frame

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        return self.machine.work_out(self, arguments, keywords)


@dataclass
class Machine:
    """What works out functions of one submission."""

    budget: Budget
    depth: int = 0
    calls: int = 0  #: of the submission's functions

    def work_out(
        self, function: Function, arguments: tuple[Any, ...], keywords: Mapping[str, Any]
    ) -> Any:
        """Return what a call gives."""
        node, around = function.node, function.around
        frame = Frame(self._bound(node, arguments, keywords, around), around)
        self.depth += 1
        self.calls += 1
        try:
            if self.depth > _MOST_DEEP:
                raise Unsupported
            if isinstance(node, ast.Lambda):
                return self.value(node.body, frame)
            done = self.block(node.body, frame)
            return done.value if isinstance(done, Returned) else None
        finally:
            self.depth -= 1

    def _bound(
        self,
        node: ast.FunctionDef | ast.Lambda,
        arguments: tuple[Any, ...],
        keywords: Mapping[str, Any],
        around: Frame,
    ) -> dict[str, Any]:
        given = node.args
        if given.vararg or given.kwarg or given.kwonlyargs or given.posonlyargs:
            raise Unsupported
        names = [argument.arg for argument in given.args]
        if len(arguments) > len(names) or keywords.keys() - set(names[len(arguments) :]):
            raise TypeError("arguments")
        found = {**dict(zip(names, arguments, strict=False)), **keywords}
        for name, default in zip(names[::-1], given.defaults[::-1], strict=False):
            if name not in found:
                if isinstance(default, ast.List | ast.Dict | ast.Set | ast.Call):
                    raise Unsupported  # it is kept from one call to the next
                found[name] = self.value(default, around)
        if len(found) < len(names):
            raise TypeError("missing arguments")
        return found

    # Statements

    def block(self, body: list[ast.stmt], frame: Frame) -> Returned | type[ast.stmt] | None:
        """Work out statements; return what ended them early."""
        for statement in body:
            self.budget.spend()
            if (done := self._statement(statement, frame)) is not None:
                return done
        return None

    def _statement(self, node: ast.stmt, frame: Frame) -> Returned | type[ast.stmt] | None:
        match node:
            case ast.Assign(targets=targets, value=value):
                found = self.value(value, frame)
                for target in targets:
                    self._store(target, found, frame)
            case ast.AugAssign(target=target, op=op, value=value):
                self._changed(target, op, value, frame)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self._store(target, self.value(value, frame), frame)
            case ast.Return(value=value):
                return Returned(self.value(value, frame) if value else None)
            case ast.If(test=test, body=body, orelse=other):
                return self.block(body if self._true(test, frame) else other, frame)
            case ast.For():
                return self._for(node, frame)
            case ast.While():
                return self._while(node, frame)
            case ast.Expr(value=value):
                if not _is_print(value):
                    self.value(value, frame)
            case ast.Pass():
                pass
            case ast.Break() | ast.Continue():
                return type(node)
            case ast.FunctionDef(name=name, decorator_list=[]):
                frame.names[name] = Function(self, node, frame)
            case ast.Import() | ast.ImportFrom():
                self.imported(node, frame)
            case _:
                raise Unsupported
        return None

    def imported(self, node: ast.Import | ast.ImportFrom, frame: Frame) -> None:
        """Bind numpy and math; what else is imported stays unknown."""
        modules = {"numpy": NUMPY, "math": MATH}
        for alias in node.names:
            if isinstance(node, ast.Import) and alias.name in modules:
                frame.names[alias.asname or alias.name] = modules[alias.name]
            elif isinstance(node, ast.ImportFrom) and node.module in modules:
                found = modules[node.module].functions.get(alias.name)
                if found is not None:
                    frame.names[alias.asname or alias.name] = found

    def _for(self, node: ast.For, frame: Frame) -> Returned | type[ast.stmt] | None:
        for each in self._each(self.value(node.iter, frame)):
            self._store(node.target, each, frame)
            done = self.block(node.body, frame)
            if done is ast.Break:
                return None
            if isinstance(done, Returned):
                return done
        return self.block(node.orelse, frame)

    def _while(self, node: ast.While, frame: Frame) -> Returned | type[ast.stmt] | None:
        while self._true(node.test, frame):
            self.budget.spend()
            done = self.block(node.body, frame)
            if done is ast.Break:
                return None
            if isinstance(done, Returned):
                return done
        return self.block(node.orelse, frame)

    def _each(self, whole: Any) -> Iterator[Any]:
        for each in whole:
            self.budget.spend()
            yield each

    def _store(self, target: ast.expr, value: Any, frame: Frame) -> None:
        match target:
            case ast.Name(id=name):
                frame.names[name] = value
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                values = list(self._each(value))
                if len(values) != len(parts) or any(isinstance(p, ast.Starred) for p in parts):
                    raise ValueError("values to unpack")
                for part, one in zip(parts, values, strict=True):
                    self._store(part, one, frame)
            case ast.Subscript(value=whole, slice=at):
                inside = self.value(whole, frame)
                if not isinstance(inside, list | dict | np.ndarray):
                    raise TypeError("item assignment")
                inside[self.value(at, frame)] = value
                bounded(inside)
            case _:
                raise Unsupported

    def _changed(self, target: ast.expr, op: ast.operator, value: ast.expr, frame: Frame) -> None:
        if isinstance(target, ast.Name) and target.id not in frame.names:
            raise UnboundLocalError(target.id)
        loaded = self.value(target, frame)
        other = self.value(value, frame)
        if isinstance(loaded, list) and isinstance(op, ast.Add):
            loaded.extend([*self._each(other)])
            self._store(target, bounded(loaded), frame)
        elif isinstance(loaded, np.ndarray) and loaded.ndim:
            result = self._binary(op, loaded, other)
            if not isinstance(result, np.ndarray) or result.shape != loaded.shape:
                raise ValueError("non-broadcastable output")
            if not np.can_cast(result.dtype, loaded.dtype, "same_kind"):
                raise TypeError("Cannot cast ufunc")
            loaded[...] = result
        else:
            self._store(target, self._binary(op, loaded, other), frame)

    # Expressions

    def _true(self, node: ast.expr, frame: Frame) -> bool:
        return bool(self.value(node, frame))

    def value(self, node: ast.expr, frame: Frame) -> Any:
        """Return what an expression stands for."""
        self.budget.spend()
        kind = node.__class__
        if kind is ast.Name:
            return frame.find(node.id)  # type: ignore[attr-defined]
        if kind is ast.Constant:
            return node.value  # type: ignore[attr-defined]
        if kind not in _WORKED_OUT:
            raise Unsupported
        return _WORKED_OUT[kind](self, node, frame)

    def _bin_op(self, node: ast.BinOp, frame: Frame) -> Any:
        one = self.value(node.left, frame)
        return self._binary(node.op, one, self.value(node.right, frame))

    def _unary_op(self, node: ast.UnaryOp, frame: Frame) -> Any:
        return _UNARY[type(node.op)](self.value(node.operand, frame))

    def _subscript(self, node: ast.Subscript, frame: Frame) -> Any:
        inside = self.value(node.value, frame)
        if not isinstance(inside, list | tuple | str | dict | np.ndarray):
            raise TypeError("not subscriptable")
        found = bounded(inside[self.value(node.slice, frame)])
        self.budget.spend(_weight(found))
        return found

    def _if_exp(self, node: ast.IfExp, frame: Frame) -> Any:
        return self.value(node.body if self._true(node.test, frame) else node.orelse, frame)

    def _list(self, node: ast.List, frame: Frame) -> Any:
        return self._together([self.value(part, frame) for part in node.elts])

    def _tuple(self, node: ast.Tuple, frame: Frame) -> Any:
        return self._together(tuple([self.value(part, frame) for part in node.elts]))

    def _set(self, node: ast.Set, frame: Frame) -> Any:
        return {self.value(part, frame) for part in node.elts}

    def _dict(self, node: ast.Dict, frame: Frame) -> Any:
        keys = [key for key in node.keys if key]
        if len(keys) < len(node.keys):
            raise Unsupported
        pairs = zip(keys, node.values, strict=True)
        return {self.value(key, frame): self.value(value, frame) for key, value in pairs}

    def _slice(self, node: ast.Slice, frame: Frame) -> Any:
        parts = (node.lower, node.upper, node.step)
        return slice(*[self.value(part, frame) if part else None for part in parts])

    def _list_comp(self, node: ast.ListComp | ast.GeneratorExp, frame: Frame) -> Any:
        frames = self._through(node.generators, frame)
        return bounded([self.value(node.elt, each) for each in frames])

    def _set_comp(self, node: ast.SetComp, frame: Frame) -> Any:
        return {self.value(node.elt, each) for each in self._through(node.generators, frame)}

    def _dict_comp(self, node: ast.DictComp, frame: Frame) -> Any:
        frames = self._through(node.generators, frame)
        return {self.value(node.key, each): self.value(node.value, each) for each in frames}

    def _lambda(self, node: ast.Lambda, frame: Frame) -> Any:
        return Function(self, node, frame)

    def _joined_str(self, node: ast.JoinedStr, frame: Frame) -> Any:
        return bounded("".join([self._text(part, frame) for part in node.values]))

    def _together(self, parts: Any) -> Any:
        self.budget.spend(allowed.elements(parts) // 20)
        return parts

    def _through(self, loops: list[ast.comprehension], frame: Frame) -> Iterator[Frame]:
        if not loops:
            yield frame
            return
        first, *others = loops
        inner = Frame({}, frame)
        for each in self._each(self.value(first.iter, frame)):
            self._store(first.target, each, inner)
            if all(self._true(test, inner) for test in first.ifs):
                yield from self._through(others, inner)

    def _text(self, part: ast.expr, frame: Frame) -> str:
        match part:
            case ast.Constant(value=str(text)):
                return text
            case ast.FormattedValue(value=value, conversion=-1, format_spec=how):
                found = self.value(value, frame)
                if not isinstance(found, str | int | float | np.number):
                    raise Unsupported
                spec = self.value(how, frame) if how else ""
                return format(found, allowed.pattern(spec))
        raise Unsupported

    def _binary(self, op: ast.operator, one: Any, other: Any) -> Any:
        function = _BINARY.get(type(op))
        if function is None:
            raise Unsupported
        if isinstance(op, ast.Mult):
            allowed.times(one, other)
        elif isinstance(op, ast.Pow):
            allowed.power(one, other)
        elif isinstance(op, ast.Mod) and isinstance(one, str):
            allowed.pattern(one)
            if isinstance(other, tuple | dict | list) or "%" not in one:
                raise Unsupported
        allowed.broadcast(one, other)
        self.budget.spend(_weight(one) + _weight(other) + _of_product(op, one, other))
        return bounded(function(one, other))

    def _compare(self, node: ast.Compare, frame: Frame) -> Any:
        one = self.value(node.left, frame)
        result: Any = True
        for op, comparator in zip(node.ops, node.comparators, strict=True):
            other = self.value(comparator, frame)
            allowed.broadcast(one, other)
            self.budget.spend(_weight(one) + _weight(other))
            result = _COMPARED[type(op)](one, other)
            if len(node.ops) > 1 and not result:
                return result
            one = other
        return result

    def _bool_op(self, node: ast.BoolOp, frame: Frame) -> Any:
        for part in node.values[:-1]:
            found = self.value(part, frame)
            if bool(found) is isinstance(node.op, ast.Or):
                return found
        return self.value(node.values[-1], frame)

    def _attribute(self, node: ast.Attribute, frame: Frame) -> Any:
        return self._attribute_of(self.value(node.value, frame), node.attr)

    def _attribute_of(self, whole: Any, name: str) -> Any:
        if isinstance(whole, Module):
            if name not in whole.functions:
                raise Unsupported
            return whole.functions[name]
        if isinstance(whole, np.ndarray | np.generic) and name in allowed.ATTRIBUTES:
            return getattr(whole, name)
        kind = np.ndarray if isinstance(whole, np.generic) else type(whole)
        if name in allowed.METHODS.get(kind, ()):
            return Method(whole, name)
        if not hasattr(whole, name) and kind in allowed.METHODS:
            raise AttributeError(name)
        raise Unsupported

    def _call(self, node: ast.Call, frame: Frame) -> Any:
        function = self.value(node.func, frame)
        if ast.Starred in map(type, node.args):
            raise Unsupported
        arguments = tuple([self.value(argument, frame) for argument in node.args])
        keywords = {k.arg: self.value(k.value, frame) for k in node.keywords if k.arg}
        if len(keywords) < len(node.keywords):
            raise Unsupported
        return bounded(self._called(function, arguments, keywords))

    def _called(self, function: Any, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        if isinstance(function, Function):
            return function(*arguments, **keywords)
        if isinstance(function, Method):
            return self._method(function, arguments, keywords)
        if id(function) in KNOWN:
            if id(function) in _OF_NUMPY:
                allowed.elements([*arguments, *keywords.values()], texts=False)
            allowed.safe(function.__name__, arguments, keywords)
            if function in (np.dot, np.matmul):
                self.budget.spend(_of_product(ast.MatMult(), *arguments[:2]))
            if function is format:
                allowed.pattern(str(arguments[1]) if len(arguments) > 1 else "")
            self.budget.spend(sum(map(_weight, arguments)))
            found = function(*arguments, **keywords)
            return [*self._each(found)] if function in _LAZY else found
        if isinstance(function, FunctionType):  # of the closed list that checks pass
            return function(*arguments, **keywords)
        if not callable(function):
            raise TypeError("not callable")
        raise Unsupported

    def _method(self, method: Method, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        whole, name = method.of, method.name
        if name == "replace":
            allowed.times(whole, len(str(arguments[1])) if len(arguments) > 1 else 1)
        if isinstance(whole, np.ndarray | np.generic):
            allowed.elements([*arguments, *keywords.values()], texts=False)
        if name != "append":
            allowed.safe(name, (whole, *arguments), keywords)
            self.budget.spend(_weight(whole))
        found = getattr(whole, name)(*arguments, **keywords)
        if isinstance(whole, list | dict | set) and name != "append":
            bounded(whole)
        if isinstance(whole, dict) and name in ("keys", "values", "items"):
            return [*found]
        return found


#: How each kind of expression is worked out, names and constants left out.
_WORKED_OUT: Mapping[type, Callable[[Machine, Any, Frame], Any]] = MappingProxyType(
    {
        ast.Attribute: Machine._attribute,
        ast.BinOp: Machine._bin_op,
        ast.BoolOp: Machine._bool_op,
        ast.Call: Machine._call,
        ast.Compare: Machine._compare,
        ast.Dict: Machine._dict,
        ast.DictComp: Machine._dict_comp,
        ast.GeneratorExp: Machine._list_comp,
        ast.IfExp: Machine._if_exp,
        ast.JoinedStr: Machine._joined_str,
        ast.Lambda: Machine._lambda,
        ast.List: Machine._list,
        ast.ListComp: Machine._list_comp,
        ast.Set: Machine._set,
        ast.SetComp: Machine._set_comp,
        ast.Slice: Machine._slice,
        ast.Subscript: Machine._subscript,
        ast.Tuple: Machine._tuple,
        ast.UnaryOp: Machine._unary_op,
    }
)


def _weight(value: Any) -> int:
    """Return how many steps it is worth to go through a value."""
    if value.__class__ in allowed.SINGLE:
        return 0
    if isinstance(value, np.ndarray):
        return value.size // 50
    if isinstance(value, list | tuple | dict | set):
        return allowed.elements(value) // 10
    return len(value) // 20 if isinstance(value, str | range) else 0


def _of_product(op: ast.operator, one: Any, other: Any) -> int:
    """Return how many steps a product of matrices is worth beyond that."""
    if not isinstance(op, ast.MatMult):
        return 0
    shapes = np.shape(one), np.shape(other)
    return int(math.prod(shapes[0]) * (shapes[1][-1] if len(shapes[1]) > 1 else 1) // 2_000)


def _is_print(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    )
