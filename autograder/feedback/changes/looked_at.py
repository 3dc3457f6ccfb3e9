"""All that a search for a change looks at: a search of the same would find the same."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Hashable, Iterator
from dataclasses import replace
from functools import cached_property
from hashlib import sha256

from autograder.codec import CodecError
from autograder.feedback.changes.allowed import BUILTINS
from autograder.feedback.changes.asked import ChangeAsked
from autograder.feedback.code.remembered import MOST_CHARACTERS
from autograder.feedback.code.scopes import Plain, Scope, Submitted, written
from autograder.frozen import dataclass
from autograder.protocol.errors import WireError
from autograder.protocol.records import RECORDS

MOST_CONSTANTS = 4


@dataclass(frozen=True)
class LookedAt:
    """Nothing else of a submission's code is there for a search."""

    submitted: Submitted
    name: str  #: of the function that is asked about
    asked: ChangeAsked

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """The functions in which changes are looked for."""
        return self.submitted.reached([self.name], frozenset(self.asked.names))

    @cached_property
    def constants(self) -> tuple[str, ...]:
        """The numbers, and names of numbers, that the submission compares with somewhere."""
        found = self.submitted.compared_with
        plain = (text for text in found if re.fullmatch(r"-?[0-9.]{1,12}|[A-Z_]{2,40}", text))
        return tuple(plain)[:MOST_CONSTANTS]

    @cached_property
    def top(self) -> tuple[Plain, ...]:
        """What the top level binds, without functions that nothing can name, however changed."""
        return tuple(node for _cell, node in self._top)

    @cached_property
    def _top(self) -> list[tuple[int, Plain]]:
        plain = self.submitted.plain
        named = {self.name, "np", *BUILTINS, *self.constants}
        named |= {name for scope in self.scopes for name in _names(scope.node)}
        named |= {
            name for _, node in plain if isinstance(node, ast.Assign) for name in _names(node)
        }
        waiting = [node for _, node in plain if isinstance(node, ast.FunctionDef)]
        while further := [node for node in waiting if node.name in named]:
            waiting = [node for node in waiting if node.name not in named]
            named |= {name for node in further for name in _names(node)}
        left_out = {id(node) for node in waiting}
        return [(cell, node) for cell, node in plain if id(node) not in left_out]

    @cached_property
    def key(self) -> Hashable | None:
        """What is the same of all that is looked at; None if it is not known, or long."""
        submitted = self.submitted
        if not {cell for cell, _node in self._top} <= submitted.as_written:
            return None
        top = tuple([written(node, submitted.lines[cell]) for cell, node in self._top])
        scopes = tuple([scope.written for scope in self.scopes])
        if None in scopes or sum(len(text) for *_columns, text in top) > MOST_CHARACTERS:
            return None
        try:
            asked = json.dumps(RECORDS.dump(ChangeAsked, replace(self.asked, steps=0, above=())))
        except (CodecError, WireError, TypeError, ValueError):  # no plain data, as functions
            return None
        return sha256(asked.encode()).digest(), top, scopes, self.constants


def _names(node: ast.AST) -> Iterator[str]:
    """Yield what a piece of code names, and the names that it binds."""
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            yield part.id
        elif isinstance(part, ast.arg):
            yield part.arg
