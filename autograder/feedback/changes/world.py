"""What the top level binds around a student's functions, worked out no more often than needed."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import NoneType
from typing import Any

import numpy as np

from autograder.feedback.changes.allowed import Unsupported
from autograder.feedback.changes.machine import KNOWN, Frame, Function, Machine, Module
from autograder.feedback.code.scopes import Plain

#: That plain calculations end with.
ERRORS = (
    *(ArithmeticError, LookupError, TypeError, ValueError, NameError, AttributeError),
    *(np.linalg.LinAlgError, StopIteration),
)


class Changeable(Exception):
    """What is looked at could have been changed by who has looked at it before, as a list."""


@dataclass
class _Lasting(Frame):
    """A top level of which only what nobody can change is there."""

    others: frozenset[str] = frozenset()  #: names of the rest

    def builtin(self, name: str) -> Any:
        if name in self.others:
            raise Changeable
        return super().builtin(name)


class World:
    """The top level of a submission, for one function after the other that is worked out in it.

    Each spends the steps that it takes to work out the top level. That is done once, as long as
    they look at nothing that can be changed, and the top level itself calls none of them.
    """

    def __init__(self, top: Sequence[Plain]) -> None:
        self._top = top
        self._steps: int | None = None  #: that it takes, once that is known
        self._lasting: dict[str, Any] = {}  #: what nobody can change, by name
        self._own: dict[str, Function] = {}  #: functions of the top level, by name
        self._others = frozenset[str]()  #: names of the rest
        self.is_anew = False  #: somebody looks at the rest

    def around(self, machine: Machine) -> Frame:
        """Return the top level; looking at what it lacks raises Changeable, unless `is_anew`."""
        steps = self._steps
        if self.is_anew or steps is None or not machine.budget.has(steps):
            return self._worked_out(machine)
        machine.budget.spend(steps)
        frame = _Lasting({**self._lasting}, others=self._others)
        own = {id(one): Function(machine, one.node, frame) for one in self._own.values()}
        frame.names.update({name: own[id(one)] for name, one in self._own.items()})
        return frame

    def _worked_out(self, machine: Machine) -> Frame:
        before = machine.budget.left
        whole = plain_world(machine, self._top)
        if self._steps is None and machine.budget.has(0):
            self._steps = before - machine.budget.left
            self.is_anew = machine.calls > 0
            names = whole.names
            self._own = {
                name: value
                for name, value in names.items()
                if isinstance(value, Function) and value.around is whole
            }
            self._lasting = {name: value for name, value in names.items() if _lasts(value)}
            self._others = frozenset(names.keys() - self._own.keys() - self._lasting.keys())
        return whole


_UNCHANGEABLE = (int, float, str, range, NoneType, np.number, np.bool_, Module)


def _lasts(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(map(_lasts, value))
    return isinstance(value, _UNCHANGEABLE) or id(value) in KNOWN


def plain_world(machine: Machine, top: Iterable[Plain]) -> Frame:
    """Return what the top level binds, as far as it is plain."""
    world = Frame({})
    for node in top:
        match node:
            case ast.FunctionDef(name=name):
                world.names[name] = Function(machine, node, world)
            case ast.Import() | ast.ImportFrom():
                machine.imported(node, world)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                _bind(machine, world, name, value)
    return world


def _bind(machine: Machine, world: Frame, name: str, value: ast.expr) -> None:
    world.names.pop(name, None)
    try:
        world.names[name] = machine.value(value, world)
    except (Unsupported, RecursionError, *ERRORS):  # whoever looks at it is not understood
        return
