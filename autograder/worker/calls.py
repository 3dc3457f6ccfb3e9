"""Worker: Calls to functions of the submission, and their results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.records import CallRequest, Raised, Undefined, Value, ValueRequest
from autograder.worker.seeds import seed_all
from autograder.worker.timing import Interrupted
from autograder.worker.tracebacks import as_raised, is_out_of_memory


def call(namespace: Mapping[str, Any], request: CallRequest) -> Value | Raised | Undefined:
    """Call a function with fresh arguments; where that raises, once more with lists for arrays.

    Not so where arrays are demanded. Raises `MemoryError`: that is a limit and no answer.
    """
    if not callable(namespace.get(request.name)):
        return Undefined(callable=request.name not in namespace)
    function = namespace[request.name]
    fresh = deepcopy(request.arguments)
    seed_all(0)
    answer = attempt(function, request.arguments)
    may_be_lists = not request.arrays_only and any(map(_holds_array, fresh))
    if isinstance(answer, Raised) and may_be_lists:
        seed_all(0)
        again = attempt(function, [_listed(argument) for argument in fresh])
        return answer if isinstance(again, Raised) else replace(again, with_lists=True)
    return answer


def value(namespace: Mapping[str, Any], request: ValueRequest) -> Value | Undefined:
    """Return the variable's value."""
    if request.name not in namespace:
        return Undefined()
    return Value(value=namespace[request.name])


def attempt(function: Any, arguments: Sequence[object]) -> Value | Raised:
    """Return the answer, or what was raised; `MemoryError` passes through."""
    try:
        return Value(value=function(*arguments))
    except Interrupted:
        raise
    except BaseException as error:  # student code, and it may raise anything
        if is_out_of_memory(error):
            raise MemoryError from error
        return as_raised(error)


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
