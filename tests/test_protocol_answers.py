"""Answers of a worker: one expected type each, and everything else refused.

Tests of `protocol/errors.py`, `protocol/records.py`, `protocol/__init__.py`.
"""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given, settings, strategies as st

from autograder.protocol.answers import MAX_FRAMES, MOST_TEXT, answer, cell_run
from autograder.protocol.errors import WireError
from autograder.protocol.frames import pack, unpack
from autograder.protocol.grammar import MAX_NODES
from autograder.protocol.records import RECORDS, dump
from autograder.records import (
    Answer,
    CellRequest,
    CellRun,
    Frame,
    NotAsked,
    Output,
    Played,
    Raised,
    Ran,
    Stopped,
    Undefined,
    Unsendable,
    Value,
    WorkerAnswer,
)
from autograder.worker import transcript
from tests.records import all_records, kinds_of, strategy

FRAME = {"cell": 3, "line": 1, "function": "f", "source": "f()"}
RAISED = {"type": "ValueError", "message": "no", "frames": [FRAME]}
FIRST = CellRequest(cell=1, source="")
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n...").decode()


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ({"Value": {"value": ["int", "0x2"], "with_lists": True}}, Value(value=2, with_lists=True)),
        ({"Value": {"value": ["list", [["text", "sum"]]]}}, Value(value=["sum"])),
        (
            {"Raised": RAISED},
            Raised(
                type="ValueError",
                message="no",
                frames=(Frame(cell=3, line=1, function="f", source="f()"),),
            ),
        ),
        ({"Undefined": {"callable": True}}, Undefined()),
        ({"Undefined": {"callable": False}}, Undefined(callable=False)),
        ({"Stopped": {"reason": "cpu", "limit": 5}}, Stopped(reason="cpu", limit=5)),
        (
            {"Stopped": {"reason": "wall", "limit": 1e6}},
            Stopped(reason="wall", limit=1e06),
        ),
        ({"Stopped": {"reason": "memory"}}, Stopped(reason="memory")),
        (
            {"Unsendable": {"kind": "size", "number": 8 << 20}},
            Unsendable(kind="size", number=8 << 20),
        ),
        (
            {"Unsendable": {"kind": "shape", "shape": [2**63 - 1, 2]}},
            Unsendable(kind="shape", shape=(2**63 - 1, 2)),
        ),
    ],
)
def test_answers(reply: dict[str, Any], expected: Answer) -> None:
    assert answer(reply) == expected


@pytest.mark.parametrize(
    "reply",
    [
        {},
        {"ready": True},
        {"Value": {"value": ["int", "2"]}},
        {"Value": {"value": ["none"]}, "Raised": RAISED},
        {"Value": {"value": ["none"], "with_lists": 1}},
        {"Value": ["none"]},
        {"Raised": None},
        {"Raised": {**RAISED, "extra": 1}},
        {"Raised": {**RAISED, "frames": [{**FRAME, "cell": True}]}},
        {"Raised": {**RAISED, "frames": [{"cell": 1, "line": 1, "function": "f"}]}},
        {"Raised": {**RAISED, "frames": [[3, 1, "f", "f()"]]}},
        {"Raised": {**RAISED, "message": 5}},
        {"Raised": RAISED, "with_lists": False},
        {"Undefined": {"callable": None}},
        {"Stopped": {"reason": "wire"}},
        {"Stopped": {"reason": ["cpu"]}},
        {"Stopped": {"reason": "cpu", "limit": "5 apples"}},
        {"Stopped": {"reason": "cpu", "limit": -5}},
        {"Stopped": {"reason": "cpu", "limit": 5, "note": "a hidden input is [3, 1, 4]"}},
        {"Stopped": {"reason": "memory", "signal": "SIGKILL"}},
        {"Stopped": {"reason": "exit"}},
        {"Unsendable": {"kind": None}},
        {"Unsendable": {"kind": "a hidden input is [3, 1, 4]"}},
        {"Unsendable": {"kind": "size", "number": "8 MiB"}},
        {"Unsendable": {"kind": "size", "number": -1}},
        {"Unsendable": {"kind": "shape", "shape": [1, "secret"]}},
        {"Unsendable": {"kind": "shape", "shape": [1, -1]}},
        {"Unsendable": {"kind": "shape", "shape": [1] * 65}},
        {"Unsendable": "more than 8 MiB"},
        {"NotAsked": {"because": {"reason": "cpu", "limit": 5}}},
        {"Fault": {"message": "the grader's"}},
        {"CellRun": {"cell": 1, "outputs": [], "raised": None, "stopped": None}},
        {"cell": 1, "outputs": [], "raised": None, "stopped": None},
    ],
    ids=str,
)
def test_malformed_answers_are_refused(reply: dict[str, Any]) -> None:
    with pytest.raises(WireError):
        answer(reply)


