"""Worker: Calls to functions of the submission, and their results as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from autograder.protocol.errors import WireError
from autograder.protocol.values import decode, encode
from autograder.worker.seeds import plant
from autograder.worker.tensors import plain
from autograder.worker.timing import Interrupted
from autograder.worker.tracebacks import describe, is_out_of_memory

Reply = dict[str, Any]


def call(namespace: Mapping[str, Any], name: str, arguments: Sequence[Any], seed: int = 0) -> Reply:
    """Call a function with fresh arguments; where that raises, once more with lists for arrays.

    Raises `MemoryError`: that is a limit and no answer.
    """
    if not callable(namespace.get(name)):
        return {"undefined": {"callable": name not in namespace}}
    function = namespace[name]
    plant(seed)
    reply = attempt(function, [decode(node) for node in arguments])
    if "raised" in reply and any(_holds_array(decode(node)) for node in arguments):
        plant(seed)
        again = attempt(function, [_listed(decode(node)) for node in arguments])
        return reply if "raised" in again else _said_of_lists(again)
    return reply


def value(namespace: Mapping[str, Any], name: str) -> Reply:
    """Return the variable's value, as a call's reply."""
    if name not in namespace:
        return {"undefined": {"callable": True}}
    return encoded(namespace[name])


def attempt(function: Any, arguments: Sequence[object]) -> Reply:
    """Return the answer as a reply, or what was raised; `MemoryError` passes through."""
    try:
        answer = function(*arguments)
    except Interrupted:
        raise
    except BaseException as error:  # student code, and it may raise anything
        if is_out_of_memory(error):
            raise MemoryError from error
        return {"raised": describe(error)}
    return encoded(answer)


def encoded(answer: object) -> Reply:
    """Return an answer as a reply, or why it cannot be sent."""
    try:
        return {"value": encode(answer, plain), "with_lists": False}
    except WireError as error:
        return {"unsendable": str(error)}


def _said_of_lists(reply: Reply) -> Reply:
    return reply | {"with_lists": True} if "value" in reply else reply


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
