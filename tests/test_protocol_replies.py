"""A reply that several workers give is read once, and each is told what it says."""

from __future__ import annotations

import json

import pytest

from autograder.protocol.answers import answer, cell_run
from autograder.protocol.errors import WireError
from autograder.protocol.records import RECORDS
from autograder.protocol.replies import read_reply
from autograder.records import CellRequest, CellRun, Value, WorkerAnswer
from autograder.shared_fields import SharedFields


def body(kind: object, record: object) -> bytes:
    return json.dumps(RECORDS.dump(kind, record)).encode("ascii")


def test_the_same_reply_is_read_once() -> None:
    told = body(WorkerAnswer, Value(value=[1.5, 2.5]))
    first, second = read_reply(told), read_reply(bytes(bytearray(told)))
    assert answer(first) == Value(value=[1.5, 2.5])
    assert answer(first) is answer(second)


def test_another_reply_is_another() -> None:
    told = [body(WorkerAnswer, Value(value=value)) for value in (1, 1.0, True)]
    read = [answer(read_reply(one)) for one in told]
    assert [repr(one.value) for one in read if isinstance(one, Value)] == ["1", "1.0", "True"]


def test_a_large_reply_is_not_kept() -> None:
    told = body(WorkerAnswer, Value(value="a" * 2000))
    assert answer(read_reply(told)) == answer(read_reply(told))
    assert answer(read_reply(told)) is not answer(read_reply(told))


def test_what_a_reply_says_of_a_cell_is_of_the_cell_that_was_asked() -> None:
    reply = read_reply(body(CellRun, CellRun(cell=2, step=1, outputs=())))
    there = CellRequest(cell=2, step=1, line=7, source="")
    below = CellRequest(cell=2, step=1, line=9, source="")
    assert [cell_run(asked, reply).line for asked in (there, below, there)] == [7, 9, 7]
    with pytest.raises(WireError, match="another cell"):
        cell_run(CellRequest(cell=3, step=1, source=""), reply)


def test_what_is_malformed_is_so_each_time() -> None:
    for _ in range(2):
        with pytest.raises(WireError, match="a malformed reply"):
            answer(read_reply(b'{"Value": {"value": ["none", 1]}}'))
        with pytest.raises(WireError, match="not JSON"):
            read_reply(b"{")


def test_nobody_finds_in_a_reply_what_was_made_of_it_as_another_thing() -> None:
    reply = SharedFields(read_reply(body(WorkerAnswer, Value(value=1))))
    answer(reply)
    with pytest.raises(WireError):
        cell_run(CellRequest(cell=1, source=""), reply)
