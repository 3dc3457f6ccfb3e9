"""Grader: Replies of a worker as records; one that is not of their form is a `WireError`.

    a cell            the fields of a `records.CellRun`
    anything else     one of `records.WorkerAnswer`: {"Value": {…}}, {"Raised": {…}}, …

Student code may have written it: a reply is one of these and nothing else, its texts are cut and
cleaned, and of what a worker may say of itself only the limits that it keeps by itself count.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from autograder.codec import CodecError
from autograder.cutting import beginning
from autograder.protocol.errors import WireError
from autograder.protocol.records import load_of_submission
from autograder.protocol.written import MAX_FILE_NAME, MAX_WRITTEN, MOST_WRITTEN
from autograder.records import (
    Answer,
    CellRequest,
    CellRun,
    Frame,
    Output,
    Played,
    Raised,
    Ran,
    Stopped,
    Unsendable,
    Value,
    WorkerAnswer,
    Written,
)
from autograder.shared_fields import SharedFields

T = TypeVar("T")

MAX_MESSAGE = 500  #: characters of an exception's message
MAX_FRAMES = 20
MAX_KINDS = 20  #: classes that an exception inherits from
MAX_PRINTED = 1 << 16  #: characters of what a call prints
MOST_OUTPUTS = 2_100  #: of one cell; a worker keeps a few fewer
MOST_TEXT = 2 << 20  #: characters that one cell shows; a worker keeps half of it
_MAX_NAME = 200
_MOST_STATUS = 255  #: with which a process can end
_SOFT_REASONS = ("cpu", "wall", "memory")  #: what a worker notices by itself
_MOST_DIMENSIONS = 64  #: that numpy knows
_TEXTS = {
    "stream": {"name", "text"},
    "error": {"ename", "evalue", "traceback"},
}
_STREAMS = ("stdout", "stderr")
_SIGNATURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


def answer(reply: Any) -> Answer:
    """Return what a reply to anything but a cell says."""
    return _once(reply, answer, _answer)


def _answer(reply: Any) -> Answer:
    cleaned: Answer = _cleaned(_loaded(WorkerAnswer, reply))
    return cleaned


def _cleaned(said: Any) -> Any:
    match said:
        case Raised():
            return _raised(said)
        case Stopped():
            return _stopped(said)
        case Unsendable():
            return _unsendable(said)
        case Ran():
            return _ran(said)
        case Played():
            return Played(answers=tuple(map(_cleaned, said.answers)))
        case Value(printed=str(printed)):
            return replace(said, printed=_text(printed, MAX_PRINTED))
    return said


def cell_run(request: CellRequest, reply: Any) -> CellRun:
    """Return what a reply to a cell says."""
    asked = cell_run, request.cell, request.step, request.line
    return _once(reply, asked, partial(_cell_run, request))


def _cell_run(request: CellRequest, reply: Any) -> CellRun:
    run: CellRun = _loaded(CellRun, reply)
    _require((run.cell, run.step) == (request.cell, request.step), "another cell")
    _require(len(run.outputs) <= MOST_OUTPUTS, "more outputs than a worker keeps of a cell")
    outputs = tuple(map(_output, run.outputs))
    _require(text_length(outputs) <= MOST_TEXT, "more text than a worker keeps of a cell")
    return CellRun(
        cell=request.cell,
        step=request.step,
        line=request.line,
        outputs=outputs,
        raised=run.raised and _raised(run.raised),
        stopped=run.stopped and _stopped(run.stopped),
    )


def _once(reply: Any, what: object, read: Callable[[Any], T]) -> T:
    """Return what is read of a reply, which of one that others have given too is the same."""
    if not isinstance(reply, SharedFields):
        return read(reply)
    return reply.once(what, lambda: read(dict(reply)))


def _loaded(kind: Any, reply: Any) -> Any:
    try:
        return load_of_submission(kind, reply)
    except CodecError as error:
        raise WireError(f"a malformed reply: {error}") from error


def text_length(outputs: Iterable[Output]) -> int:
    """Return the characters in outputs but images; a notebook needs many times as many bytes."""
    contents = (pair for output in outputs for pair in output.content)
    return sum(len(text) for key, text in contents if not key.startswith("image/"))


def _raised(raised: Raised) -> Raised:
    return Raised(
        type=_text(raised.type, _MAX_NAME),
        message=_text(raised.message, MAX_MESSAGE),
        frames=tuple(map(_frame, raised.frames[:MAX_FRAMES])),
        kinds=tuple(_text(kind, _MAX_NAME) for kind in raised.kinds[:MAX_KINDS]),
    )


def _ran(ran: Ran) -> Ran:
    _require(0 <= ran.status <= _MOST_STATUS, "an exit status")
    return replace(
        ran,
        printed=_text(ran.printed, MAX_PRINTED),
        errors=_text(ran.errors, MAX_PRINTED),
        raised=ran.raised and _raised(ran.raised),
        written=tuple(map(_written, ran.written[:MOST_WRITTEN])),
    )


def _written(written: Written) -> Written:
    return replace(
        written,
        name=_text(written.name, MAX_FILE_NAME),
        text=_text(written.text, MAX_WRITTEN),
    )


def _frame(frame: Frame) -> Frame:
    return replace(
        frame,
        function=_text(frame.function, _MAX_NAME),
        source=_text(frame.source, MAX_MESSAGE),
        file=_text(frame.file, _MAX_NAME),
    )


def _stopped(stopped: Stopped) -> Stopped:
    _require(stopped.reason in _SOFT_REASONS, "a reason")
    _require(stopped == Stopped(reason=stopped.reason, limit=stopped.limit), "a stop")
    _require(stopped.limit is None or stopped.limit >= 0, "a limit")
    return stopped


def _unsendable(unsendable: Unsendable) -> Unsendable:
    shape = unsendable.shape or ()
    _require(all(number >= 0 for number in (unsendable.number or 0, *shape)), "a number")
    _require(len(shape) <= _MOST_DIMENSIONS, "a shape")
    return unsendable


def _output(output: Output) -> Output:
    content = dict(output.content)
    _require(len(content) == len(output.content), "a key of an output that comes twice")
    if output.kind in _TEXTS:
        _require(content.keys() == _TEXTS[output.kind], "an output")
        _require(output.kind != "stream" or content["name"] in _STREAMS, "a stream")
        return replace(output, content=tuple((key, _text(text)) for key, text in content.items()))
    shown = ((media, _shown(media, data)) for media, data in content.items())
    return replace(output, content=tuple((m, data) for m, data in shown if data is not None))


def _shown(media: str, data: str) -> str | None:
    """Return text, or an image in base64; None for an image that is something else."""
    if media == "text/plain":
        return _text(data)
    _require(media in _SIGNATURES, "a media type")
    return _image("".join(_text(data).split()), _SIGNATURES[media])


def _image(encoded: str, signature: bytes) -> str | None:
    try:
        image = base64.b64decode(encoded, validate=True)
    except ValueError:
        return None
    return encoded if image.startswith(signature) else None


def _text(whole: str, most: int | None = None) -> str:
    """Cut to length, and without lone surrogates, which no file could be written with."""
    cut = whole if most is None else beginning(whole, most)
    return cut.encode("utf-8", "backslashreplace").decode("utf-8")


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise WireError(f"a malformed reply: {what}")
