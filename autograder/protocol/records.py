"""Records across the wire and in files as plain data, with the values in them.

`load(kind, dump(kind, record))` is the record again; values are written as `grammar` says.
"""

from __future__ import annotations

from autograder.codec import Codec, CodecError
from autograder.protocol.errors import WireError
from autograder.protocol.values import decode, encode


def decoded(node: object) -> object:
    """Return the value of a node; CodecError, where `decode` raises WireError."""
    try:
        return decode(node)
    except WireError as error:
        raise CodecError(str(error)) from error


RECORDS = Codec(encode=encode, decode=decoded)

dump = RECORDS.dump
load = RECORDS.load
