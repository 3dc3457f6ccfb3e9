"""Reading a submission's code once for all that is asked about it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType

from autograder.feedback.code.calls import calls
from autograder.feedback.code.choices import (
    CHOICES,
    CHOICES_WITH_THE_REST,
    WHERE_NO_TEXT_IS_GIVEN,
    WHERE_NONE_CAME,
    ties_sorted,
)
from autograder.feedback.code.functions import FUNCTIONS, WITH_THE_REST
from autograder.feedback.code.limits import (
    LIMITS,
    fixed_axes,
    fixed_elements,
    fixed_length,
    rounded,
)
from autograder.feedback.code.loops import LOOPS
from autograder.feedback.code.remembered import Remembered
from autograder.feedback.code.rounds import ROUNDS
from autograder.feedback.code.scopes import Scope, Submitted, submitted_code
from autograder.feedback.code.shown import CodeAsked, CodeRead, Function, Needs, Shown
from autograder.feedback.code.sizes import (
    FIXED_SIZES,
    SIZES,
    WHERE_SEVERAL_WERE_EXPECTED,
    fixed_reshape,
)
from autograder.feedback.code.values import (
    VALUES,
    WHERE_DECIMALS_ARE_LOST,
    WHERE_ONE_WAS_EXPECTED,
    WHERE_TEXT_CAME,
)
from autograder.frozen import dataclass
from autograder.records.sentences import Code, Sentence, _

_MOST_NODES = 2_000  #: of a function that is read; nobody is asked for a longer one
_MOST_SCOPES = 12  #: that are read for a name
_MOST_SHOWN = 20  #: facts about a name
_MOST_NAMES = 2_000  #: that are listed of each kind

Rule = Callable[[Scope], Iterator[Sentence]]
_ONLY_WHERE: Mapping[Needs, tuple[Rule, ...]] = MappingProxyType(
    {
        "decimals lost": WHERE_DECIMALS_ARE_LOST,
        "one expected": WHERE_ONE_WAS_EXPECTED,
        "several expected": WHERE_SEVERAL_WERE_EXPECTED,
        "text came": WHERE_TEXT_CAME,
        "none came": WHERE_NONE_CAME,
        "no text given": WHERE_NO_TEXT_IS_GIVEN,
    }
)


@dataclass(frozen=True)
class OwnFacts:
    """What a scope shows whatever stands around it."""

    first: tuple[Shown, ...]
    last: tuple[Shown, ...]  #: what comes behind that for which the rest is looked at too


def read_code(
    sources: Sequence[str], asked: CodeAsked, own: Remembered[OwnFacts] | None = None
) -> CodeRead:
    """Return what can be read of a submission's cells; `own` remembers it of each function."""
    submitted = submitted_code(tuple(sources), asked.module, asked.above)
    names = frozenset(asked.names)
    about = asked.names if asked.about is None else asked.about
    facts = _Facts(submitted, own)
    shown = (islice(_shown(facts, name, names), _MOST_SHOWN) for name in about)
    return CodeRead(
        shown=tuple(each for of_name in shown for each in of_name),
        calls=tuple(sorted(calls(submitted, names))),
        unwritten=tuple((s.name, s.place(s.node)) for s in submitted.unwritten if s.name in names),
        hidden=tuple((name, said) for name in asked.names for said in _hidden(submitted, name)),
        functions=tuple(_function(scope) for scope in submitted.scopes[:_MOST_NAMES]),
        imports=tuple(submitted.imports.items())[:_MOST_NAMES],
        values=tuple(submitted.given.items())[:_MOST_NAMES],
        models=submitted.models[:_MOST_NAMES],
        unread=tuple(submitted.unread.items())[:_MOST_NAMES],
        compared=tuple(submitted.compared.items())[:_MOST_NAMES],
        words=tuple(sorted(submitted.words))[:_MOST_NAMES],
    )


def _function(scope: Scope) -> Function:
    positional = fewest = 0
    if not isinstance(scope.node, ast.Module):
        given = scope.node.args
        positional = len(given.posonlyargs) + len(given.args)
        fewest = positional - len(given.defaults)
    return Function(
        cell=scope.cell,
        name=scope.name,
        own=tuple(sorted(scope.own)),
        at_top=not scope.inside,
        fewest=fewest,
        most=positional,
    )


class _Facts:
    """Facts of functions and cells, of each function once: helpers are reached from many names."""

    def __init__(self, submitted: Submitted, own: Remembered[OwnFacts] | None) -> None:
        self.submitted = submitted
        self._own = own
        self._of = dict[int, tuple[Shown, ...]]()  # by node, which `submitted` keeps alive

    def of(self, scope: Scope) -> Iterable[Shown]:
        """Return what a scope shows, in nobody's name, the plainest first, each thing once."""
        if isinstance(scope.node, ast.Module):  # made for the name that is asked about
            return dict.fromkeys(self._all(scope))
        if id(scope.node) not in self._of:
            self._of[id(scope.node)] = tuple(dict.fromkeys(self._all(scope)))
        return self._of[id(scope.node)]

    def _all(self, scope: Scope) -> Iterator[Shown]:
        own = self._of_its_own(scope)
        yield from own.first
        for told in (*WITH_THE_REST, *CHOICES_WITH_THE_REST):
            yield from (Shown(sentence=said) for said in told(scope, self.submitted))
        yield from own.last

    def _of_its_own(self, scope: Scope) -> OwnFacts:
        key = None if self._own is None else scope.written
        if self._own is None or key is None:
            return _own_facts(scope)
        found = self._own.get(key)
        if found is None:
            found = _own_facts(scope)
            if len(found.first) + len(found.last) <= _MOST_SHOWN:
                self._own.keep(key, found)
        return found


def _shown(facts: _Facts, name: str, asked: frozenset[str]) -> Iterator[Shown]:
    """Yield what the code that defines a name shows."""
    for scope in facts.submitted.about([name], asked)[:_MOST_SCOPES]:
        if len(scope.everything) <= _MOST_NODES:
            yield from (replace(fact, name=name) for fact in facts.of(scope))


def _own_facts(scope: Scope) -> OwnFacts:
    first = (Shown(sentence=said) for rule in FUNCTIONS for said in rule(scope))
    return OwnFacts(tuple(first), tuple(_last(scope)))


def _last(scope: Scope) -> Iterator[Shown]:
    for rule in (*LOOPS, *ROUNDS, *VALUES, *LIMITS, *SIZES, *CHOICES):
        yield from (Shown(sentence=said) for said in rule(scope))
    for needs, rules in _ONLY_WHERE.items():
        for only_then in rules:
            yield from (Shown(sentence=said, needs=needs) for said in only_then(scope))
    for argument, said in fixed_axes(scope):
        yield Shown(sentence=said, needs="example right", argument=argument)
    for length, said in fixed_length(scope):
        yield Shown(sentence=said, needs="example right", length=length)
    for count, said in fixed_reshape(scope):
        yield Shown(sentence=said, needs="example right", length=count)
    for rule in (fixed_elements, rounded, ties_sorted, *FIXED_SIZES):
        yield from (Shown(sentence=said, needs="example right") for said in rule(scope))


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
        at = scope.stored.get(name)
        if at is not None and not scope.inside and name not in scope.parameters:
            yield _(
                "There is no {name} at the top level: it gets its value inside {around} ({place}), and only there. Give it the value outside of any function.",
                name=Code(name),
                around=Code(scope.name),
                place=scope.place(at),
            )
            return
    yield from submitted.in_a_text(name)
