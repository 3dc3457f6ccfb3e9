from __future__ import annotations

import base64
from typing import Any

import pytest

from autograder.protocol.answers import MOST_TEXT, answer, cell_run
from autograder.protocol.errors import WireError
from autograder.records import (
    Answer,
    CellRun,
    Frame,
    Output,
    Raised,
    Stopped,
    Undefined,
    Unsendable,
    Value,
)
from autograder.worker import transcript

RAISED = {"type": "ValueError", "message": "no", "frames": [[3, 1, "f", "f()"]]}
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n...").decode()


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ({"value": ["int", "0x2"], "with_lists": True}, Value(2, with_lists=True)),
        ({"value": ["list", [["text", "sum"]]]}, Value(["sum"])),
        ({"raised": RAISED}, Raised("ValueError", "no", (Frame(3, 1, "f", "f()"),))),
        ({"undefined": {"callable": True}}, Undefined()),
        ({"undefined": {"callable": False}}, Undefined(callable=False)),
        ({"stopped": {"reason": "cpu", "detail": "5"}}, Stopped("cpu", "5")),
        ({"stopped": {"reason": "wall", "detail": "1e+06"}}, Stopped("wall", "1e+06")),
        ({"stopped": {"reason": "memory", "detail": ""}}, Stopped("memory")),
        ({"unsendable": "more than 8 MiB"}, Unsendable("more than 8 MiB")),
        (
            {"unsendable": "a hidden input is [3, 1, 4]"},
            Unsendable("something that cannot be sent"),
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
        {"value": ["int", "2"]},
        {"value": ["none"], "raised": RAISED},
        {"value": ["none"], "with_lists": 1},
        {"raised": None},
        {"raised": {**RAISED, "extra": 1}},
        {"raised": {**RAISED, "frames": [[True, 1, "f", ""]]}},
        {"raised": {**RAISED, "frames": [[1, 1, "f"]]}},
        {"raised": {**RAISED, "message": 5}},
        {"raised": RAISED, "with_lists": False},
        {"undefined": {}},
        {"undefined": {"callable": None}},
        {"stopped": {"reason": "wire", "detail": ""}},
        {"stopped": {"reason": ["cpu"], "detail": ""}},
        {"stopped": {"reason": "cpu", "detail": "5 apples"}},
        {"stopped": {"reason": "cpu", "detail": 5}},
        {"stopped": {"reason": "exit", "detail": ""}},
        {"unsendable": None},
    ],
    ids=str,
)
def test_malformed_answers_are_refused(reply: dict[str, Any]) -> None:
    with pytest.raises(WireError):
        answer(reply)


def test_texts_are_cut_and_can_be_written() -> None:
    raised = answer({"raised": {**RAISED, "message": "\ud800" + "x" * 1000}})
    assert isinstance(raised, Raised)
    assert raised.message == "\\ud800" + "x" * 499


def test_a_cell_with_all_kinds_of_output() -> None:
    outputs: list[dict[str, Any]] = [
        {"kind": "stream", "content": {"name": "stdout", "text": "1\n"}},
        {"kind": "execute_result", "content": {"text/plain": "2"}},
        {"kind": "display_data", "content": {"text/plain": "fig", "image/png": PNG + "\n"}},
        {"kind": "error", "content": {"ename": "E", "evalue": "v", "traceback": "t"}},
    ]
    stopped = {"reason": "wall", "detail": "20"}
    assert cell_run(3, {"outputs": outputs, "raised": RAISED, "stopped": stopped}) == CellRun(
        3,
        (
            Output("stream", (("name", "stdout"), ("text", "1\n"))),
            Output("execute_result", (("text/plain", "2"),)),
            Output("display_data", (("text/plain", "fig"), ("image/png", PNG))),
            Output("error", (("ename", "E"), ("evalue", "v"), ("traceback", "t"))),
        ),
        Raised("ValueError", "no", (Frame(3, 1, "f", "f()"),)),
        Stopped("wall", "20"),
    )


@pytest.mark.parametrize("data", ["not base64!", base64.b64encode(b"<svg>").decode()])
def test_an_image_that_is_none_is_left_out(data: str) -> None:
    outputs = [{"kind": "display_data", "content": {"image/png": data}}]
    run = cell_run(1, {"outputs": outputs, "raised": None, "stopped": None})
    assert run.outputs == (Output("display_data", ()),)


@pytest.mark.parametrize(
    "output",
    [
        None,
        {"kind": "stream"},
        {"kind": "stream", "content": {"name": "stdout"}},
        {"kind": "stream", "content": {"name": "stdout", "text": 1}},
        {"kind": "stream", "content": {"name": "image/png", "text": ""}},
        {"kind": "stream", "content": {"name": ["stdout"], "text": ""}},
        {"kind": "stream", "content": {"name": "", "text": ""}},
        {"kind": "display_data", "content": {"text/html": "<b>"}},
        {"kind": "display_data", "content": {"image/svg+xml": "<svg>"}},
        {"kind": ["stream"], "content": {"name": "stdout", "text": ""}},
        {"kind": "update", "content": {}},
    ],
    ids=str,
)
def test_malformed_outputs_are_refused(output: object) -> None:
    with pytest.raises(WireError):
        cell_run(1, {"outputs": [output], "raised": None, "stopped": None})


@pytest.mark.parametrize("reply", [{}, {"outputs": []}, {"value": ["none"]}], ids=str)
def test_malformed_cells_are_refused(reply: dict[str, Any]) -> None:
    with pytest.raises(WireError):
        cell_run(1, reply)


def test_more_text_than_a_worker_keeps_is_not_from_one() -> None:
    output = {"kind": "stream", "content": {"name": "stdout", "text": "\n" * MOST_TEXT}}
    with pytest.raises(WireError) as refused:
        cell_run(1, {"outputs": [output], "raised": None, "stopped": None})
    assert str(refused.value) == "a malformed reply: more text than a worker keeps of a cell"
    assert MOST_TEXT > transcript.MAX_TEXT
