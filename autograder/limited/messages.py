"""Both sides: A message is a frame, and behind it as many texts as it says, whose lengths it says.

Frames are small; what may be large, or is not ours, is a text.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from autograder.codec import CodecError
from autograder.protocol.errors import WireError
from autograder.protocol.frames import pack, receive as receive_frame, receive_bytes
from autograder.protocol.records import RECORDS

MOST_BYTES = 128 << 20  #: of all texts of a message


def send(fd: int, kind: Any, message: Any, texts: Sequence[bytes] = ()) -> None:
    """Write a request or a reply to a blocking pipe."""
    data = RECORDS.dump(kind, message)
    frame = pack({"message": data, "sizes": [len(text) for text in texts]})
    is_little = sum(map(len, texts)) <= _LITTLE
    for part in [b"".join([frame, *texts])] if is_little else [frame, *texts]:
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(fd, rest) :]


def receive(fd: int, kind: Any) -> tuple[Any, list[bytes]] | None:
    """Read a request or a reply from a blocking pipe; None if the other side has closed it.

    Raises WireError or CodecError if it is none.
    """
    frame = receive_frame(fd)
    if frame is None:
        return None
    sizes = RECORDS.load(tuple[int, ...], frame.get("sizes"))
    if any(size < 0 for size in sizes) or sum(sizes) > MOST_BYTES:
        raise CodecError("texts of other sizes")
    message = RECORDS.load(kind, frame.get("message"))
    if sum(sizes) > _LITTLE:
        return message, [_text(fd, size) for size in sizes]
    together, ends = _text(fd, sum(sizes)), accumulate(sizes)
    return message, [together[end - size : end] for size, end in zip(sizes, ends, strict=True)]


_LITTLE = 1 << 20  #: bytes of texts that travel together: what is more is not held twice


def _text(fd: int, size: int) -> bytes:
    text = receive_bytes(fd, size)
    if len(text) < size:
        raise WireError("a message that breaks off")
    return text
