"""Grader and worker: Frames: four bytes of length, little-endian, then JSON in ASCII."""

from __future__ import annotations

import json
import math
import os
import struct
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from autograder.protocol.errors import UnsendableError, WireError
from autograder.protocol.grammar import MAX_NODES

MAX_FRAME = 16 << 20  #: bytes after the header
HEADER_SIZE = 4
DONE: Mapping[str, object] = MappingProxyType({"done": True})
"""Is sent after the replies to requests that came together: no other follows."""

_HEADER = struct.Struct("<I")
_MAX_BRACKETS = 8 * MAX_NODES  #: each costs the reader some sixty bytes; printed text has some too
_MAX_DIGITS = 19  #: as the longest axis of an array has
_ROOM = 1 << 16  #: bytes for what a message holds beside texts: names, numbers


def fits(texts: Iterable[str]) -> bool:
    """Whether one message can hold all of these texts, as one that asks what they use must."""
    body = json.dumps(list(texts)).encode("ascii")
    try:
        require_size(body, MAX_FRAME - _ROOM)
    except WireError:
        return False
    return True


def pack(message: Mapping[str, object]) -> bytes:
    """Return header and body; `WireError` if the message is too large or not JSON."""
    try:
        body = json.dumps(dict(message), allow_nan=False).encode("ascii")
    except (TypeError, ValueError, RecursionError) as error:
        raise WireError(f"not JSON: {error}") from error
    return _framed(body)


def pack_texts(name: str, texts: Iterable[bytes], message: Mapping[str, object]) -> bytes:
    """Return what `pack` makes of a message that has beside its own a list of texts of JSON."""
    rest = json.dumps(dict(message), allow_nan=False)[1:].encode("ascii")
    return _framed(b'{"%s": [%s], ' % (name.encode("ascii"), b", ".join(texts)) + rest)


def _framed(body: bytes) -> bytes:
    require_size(body)
    return _HEADER.pack(len(body)) + body


def body_size(header: bytes) -> int:
    """Return how many bytes follow, before any are allocated; `WireError` if over the cap."""
    (size,) = _HEADER.unpack(header)
    if size > MAX_FRAME:
        raise UnsendableError("message", size)
    return int(size)


def unpack(body: bytes) -> dict[str, Any]:
    """Return the message of a frame's body; `WireError` unless `pack` could have written it."""
    require_size(body)
    try:
        message = _DECODER.decode(body.decode("ascii"))
    except (ValueError, RecursionError, MemoryError) as error:
        raise WireError(f"not JSON: {type(error).__name__}") from error
    if type(message) is not dict:
        raise WireError("not a JSON object")
    return message


def require_size(body: bytes, most: int = MAX_FRAME) -> None:
    """Raise `WireError` if `pack` would not have written as much."""
    if len(body) > most:
        raise UnsendableError("message", len(body))
    if body.count(b"[") + body.count(b"{") > _MAX_BRACKETS:
        raise UnsendableError("brackets")


def send(fd: int, message: Mapping[str, object]) -> None:
    """Write one message to a blocking pipe."""
    rest = memoryview(pack(message))
    while rest:
        rest = rest[os.write(fd, rest) :]


def receive(fd: int) -> dict[str, Any] | None:
    """Read one message from a blocking pipe; None if the other side has closed it."""
    header = receive_bytes(fd, HEADER_SIZE)
    if not header:
        return None
    return unpack(receive_bytes(fd, body_size(header)))


def receive_bytes(fd: int, size: int) -> bytes:
    """Return `size` bytes, nothing at the end of the stream; `WireError` if it ends between."""
    chunks: list[bytes] = []
    missing = size
    while missing and (chunk := os.read(fd, missing)):
        chunks.append(chunk)
        missing -= len(chunk)
    if missing and chunks:
        raise WireError("a message that breaks off")
    return b"".join(chunks)


def _int(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise WireError("a number of too many digits")
    return int(digits)


def _float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise WireError("a number that is not finite")
    return number


def _constant(name: str) -> None:
    raise WireError(f"{name} in a message")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    message = dict(pairs)
    if len(message) != len(pairs):
        raise WireError("a key that comes twice")
    return message


_DECODER = json.JSONDecoder(
    parse_int=_int,
    parse_float=_float,
    parse_constant=_constant,
    object_pairs_hook=_object,
)
