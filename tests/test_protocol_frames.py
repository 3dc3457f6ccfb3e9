"""Frames: lengths and bytes, and every way in which one can be broken."""

from __future__ import annotations

import contextlib
import os
import struct
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, strategies as st

from autograder.protocol.errors import WireError
from autograder.protocol.frames import (
    HEADER_SIZE,
    MAX_FRAME,
    body_size,
    fits,
    pack,
    pack_texts,
    receive,
    send,
    unpack,
)

messages = st.dictionaries(
    st.text(),
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(10**16), 10**16)
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=6,
    ),
    max_size=4,
)


@given(messages)
def test_messages_come_back_as_they_were(message: dict[str, Any]) -> None:
    frame = pack(message)
    assert body_size(frame[:HEADER_SIZE]) == len(frame) - HEADER_SIZE
    assert unpack(frame[HEADER_SIZE:]) == message


@given(st.binary() | st.text().map(str.encode))
def test_only_wire_errors_escape_from_unpacking(body: bytes) -> None:
    with contextlib.suppress(WireError):
        unpack(body)


@given(messages, st.integers(0, 200), st.binary(max_size=3))
def test_only_wire_errors_escape_from_damaged_frames(
    message: dict[str, Any], at: int, damage: bytes
) -> None:
    body = pack(message)[HEADER_SIZE:]
    with contextlib.suppress(WireError):
        unpack(body[:at] + damage + body[at + len(damage) :])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"1",
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": 1e999}',
        b'{"a": 1, "a": 2}',
        b'{"a": {"b": 1, "b": 2}}',
        b'{"a": ' + b"1" * 20 + b"}",
        '{"a": "é"}'.encode(),
        '{"a": 1}'.encode("utf-16"),
        b'\xef\xbb\xbf{"a": 1}',
        b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"a": [' + b"[]," * 1_700_000 + b"[]]}",
        b'{"a": 1} ' + b" " * MAX_FRAME,
    ],
    ids=lambda body: repr(body[:20]),
)
def test_anything_but_our_json_is_refused(body: bytes) -> None:
    with pytest.raises(WireError):
        unpack(body)


@pytest.mark.parametrize("message", [{"a": float("nan")}, {"a": object()}, {"a": b""}])
def test_only_json_is_packed(message: dict[str, object]) -> None:
    with pytest.raises(WireError, match=r"^not JSON: "):
        pack(message)


def test_texts_are_put_into_a_message_as_they_are() -> None:
    frame = pack_texts("requests", [b'{"a": 1}', b"[2]"], {"seconds": 0.5})
    assert frame == pack({"requests": [{"a": 1}, [2]], "seconds": 0.5})


def test_a_message_over_the_cap_is_not_packed() -> None:
    with pytest.raises(WireError, match=r"^a message of 16777\d+ bytes$"):
        pack({"a": "x" * MAX_FRAME})


def test_an_announced_length_over_the_cap_is_refused_before_reading() -> None:
    with pytest.raises(WireError, match=r"^a message of 4294967295 bytes$"):
        body_size(b"\xff" * 4)


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    read, write = os.pipe()
    yield read, write
    for fd in (read, write):
        with contextlib.suppress(OSError):
            os.close(fd)


def test_messages_pass_through_a_pipe_that_is_smaller_than_they_are(pipe: tuple[int, int]) -> None:
    read, write = pipe
    message = {"text": "x" * (1 << 20)}
    sender = threading.Thread(target=send, args=(write, message))
    sender.start()
    assert receive(read) == message
    sender.join()


def test_a_closed_pipe_is_the_end(pipe: tuple[int, int]) -> None:
    read, write = pipe
    os.close(write)
    assert receive(read) is None


@pytest.mark.parametrize("part", [b"\x05", struct.pack("<I", 5), struct.pack("<I", 5) + b"{"])
def test_a_message_that_breaks_off_is_refused(pipe: tuple[int, int], part: bytes) -> None:
    read, write = pipe
    os.write(write, part)
    os.close(write)
    with pytest.raises(WireError):
        receive(read)


def test_a_cell_may_print_nothing_but_brackets() -> None:
    message = {"outputs": "[" * (1 << 20)}
    assert unpack(pack(message)[4:]) == message


def test_what_would_not_be_unpacked_is_not_packed() -> None:
    with pytest.raises(WireError, match=r"^a message of too many values$"):
        pack({"a": "[" * 1_600_001})


@pytest.mark.parametrize(
    ("texts", "fitting"),
    [
        ([], True),
        (["x" * (15 << 20)], True),
        (["x" * (16 << 20)], False),
        (["x" * (8 << 20), "x" * (8 << 20)], False),
        (["畳" * (3 << 20)], False),  # six characters of ASCII for one
        (["[" * 1_600_000], False),
        (["\ud800"], True),
    ],
    ids=["none", "one", "too large", "too large together", "not ASCII", "brackets", "surrogate"],
)
def test_texts_that_fit_a_message(texts: list[str], fitting: bool) -> None:
    assert fits(texts) is fitting
    if fitting:
        pack({"do": "uses", "sources": texts, "name": "x" * 1000, "seconds": 1.0, "wall": 1.0})
