"""Grader and worker: Values across the wire as plain data, never pickled: `decode(encode(value))`.

Lists, tuples and arrays stay apart; numpy's scalars come back as Python's numbers, a frozenset as
a set, an aware time with a fixed offset.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from autograder.protocol.decoding import decode
from autograder.protocol.encoding import encode, type_name
from autograder.protocol.errors import WireError
from autograder.protocol.grammar import Foreign, FunctionText, Held, Node, Opaque

T = TypeVar("T")


def as_sent(value: T, plain: Callable[[object], object] = lambda value: value) -> T:
    """Return a value as it would arrive, which nothing changes any more; as it is if it cannot."""
    try:
        arrived: T = decode(encode(value, plain))
    except WireError:
        return value
    return arrived


__all__ = [
    "Foreign",
    "FunctionText",
    "Held",
    "Node",
    "Opaque",
    "WireError",
    "as_sent",
    "decode",
    "encode",
    "type_name",
]