CODEC = replace(
    RECORDS, members={kind: kinds_of(kind) for kind in all_records() if kinds_of(kind) != (kind,)}
)
SOFT = ("cpu", "wall", "memory")


@pytest.mark.parametrize("kind", all_records(), ids=lambda kind: kind.__name__)
def test_whatever_record_is_sent_only_a_workers_own_come_in(kind: type) -> None:
    @settings(max_examples=15, deadline=None)
    @given(record=strategy(kind), named=st.booleans())
    def is_refused_or_known(record: object, named: bool) -> None:
        data = CODEC.dump(kind, record)
        reply = unpack(pack({kind.__name__: data} if named else data)[4:])
        for read in (answer, lambda sent: cell_run(FIRST, sent)):
            try:
                said = read(reply)
            except WireError:
                continue
            assert type(said) in (*get_args(WorkerAnswer), CellRun)
            assert not isinstance(said, Stopped) or said.reason in SOFT
            assert not isinstance(said, NotAsked)

    is_refused_or_known()


@pytest.mark.parametrize("kind", get_args(WorkerAnswer), ids=lambda kind: kind.__name__)
def test_a_workers_own_do_come_in(kind: type) -> None:
    @settings(max_examples=15, deadline=None)
    @given(record=strategy(kind))
    def comes_in(record: object) -> None:
        if isinstance(record, Stopped):
            record = Stopped(reason="cpu", limit=abs(record.limit or 0))
        if isinstance(record, Ran):
            record = replace(record, status=abs(record.status) % 256)
        if isinstance(record, Played):
            record = Played(
                answers=tuple(a for a in record.answers if not isinstance(a, Unsendable))
            )
        if isinstance(record, Unsendable):
            shape = record.shape and tuple(map(abs, record.shape))
            record = replace(record, number=abs(record.number or 0), shape=shape)
        said = answer(unpack(pack({kind.__name__: CODEC.dump(kind, record)})[4:]))
        assert type(said) is kind

    comes_in()


def test_stops_that_only_the_grader_knows_are_refused() -> None:
    for reason in ("total", "output", "threads", "files", "crash", "exit", "wire"):
        stopped = dump(Stopped, Stopped(reason=reason, limit=5))
        with pytest.raises(WireError):
            answer({"Stopped": stopped})
        with pytest.raises(WireError):
            cell_run(FIRST, {"cell": 1, "outputs": [], "raised": None, "stopped": stopped})


def test_texts_are_cut_and_can_be_written() -> None:
    raised = answer({"Raised": {**RAISED, "message": "\ud800" + "x" * 1000}})
    assert isinstance(raised, Raised)
    assert raised.message == "\\ud800" + "x" * 499


def test_frames_are_cut_and_their_texts() -> None:
    frame = {**FRAME, "function": "f" * 1000, "source": "\ud800" * 1000}
    raised = answer({"Raised": {**RAISED, "frames": [frame] * (MAX_FRAMES + 5)}})
    assert isinstance(raised, Raised)
    assert len(raised.frames) == MAX_FRAMES
    assert (len(raised.frames[0].function), len(raised.frames[0].source)) == (200, 3000)


