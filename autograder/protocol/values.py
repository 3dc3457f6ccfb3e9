"""Grader and worker: Values across the wire as plain data, never pickled: `decode(encode(value))`.

Lists, tuples and arrays stay apart; numpy's scalars come back as Python's numbers, a frozenset as
a set, an aware time with a fixed offset.
"""

from __future__ import annotations

from autograder.protocol.decoding import decode
from autograder.protocol.encoding import encode, type_name
from autograder.protocol.errors import WireError
from autograder.protocol.grammar import Foreign, FunctionText, Held, Node, Opaque

__all__ = [
    "Foreign",
    "FunctionText",
    "Held",
    "Node",
    "Opaque",
    "WireError",
    "decode",
    "encode",
    "type_name",
]
