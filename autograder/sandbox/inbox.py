"""Grader: Frames put together from the pieces in which a pipe delivers them."""

from __future__ import annotations

from typing import Any

from autograder.protocol.frames import HEADER_SIZE, body_size, unpack


class Inbox:
    """Bytes that have arrived and are not yet a message."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def __len__(self) -> int:
        return len(self._bytes)

    def add(self, piece: bytes) -> None:
        self._bytes += piece

    def take(self) -> dict[str, Any] | None:
        """Remove and return the first message, None if it is incomplete; may raise `WireError`."""
        if len(self._bytes) < HEADER_SIZE:
            return None
        end = HEADER_SIZE + body_size(bytes(self._bytes[:HEADER_SIZE]))
        if len(self._bytes) < end:
            return None
        body = bytes(self._bytes[HEADER_SIZE:end])
        del self._bytes[:end]
        return unpack(body)