def test_a_reply_of_more_parts_than_a_value_may_have_is_not_read() -> None:
    flood = {"Raised": {**RAISED, "frames": [FRAME] * (MAX_NODES + 1)}}
    with pytest.raises(WireError) as refused:
        answer(flood)
    assert str(refused.value) == (f"a malformed reply: Raised.frames: more than {MAX_NODES} values")
    outputs = [{"kind": "stream", "content": [["name", "x"], ["text", ""]]}] * (MAX_NODES // 3)
    with pytest.raises(WireError, match="more than"):
        cell_run(
            FIRST, {"cell": 1, "outputs": [*outputs, *outputs], "raised": None, "stopped": None}
        )


def test_a_cell_with_all_kinds_of_output() -> None:
    outputs: list[dict[str, Any]] = [
        {"kind": "stream", "content": [["name", "stdout"], ["text", "1\n"]]},
        {"kind": "execute_result", "content": [["text/plain", "2"]]},
        {"kind": "display_data", "content": [["text/plain", "fig"], ["image/png", PNG + "\n"]]},
        {"kind": "error", "content": [["ename", "E"], ["evalue", "v"], ["traceback", "t"]]},
    ]
    stopped = {"reason": "wall", "limit": 20}
    reply = {"cell": 3, "outputs": outputs, "raised": RAISED, "stopped": stopped}
    assert cell_run(CellRequest(cell=3, source=""), reply) == CellRun(
        cell=3,
        outputs=(
            Output(kind="stream", content=(("name", "stdout"), ("text", "1\n"))),
            Output(kind="execute_result", content=(("text/plain", "2"),)),
            Output(kind="display_data", content=(("text/plain", "fig"), ("image/png", PNG))),
            Output(kind="error", content=(("ename", "E"), ("evalue", "v"), ("traceback", "t"))),
        ),
        raised=Raised(
            type="ValueError",
            message="no",
            frames=(Frame(cell=3, line=1, function="f", source="f()"),),
        ),
        stopped=Stopped(reason="wall", limit=20),
    )


def run_of(*outputs: object) -> dict[str, Any]:
    return {
        "cell": 1,
        "outputs": list(outputs),
        "raised": None,
        "stopped": None,
    }


@pytest.mark.parametrize("data", ["not base64!", base64.b64encode(b"<svg>").decode()])
def test_an_image_that_is_none_is_left_out(data: str) -> None:
    run = cell_run(FIRST, run_of({"kind": "display_data", "content": [["image/png", data]]}))
    assert run.outputs == (Output(kind="display_data", content=()),)


@pytest.mark.parametrize(
    "output",
    [
        None,
        {"kind": "stream"},
        {"kind": "stream", "content": {"name": "stdout", "text": ""}},
        {"kind": "stream", "content": [["name", "stdout"]]},
        {"kind": "stream", "content": [["name", "stdout"], ["text", 1]]},
        {"kind": "stream", "content": [["name", "image/png"], ["text", ""]]},
        {"kind": "stream", "content": [["name", ""], ["text", ""]]},
        {"kind": "stream", "content": [["name", "stdout"], ["text", "1"], ["text", "2"]]},
        {"kind": "stream", "content": [["name", "stdout", "stderr"], ["text", "1"]]},
        {"kind": "display_data", "content": [["text/html", "<b>"]]},
        {"kind": "display_data", "content": [["image/svg+xml", "<svg>"]]},
        {"kind": ["stream"], "content": [["name", "stdout"], ["text", ""]]},
        {"kind": "update", "content": []},
    ],
    ids=str,
)
def test_malformed_outputs_are_refused(output: object) -> None:
    with pytest.raises(WireError):
        cell_run(FIRST, run_of(output))


@pytest.mark.parametrize(
    "reply",
    [
        {},
        {"outputs": []},
        {"Value": {"value": ["none"]}},
        run_of() | {"cell": 2},
        run_of() | {"stopped": {"reason": "exit"}},
        {"CellRun": run_of()},
        {"Unsendable": {"kind": "message", "number": 99999999}},
    ],
    ids=str,
)
def test_malformed_cells_are_refused(reply: dict[str, Any]) -> None:
    with pytest.raises(WireError):
        cell_run(FIRST, reply)


def test_more_text_than_a_worker_keeps_is_not_from_one() -> None:
    output = {"kind": "stream", "content": [["name", "stdout"], ["text", "\n" * MOST_TEXT]]}
    with pytest.raises(WireError) as refused:
        cell_run(FIRST, run_of(output))
    assert str(refused.value) == "a malformed reply: more text than a worker keeps of a cell"
    assert MOST_TEXT > transcript.MAX_TEXT
