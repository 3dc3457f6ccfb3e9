"""Observations read back from the output folder, exactly as they were written.

Only what this grader has written there is read, never anything of a submission's; all the same a
file that is damaged, of another version or of other circumstances counts as not there.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from autograder.protocol.errors import WireError
from autograder.protocol.values import decode
from autograder.records import (
    Answer,
    CallRequest,
    CellRun,
    Exchange,
    Fault,
    FigureRequest,
    Frame,
    ModelRequest,
    NotAsked,
    Observation,
    Output,
    Raised,
    Request,
    Stopped,
    Undefined,
    Unsendable,
    UsesRequest,
    Value,
    ValueRequest,
)
from autograder.store.observations import FORMAT, VERSION

_DAMAGED = (ValueError, TypeError, LookupError, AttributeError, RecursionError, WireError)


def recorded_observation(path: Path, depends_on: str) -> Observation | None:
    """Return the observation in a JSON file, None unless it is whole and depends on just that."""
    try:
        document = json.loads(path.read_bytes())
        if (document["format"], document["version"]) != (FORMAT, VERSION):
            return None
        if document["depends_on"] != depends_on:
            return None
        return _observation(document, _arrays(path.with_suffix(".npz"), document["arrays"]))
    except (OSError, zipfile.BadZipFile, *_DAMAGED):
        return None


Arrays = Mapping[str, Any]


def _arrays(path: Path, digest: str | None) -> Arrays:
    """Return the arrays beside; ValueError if they are not the ones that the JSON belongs to."""
    if digest is None:
        return {}
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise ValueError("arrays of another observation")
    with np.load(io.BytesIO(content), allow_pickle=False) as stored:
        return dict(stored)


def _observation(document: dict[str, Any], arrays: Arrays) -> Observation:
    return Observation(
        submission=document["submission"],
        sha256=document["sha256"],
        assignment=document["assignment"],
        tier=document["tier"],
        versions=tuple(document["versions"].items()),
        runs=tuple(_run(run) for run in document["cells"]),
        exchanges=tuple(
            (check, tuple(_exchange(exchange, arrays) for exchange in exchanges))
            for check, exchanges in document["exchanges"].items()
        ),
        fault=None if document["fault"] is None else Fault(document["fault"]),
        trainer=document["trainer"],
        disturbed=document["disturbed"],
    )


def _run(run: dict[str, Any]) -> CellRun:
    return CellRun(
        cell=run["cell"],
        outputs=tuple(Output(o["kind"], tuple(o["content"].items())) for o in run["outputs"]),
        raised=run["raised"] and _raised(run["raised"]),
        stopped=run["stopped"] and _stopped(run["stopped"]),
    )


def _exchange(exchange: dict[str, Any], arrays: Arrays) -> Exchange:
    return Exchange(_request(exchange["request"], arrays), _answer(exchange["answer"], arrays))


def _request(request: dict[str, Any], arrays: Arrays) -> Request:
    if "call" in request:
        arguments = (_value(node, arrays) for node in request["arguments"])
        return CallRequest(request["call"], tuple(arguments))
    if "model" in request:
        return ModelRequest(
            request["model"],
            request["builder"],
            tuple(request["input_shape"]),
            _value(request["predict"], arrays),
            request["weights"],
        )
    if "figures" in request:
        return FigureRequest()
    return ValueRequest(request["value"]) if "value" in request else UsesRequest(request["uses"])


def _answer(answer: dict[str, Any], arrays: Arrays) -> Answer:
    if "value" in answer:
        return Value(_value(answer["value"], arrays), answer["with_lists"])
    ((kind, content),) = answer.items()
    return _OTHER_ANSWERS[kind](content)


def _value(node: Any, arrays: Arrays) -> Any:
    return arrays[node[1]] if node[0] == "npz" else decode(node)


def _raised(raised: dict[str, Any]) -> Raised:
    frames = tuple(Frame(*frame) for frame in raised["frames"])
    return Raised(raised["type"], raised["message"], frames)


def _stopped(stopped: dict[str, Any]) -> Stopped:
    return Stopped(stopped["reason"], stopped["detail"])


_OTHER_ANSWERS: Mapping[str, Callable[[Any], Answer]] = {
    "raised": _raised,
    "stopped": _stopped,
    "undefined": lambda content: Undefined(content["callable"]),
    "unsendable": Unsendable,
    "not_asked": lambda content: NotAsked(_stopped(content)),
}
