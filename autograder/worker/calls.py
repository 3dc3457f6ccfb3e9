"""Worker: Calls to functions of the submission, and their results."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import partial
from itertools import islice
from types import MappingProxyType
from typing import Any

import numpy as np

from autograder.frozen import dataclass
from autograder.protocol.values import as_sent
from autograder.records import CallRequest, Raised, Undefined, Value, ValueRequest
from autograder.worker.held import NotHeld, found
from autograder.worker.seeds import seed_all
from autograder.worker.tensors import as_plain
from autograder.worker.timing import Interrupted
from autograder.worker.tracebacks import as_raised, is_out_of_memory


def call(
    namespace: Mapping[str, Any],
    request: CallRequest,
    printed: Callable[[], str] = str,
    objects: Mapping[str, Any] = MappingProxyType({}),
) -> Value | Raised | Undefined:
    """Call a function with fresh arguments; where that raises, once more with lists for arrays.

    Not so where arrays are demanded. `printed` returns what has been printed so far; by default
    nothing has. `objects` are those that arguments may name. Raises `MemoryError`: that is a limit
    and no answer.
    """
    if not callable(namespace.get(request.name)):
        return Undefined(callable=request.name not in namespace)
    asked = _Asked(namespace[request.name], request, printed)
    given = (request.arguments, dict(request.keywords), request.then)
    may_be_lists = not request.arrays_only and any(map(_holds_array, given))
    fresh = deepcopy(given) if may_be_lists else given
    if objects:
        try:
            given = found(given, objects)
        except NotHeld:
            return Undefined()
    if not request.goes_on:
        seed_all(0)
    answer = asked.answer(*given)
    if isinstance(answer, Raised) and may_be_lists:
        if not request.goes_on:
            seed_all(0)
        again = asked.answer(*found(tuple(map(_listed, fresh)), objects))
        return answer if isinstance(again, Raised) else replace(again, with_lists=True)
    return answer


def value(namespace: Mapping[str, Any], request: ValueRequest) -> Value | Undefined:
    """Return the variable's value."""
    if request.name not in namespace:
        return Undefined()
    return Value(value=namespace[request.name])


@dataclass(frozen=True)
class _Asked:
    """A function, and what is asked of its call."""

    function: Any
    request: CallRequest
    printed: Callable[[], str]

    def answer(self, arguments: Any, keywords: Any, then: Any) -> Value | Raised:
        """Return the answer to these arguments, with the effects that are asked for."""
        effects = self.request.effects
        before = len(self.printed()) if "prints" in effects else 0
        is_whole = self.request.part is None and self.request.takes is None and not then
        # A submission may have left few frames: none of ours but where it is needed.
        asked = self.function if is_whole else partial(self._answer, then)
        answer = attempt(asked, arguments, keywords)
        if isinstance(answer, Raised) or not effects:
            return answer
        return replace(
            answer,
            printed=self.printed()[before:] if "prints" in effects else None,
            after=(*arguments, *keywords.values()) if "changes" in effects else None,
        )

    def _answer(self, then: Any, /, *arguments: object, **keywords: object) -> object:
        answer = self.function(*arguments, **keywords)
        if not then:
            return self._part(answer)
        return [as_sent(self._part(answer(*given)), as_plain) for given in then]

    def _part(self, answer: Any) -> object:
        part, takes = self.request.part, self.request.takes
        if part is not None:
            answer = answer[part]
        return answer if takes is None else list(islice(answer, takes))


def attempt(
    function: Any, arguments: Sequence[object], keywords: Mapping[str, object] | None = None
) -> Value | Raised:
    """Return the answer, or what was raised; `MemoryError` passes through."""
    try:
        answer = function(*arguments, **(keywords or {}))
        deepen()
        return Value(value=answer)
    except Interrupted:
        raise
    except BaseException as error:  # student code, and it may raise anything
        deepen()
        if is_out_of_memory(error):
            raise MemoryError from error
        return as_raised(error)


def deepen(
    limit: Callable[[], int] = sys.getrecursionlimit,
    set_limit: Callable[[int], None] = sys.setrecursionlimit,
    least: int = sys.getrecursionlimit(),
) -> None:
    """Take back a limit so low that we could not go on; a higher one stays."""
    if limit() < least:
        set_limit(least)


def _holds_array(argument: object) -> bool:
    if isinstance(argument, list | tuple):
        return any(_holds_array(part) for part in argument)
    if isinstance(argument, dict):
        return any(_holds_array(part) for part in argument.values())
    return isinstance(argument, np.ndarray)


def _listed(argument: object) -> object:
    """Return the argument with nested lists in place of arrays."""
    if isinstance(argument, np.ndarray):
        return argument.tolist()
    if isinstance(argument, list | tuple):
        return type(argument)(_listed(part) for part in argument)
    if isinstance(argument, dict):
        return {key: _listed(part) for key, part in argument.items()}
    return argument
