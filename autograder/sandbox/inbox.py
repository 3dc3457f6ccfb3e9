"""Grader: Frames put together from the pieces in which a pipe delivers them."""

from __future__ import annotations

from autograder.json_pieces import count_pieces
from autograder.protocol.frames import HEADER_SIZE, body_size, require_size
from autograder.protocol.replies import read_reply
from autograder.shared_fields import SharedFields


class TooManyPieces(Exception):
    """A message that may not be read, because it consists of too many pieces."""


class Inbox:
    """Bytes that have arrived and are not yet a message."""

    def __init__(self) -> None:
        self.pieces = 0  #: that all messages until now have consisted of
        self.taken = 0  #: bytes of all messages until now
        self._bytes = bytearray()

    def __len__(self) -> int:
        return len(self._bytes)

    def add(self, piece: bytes) -> None:
        self._bytes += piece

    def take(self, most: int) -> SharedFields | None:
        """Remove and return the first message, None if it is incomplete.

        Raises `WireError` if it is none; `TooManyPieces`, without having read it, if it consists
        of more than `most`.
        """
        if len(self._bytes) < HEADER_SIZE:
            return None
        end = HEADER_SIZE + body_size(bytes(self._bytes[:HEADER_SIZE]))
        if len(self._bytes) < end:
            return None
        body = bytes(self._bytes[HEADER_SIZE:end])
        del self._bytes[:end]
        self.taken += end
        require_size(body)  # no reply of ours is larger, however little may still be read
        pieces = count_pieces(body, most)
        if pieces > most:
            raise TooManyPieces
        self.pieces += pieces
        return read_reply(body)
