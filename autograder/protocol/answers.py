"""Grader: Replies of a worker as records; one that is not of their form is a `WireError`."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar, cast

from autograder.protocol.errors import WireError
from autograder.protocol.reasons import own_words
from autograder.protocol.values import decode
from autograder.records import (
    Answer,
    CellRun,
    Frame,
    Output,
    Raised,
    Stopped,
    StopReason,
    Undefined,
    Unsendable,
    Value,
)
from autograder.texts import beginning

T = TypeVar("T")

MAX_MESSAGE = 500  #: characters of an exception's message
MAX_FRAMES = 20
MOST_TEXT = 2 << 20  #: characters that one cell shows; a worker keeps half of it
_MAX_NAME = 200
_SOFT_REASONS = ("cpu", "wall", "memory")  #: what a worker notices by itself
_SECONDS = re.compile(r"[0-9.e+-]{0,20}")
_TEXTS = {
    "stream": {"name", "text"},
    "error": {"ename", "evalue", "traceback"},
}
_SIGNATURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
_SHOWN = ("display_data", "execute_result")
_STREAMS = ("stdout", "stderr")


def answer(reply: Mapping[str, Any]) -> Answer:
    """Return what a reply to a call, or to a question for a value or for uses, says."""
    for key, parse in _ANSWERS.items():
        if key in reply:
            allowed = {key, "with_lists"} if key == "value" else {key}
            _demand(set(reply) <= allowed, "keys of an answer")
            return parse(reply)
    raise WireError("not an answer")


def cell_run(cell: int, reply: Mapping[str, Any]) -> CellRun:
    """Return what a reply to a cell says."""
    _demand(set(reply) == {"outputs", "raised", "stopped"}, "keys of a cell's reply")
    outputs = tuple(_output(output) for output in _typed(reply["outputs"], list))
    _demand(_length(outputs) <= MOST_TEXT, "more text than a worker keeps of a cell")
    return CellRun(
        cell=cell,
        outputs=outputs,
        raised=None if reply["raised"] is None else _raised(reply["raised"]),
        stopped=None if reply["stopped"] is None else _stopped(reply["stopped"]),
    )


def _length(outputs: Iterable[Output]) -> int:
    """Characters in outputs, images left aside: a notebook needs many times as many bytes."""
    contents = (pair for output in outputs for pair in output.content)
    return sum(len(text) for key, text in contents if not key.startswith("image/"))


def _value(reply: Mapping[str, Any]) -> Value:
    return Value(decode(reply["value"]), _typed(reply.get("with_lists", False), bool))


def _undefined(undefined: Any) -> Undefined:
    return Undefined(_typed(_keyed(undefined, {"callable"})["callable"], bool))


def _raised(raised: Any) -> Raised:
    fields = _keyed(raised, {"type", "message", "frames"})
    return Raised(
        type=_text(fields["type"], _MAX_NAME),
        message=_text(fields["message"], MAX_MESSAGE),
        frames=tuple(_frame(frame) for frame in _typed(fields["frames"], list)[:MAX_FRAMES]),
    )


def _frame(frame: Any) -> Frame:
    _demand(type(frame) is list and len(frame) == 4, "a frame")
    cell, line, function, source = frame
    return Frame(
        cell=_typed(cell, int),
        line=_typed(line, int),
        function=_text(function, _MAX_NAME),
        source=_text(source, MAX_MESSAGE),
    )


def _stopped(stopped: Any) -> Stopped:
    fields = _keyed(stopped, {"reason", "detail"})
    _demand(fields["reason"] in _SOFT_REASONS, "a reason")
    detail = _typed(fields["detail"], str)
    _demand(_SECONDS.fullmatch(detail) is not None, "seconds")
    return Stopped(cast(StopReason, fields["reason"]), detail)


def _output(output: Any) -> Output:
    fields = _keyed(output, {"kind", "content"})
    kind, content = fields["kind"], _typed(fields["content"], dict)
    if kind in _SHOWN:
        shown = ((media, _shown(media, data)) for media, data in content.items())
        return Output(kind, tuple((media, data) for media, data in shown if data is not None))
    _demand(type(kind) is str and set(content) == _TEXTS.get(kind), "an output")
    _demand(kind != "stream" or content["name"] in _STREAMS, "a stream")
    return Output(kind, tuple((key, _text(text)) for key, text in content.items()))


def _shown(media: str, data: Any) -> str | None:
    """Return text, or an image in base64; None for an image that is something else."""
    if media == "text/plain":
        return _text(data)
    _demand(media in _SIGNATURES, "a media type")
    return _image("".join(_text(data).split()), _SIGNATURES[media])


def _image(encoded: str, signature: bytes) -> str | None:
    try:
        image = base64.b64decode(encoded, validate=True)
    except ValueError:
        return None
    return encoded if image.startswith(signature) else None


def _text(text: Any, most: int | None = None) -> str:
    """Cut to length, and without lone surrogates, which no file could be written with."""
    whole = _typed(text, str)
    cut = whole if most is None else beginning(whole, most)
    return cut.encode("utf-8", "backslashreplace").decode("utf-8")


def _typed(value: Any, kind: type[T]) -> T:
    _demand(type(value) is kind, kind.__name__)
    return cast(T, value)


def _keyed(value: Any, keys: set[str]) -> dict[str, Any]:
    _demand(type(value) is dict and set(value) == keys, f"keys {sorted(keys)}")
    return cast(dict[str, Any], value)


def _demand(holds: bool, what: str) -> None:
    if not holds:
        raise WireError(f"a malformed reply: {what}")


_ANSWERS: Mapping[str, Callable[[Mapping[str, Any]], Answer]] = MappingProxyType(
    {
        "value": _value,
        "raised": lambda reply: _raised(reply["raised"]),
        "undefined": lambda reply: _undefined(reply["undefined"]),
        "stopped": lambda reply: _stopped(reply["stopped"]),
        "unsendable": lambda reply: Unsendable(own_words(_typed(reply["unsendable"], str))),
    }
)
