"""The order in which cells run where the data decides, as in marimo: never that of clicks.

A cell that defines a name runs before those that use it; among those that are ready, the one that
stands first in the file. Names are read off the code, which is never run; those that begin with an
underscore belong to their cell. Where cells wait for each other in a circle, or two define the same
name, which marimo refuses, the file's order holds.
"""

from __future__ import annotations

import ast
import symtable
import warnings
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush

from autograder.bindings import MOST_PARSED
from autograder.frozen import dataclass
from autograder.records import Cell


@dataclass(frozen=True, kw_only=True)
class _Names:
    defined: frozenset[str] = frozenset()
    used: frozenset[str] = frozenset()  #: and defined elsewhere


def parsed(text: str) -> ast.Module | None:
    """Return the tree; None if Python cannot read the text, or not in reasonable time."""
    if len(text) > MOST_PARSED:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def with_turns(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the cells as they stand, each with the turn in which it runs."""
    names = list(_names(cells))
    definers: dict[str, list[int]] = defaultdict(list)
    for number, cell in enumerate(names):
        for name in cell.defined:
            definers[name].append(number)
    before = [
        {_definer(definers[name], number) for name in cell.used & definers.keys()}
        for number, cell in enumerate(names)
    ]
    turns = {number: turn for turn, number in enumerate(_sorted(before), 1)}
    if all(turn == number + 1 for number, turn in turns.items()):
        return tuple(cells)
    return tuple(replace(cell, turn=turns[number]) for number, cell in enumerate(cells))


def _definer(definers: Sequence[int], user: int) -> int:
    """Return the nearest cell above that defines a name, or else the first one below."""
    above = bisect_left(definers, user)
    return definers[above - 1] if above else definers[0]


def _sorted(before: Sequence[set[int]]) -> Iterator[int]:
    """Yield numbers after all that are before them, the smallest first."""
    after: dict[int, list[int]] = defaultdict(list)
    for number, firsts in enumerate(before):
        for first in firsts:
            after[first].append(number)
    waiting_for = [len(firsts) for firsts in before]
    ready = [number for number, count in enumerate(waiting_for) if not count]
    heapify(ready)
    done: set[int] = set()
    in_a_circle = iter(range(len(before)))
    while len(done) < len(before):
        number = heappop(ready) if ready else next(n for n in in_a_circle if n not in done)
        if number in done:
            continue
        done.add(number)
        yield number
        for later in after[number]:
            waiting_for[later] -= 1
            if not waiting_for[later]:
                heappush(ready, later)


def _names(cells: Sequence[Cell]) -> Iterator[_Names]:
    left = MOST_PARSED
    for cell in cells:
        if cell.kind != "code" or len(cell.source) > left:
            yield _Names()
            continue
        left -= len(cell.source)
        yield _names_of(cell.source)


def _names_of(source: str) -> _Names:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            top = symtable.symtable(source, "cell", "exec")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return _Names()
    here = top.get_symbols()
    defined = {s.get_name() for s in here if s.is_assigned() or s.is_imported()}
    used = {s.get_name() for s in here if s.is_referenced()}
    waiting = top.get_children()
    while waiting:
        scope = waiting.pop()
        waiting += scope.get_children()
        used |= {s.get_name() for s in scope.get_symbols() if s.is_global() and s.is_referenced()}
    return _Names(
        defined=frozenset(name for name in defined if not _is_private(name)),
        used=frozenset(used - defined),
    )


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")
