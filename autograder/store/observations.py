"""`observations/<submission>.json`, for instructors: what was asked, what was answered.

Format `akapen-observation`, version 2:

    {"format": "akapen-observation", "version": 2, "assignment": "convolution",
     "autograder": "0.1.0", "submission": "s01", "sha256": SHA-256 of the submission's bytes,
     "depends_on": SHA-256 of all that determines the answers (`autograder.store.fingerprint`),
     "arrays": null | SHA-256 of the array file's bytes,
     "limits": {"seconds": 60.0, "question_seconds": 10.0, "memory": bytes, …},
     "tier": how the worker was isolated, "versions": {"numpy": "2.4.6", …},
     "trainer": null | what Keras models trained with, "fast-keras 1 (keras 3.15.0)",
     "fault": null | why the grader itself could not go on,
     "disturbed": whether a cell that was run again was stopped, perhaps from outside,
     "cells": [{"cell": 3, "outputs": [{"kind": "stream", "content": {…}}, …],
                "raised": null | RAISED, "stopped": null | STOPPED}, …],
     "exchanges": {"conv1d/2": [{"request": REQUEST, "answer": ANSWER}, …], …}}

    REQUEST = {"call": "conv1d", "arguments": [NODE, …]} | {"value": "s_20"}
            | {"uses": "conv1d" | null} | {"figures": true}
            | {"model": "m", "builder": null | "build_model", "input_shape": [4],
               "predict": NODE, "weights": true}
    ANSWER  = {"value": NODE, "with_lists": false} | {"raised": RAISED}
            | {"undefined": {"callable": true}} | {"stopped": STOPPED}
            | {"unsendable": "…"} | {"not_asked": STOPPED}
    RAISED  = {"type": "ValueError", "message": "…",
               "frames": [[cell, line, "function", "source line"]]}
    STOPPED = {"reason": "cpu", "detail": "5"}

NODE is a value as `autograder.protocol.grammar` describes it. An array of more than `INLINE` bytes
stands beside, in `observations/<submission>.npz`, and its node is `["npz", KEY]`.
"""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder import __version__
from autograder.protocol.values import Node, encode
from autograder.records import (
    Answer,
    CallRequest,
    CellRun,
    Exchange,
    FigureRequest,
    Limits,
    ModelRequest,
    NotAsked,
    Observation,
    Raised,
    Request,
    Stopped,
    Undefined,
    Unsendable,
    UsesRequest,
    Value,
    ValueRequest,
)

FORMAT, VERSION = "akapen-observation", 2
INLINE = 4096  #: bytes of the largest array that stands in the JSON itself


class _Arrays(dict[str, NDArray[Any]]):
    """Arrays on their way into the file beside."""

    def node(self, value: object) -> Node:
        if isinstance(value, np.ndarray) and value.nbytes > INLINE and not value.dtype.hasobject:
            key = f"a{len(self)}"
            self[key] = value
            return ["npz", key]
        return encode(value)


def observation_files(
    observation: Observation, limits: Limits, depends_on: str
) -> tuple[str, bytes | None]:
    """Return the text of the JSON file, and the bytes of the array file if one is needed."""
    arrays = _Arrays()
    exchanges = {
        check: [_exchange(exchange, arrays) for exchange in exchanges]
        for check, exchanges in observation.exchanges
    }
    beside = _npz(arrays) if arrays else None
    document = {
        "format": FORMAT,
        "version": VERSION,
        "autograder": __version__,
        "assignment": observation.assignment,
        "submission": observation.submission,
        "sha256": observation.sha256,
        "depends_on": depends_on,
        "arrays": beside and hashlib.sha256(beside).hexdigest(),
        "limits": asdict(limits),
        "tier": observation.tier,
        "versions": dict(observation.versions),
        "trainer": observation.trainer,
        "fault": observation.fault.message if observation.fault else None,
        "disturbed": observation.disturbed,
        "cells": [_cell(run) for run in observation.runs],
        "exchanges": exchanges,
    }
    return json.dumps(document) + "\n", beside


def _npz(arrays: _Arrays) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)  # type: ignore[arg-type]
    return buffer.getvalue()


def _cell(run: CellRun) -> dict[str, Any]:
    return {
        "cell": run.cell,
        "outputs": [{"kind": o.kind, "content": dict(o.content)} for o in run.outputs],
        "raised": run.raised and _raised(run.raised),
        "stopped": run.stopped and _stopped(run.stopped),
    }


def _exchange(exchange: Exchange, arrays: _Arrays) -> dict[str, Any]:
    return {
        "request": _request(exchange.request, arrays),
        "answer": _answer(exchange.answer, arrays),
    }


def _request(request: Request, arrays: _Arrays) -> dict[str, Any]:
    match request:
        case CallRequest(name=name, arguments=arguments):
            return {"call": name, "arguments": [arrays.node(argument) for argument in arguments]}
        case ValueRequest(name=name):
            return {"value": name}
        case UsesRequest(name=target):
            return {"uses": target}
        case FigureRequest():
            return {"figures": True}
        case ModelRequest(name=name):
            return {
                "model": name,
                "builder": request.builder,
                "input_shape": list(request.input_shape),
                "predict": arrays.node(request.predict),
                "weights": request.weights,
            }


def _answer(answer: Answer, arrays: _Arrays) -> dict[str, Any]:
    match answer:
        case Value(value=value, with_lists=with_lists):
            return {"value": arrays.node(value), "with_lists": with_lists}
        case Raised():
            return {"raised": _raised(answer)}
        case Undefined(callable=missing):
            return {"undefined": {"callable": missing}}
        case Stopped():
            return {"stopped": _stopped(answer)}
        case Unsendable(reason=reason):
            return {"unsendable": reason}
        case NotAsked(because=because):
            return {"not_asked": _stopped(because)}


def _raised(raised: Raised) -> dict[str, Any]:
    frames = [[f.cell, f.line, f.function, f.source] for f in raised.frames]
    return {"type": raised.type, "message": raised.message, "frames": frames}


def _stopped(stopped: Stopped) -> dict[str, str]:
    return {"reason": stopped.reason, "detail": stopped.detail}
