"""Worker: Answers to requests about a namespace, one function a kind of request.

Answers are records, and become plain data while the limits of the request still hold: that reads
the student's objects.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from autograder.frozen import dataclass
from autograder.protocol.building_functions import with_functions
from autograder.protocol.building_tables import built, holds_tables
from autograder.protocol.errors import UnsendableError, WireError
from autograder.protocol.records import RECORDS
from autograder.protocol.values import decode, encode
from autograder.records import (
    CallRequest,
    EstimatorRequest,
    FigureRequest,
    FileRequest,
    ModelRequest,
    ScenarioRequest,
    StepRequest,
    Undefined,
    Unsendable,
    UsesRequest,
    Value,
    ValueRequest,
    WorkerAnswer,
)
from autograder.worker.calls import call, deepen, value
from autograder.worker.cells import by_time
from autograder.worker.estimators import describe
from autograder.worker.models import Models
from autograder.worker.own_modules import make_room_for
from autograder.worker.scenarios import play, take
from autograder.worker.source import uses
from autograder.worker.tensors import as_plain
from autograder.worker.timing import Exceeded, TimeLimits, within

Reply = dict[str, Any]


@dataclass(frozen=True)
class ExecutedSubmission:
    """A submission that has run: its names, models and figures."""

    namespace: Mapping[str, Any]
    models: Models
    figures: Callable[[], object]
    printed: Callable[[], str] = str  #: since the request has come in
    files: list[str] = field(default_factory=list)  #: that the grader has put beside it
    #: kept from one request to the next, by name
    objects: dict[str, Any] = field(default_factory=dict)


def reply(submission: ExecutedSubmission, request: object, limits: TimeLimits) -> Reply:
    """Return the answer to a request as plain data; raises `MemoryError`, a limit and no answer."""
    answer = ANSWERS[type(request)]
    try:
        return within(limits, lambda: dumped(answer(submission, request)))
    except Exceeded as limit:
        return dumped(by_time(limit))


def dumped(answer: WorkerAnswer) -> Reply:
    """Return an answer as plain data, or why it cannot be sent."""
    deepen()
    try:
        data: Reply = _ANSWERS_CODEC.dump(WorkerAnswer, answer)
    except WireError as error:
        return unsendable(error)
    return data


def unsendable(error: WireError) -> Reply:
    why = error.why if isinstance(error, UnsendableError) else Unsendable(kind="other")
    data: Reply = RECORDS.dump(WorkerAnswer, why)
    return data


def _built(node: object) -> object:
    """Return an argument as the submission is given it."""
    value = decode(node)
    if holds_tables(node):
        importlib.import_module("pandas")
    return with_functions(built(value))


REQUESTS = replace(RECORDS, decode=_built)  #: reads what the grader asks
_ANSWERS_CODEC = replace(RECORDS, encode=partial(encode, plain=as_plain))


def _uses(submission: ExecutedSubmission, request: UsesRequest) -> WorkerAnswer:
    found = uses(request.sources, request.name)
    return Undefined() if found is None else Value(value=found)


def _file(submission: ExecutedSubmission, request: FileRequest) -> WorkerAnswer:
    """Append to a file in the submission's folder, the assignment's or the student's own."""
    path = Path(request.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(request.content)  # type: ignore[arg-type]
    except OSError as error:  # for one, a file where another one needs a folder
        return Value(value=str(error.strerror))
    make_room_for(request.name)
    submission.files.append(request.name)
    return Value(value=None)


#: A kind of request, and what answers it.
ANSWERS: Mapping[type, Callable[[ExecutedSubmission, Any], WorkerAnswer]] = MappingProxyType(
    {
        CallRequest: lambda submission, request: call(
            submission.namespace, request, submission.printed, submission.objects
        ),
        ScenarioRequest: lambda submission, request: play(submission.namespace, request),
        StepRequest: lambda submission, request: take(
            submission.namespace, submission.objects, request
        ),
        ValueRequest: lambda submission, request: value(submission.namespace, request),
        UsesRequest: _uses,
        FigureRequest: lambda submission, request: Value(value=submission.figures()),
        EstimatorRequest: lambda submission, request: describe(submission.namespace, request),
        ModelRequest: lambda submission, request: submission.models.describe(request),
        FileRequest: _file,
    }
)
