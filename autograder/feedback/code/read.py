"""Reading a submission's code once for all that is asked about it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from itertools import islice

from autograder.feedback.code.calls import calls
from autograder.feedback.code.functions import FUNCTIONS, WITH_THE_REST
from autograder.feedback.code.limits import (
    LIMITS,
    fixed_axes,
    fixed_elements,
    fixed_length,
    rounded,
)
from autograder.feedback.code.loops import LOOPS
from autograder.feedback.code.scopes import Scope, Submitted
from autograder.feedback.code.shown import CodeAsked, CodeRead, Function, Shown
from autograder.feedback.code.values import (
    VALUES,
    WHERE_DECIMALS_ARE_LOST,
    WHERE_ONE_WAS_EXPECTED,
    WHERE_TEXT_CAME,
)
from autograder.records.sentences import Code, Sentence, _

_MOST_NODES = 2_000  #: of a function that is read; nobody is asked for a longer one
_MOST_SCOPES = 12  #: that are read for a name
_MOST_SHOWN = 20  #: facts about a name
_MOST_NAMES = 2_000  #: that are listed of each kind


def read_code(sources: Sequence[str], asked: CodeAsked) -> CodeRead:
    """Return what can be read of a submission's cells."""
    submitted = Submitted(tuple(sources), asked.module, asked.above)
    names = frozenset(asked.names)
    shown = (islice(_shown(submitted, name, names), _MOST_SHOWN) for name in asked.names)
    return CodeRead(
        shown=tuple(each for of_name in shown for each in of_name),
        calls=tuple(sorted(calls(submitted, names))),
        unwritten=tuple((s.name, s.place(s.node)) for s in submitted.unwritten if s.name in names),
        hidden=tuple((name, said) for name in asked.names for said in _hidden(submitted, name)),
        functions=tuple(
            Function(cell=scope.cell, name=scope.name, own=tuple(sorted(scope.own)))
            for scope in submitted.scopes[:_MOST_NAMES]
        ),
        imports=tuple(submitted.imports.items())[:_MOST_NAMES],
        values=tuple(submitted.given.items())[:_MOST_NAMES],
        models=submitted.models[:_MOST_NAMES],
        compared=tuple(submitted.compared.items())[:_MOST_NAMES],
        words=tuple(sorted(submitted.words))[:_MOST_NAMES],
    )


def _shown(submitted: Submitted, name: str, asked: frozenset[str]) -> Iterator[Shown]:
    """Yield what the code that defines a name shows, the plainest first, each thing once."""
    for scope in submitted.about([name], asked)[:_MOST_SCOPES]:
        if len(scope.everything) <= _MOST_NODES:
            yield from dict.fromkeys(_of(name, scope, submitted))


def _of(name: str, scope: Scope, submitted: Submitted) -> Iterator[Shown]:
    for rule in FUNCTIONS:
        yield from (Shown(name=name, sentence=said) for said in rule(scope))
    for told in WITH_THE_REST:
        yield from (Shown(name=name, sentence=said) for said in told(scope, submitted))
    for rule in (*LOOPS, *VALUES, *LIMITS):
        yield from (Shown(name=name, sentence=said) for said in rule(scope))
    for rule in WHERE_DECIMALS_ARE_LOST:
        yield from (Shown(name=name, sentence=s, needs="decimals lost") for s in rule(scope))
    for rule in WHERE_ONE_WAS_EXPECTED:
        yield from (Shown(name=name, sentence=s, needs="one expected") for s in rule(scope))
    for rule in WHERE_TEXT_CAME:
        yield from (Shown(name=name, sentence=said, needs="text came") for said in rule(scope))
    for argument, said in fixed_axes(scope):
        yield Shown(name=name, sentence=said, needs="example right", argument=argument)
    for length, said in fixed_length(scope):
        yield Shown(name=name, sentence=said, needs="example right", length=length)
    for rule in (fixed_elements, rounded):
        yield from (Shown(name=name, sentence=s, needs="example right") for s in rule(scope))


def _hidden(submitted: Submitted, name: str) -> Iterator[Sentence]:
    """Yield where a name is defined if that is inside a function or a class only."""
    for scope in submitted.scopes:
        if scope.inside and scope.name == name:
            yield _(
                "There is no {name} at the top level: it is defined inside {around} ({place}), and only there. Move it out, so that its `def` begins at the left margin.",
                name=Code(name),
                around=Code(scope.inside[-1]),
                place=scope.place(scope.node),
            )
            return
    for scope in submitted.scopes:
        at = next((n for n in scope.nodes if _gives(n, name)), None)
        if at is not None and not scope.inside and name not in scope.parameters:
            yield _(
                "There is no {name} at the top level: it gets its value inside {around} ({place}), and only there. Give it the value outside of any function.",
                name=Code(name),
                around=Code(scope.name),
                place=scope.place(at),
            )
            return
    yield from submitted.in_a_text(name)


def _gives(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
