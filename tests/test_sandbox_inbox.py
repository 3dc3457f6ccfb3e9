"""Frames put together from what a worker writes."""

from __future__ import annotations

import pytest

from autograder.protocol.errors import WireError
from autograder.protocol.frames import pack
from autograder.sandbox.inbox import Inbox, TooManyPieces


def test_messages_are_put_together_from_pieces() -> None:
    inbox = Inbox()
    taken = []
    for byte in pack({"a": 1}) + pack({"b": 2}):
        inbox.add(bytes([byte]))
        taken.append(inbox.take(100))
    assert [message for message in taken if message] == [{"a": 1}, {"b": 2}]
    assert len(inbox) == 0


def test_two_messages_in_one_piece_are_taken_one_by_one() -> None:
    inbox = Inbox()
    inbox.add(pack({"a": 1}) + pack({"b": 2}))
    assert [inbox.take(100), inbox.take(100), inbox.take(100)] == [{"a": 1}, {"b": 2}, None]


def test_a_message_announced_too_large_is_refused_at_its_header() -> None:
    inbox = Inbox()
    inbox.add(b"\xff\xff\xff\xff")
    with pytest.raises(WireError):
        inbox.take(100)


def test_a_message_of_too_many_pieces_is_not_read_and_the_next_is() -> None:
    inbox = Inbox()
    inbox.add(pack({"a": [1] * 10}) + pack({"b": "[,[,"}) + pack({"c": [1]}))
    with pytest.raises(TooManyPieces):
        inbox.take(10)
    assert [inbox.take(10), inbox.take(10)] == [{"b": "[,[,"}, {"c": [1]}]
    assert 6 <= inbox.pieces <= 20
