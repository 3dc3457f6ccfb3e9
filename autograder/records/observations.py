"""Observations of a submission that was run and asked: requests, answers, cells; no opinion."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from autograder.frozen import dataclass
from autograder.records.texts import Fault

Effect = Literal["prints", "changes"]
"""What a call does beside answering: it prints, it changes its arguments."""


@dataclass(frozen=True, kw_only=True)
class CallRequest:
    name: str
    arguments: tuple[object, ...]
    keywords: tuple[tuple[str, object], ...] = ()  #: (name, argument) …
    arrays_only: bool = False  #: where the call raises, it is not made again with lists
    part: int | str | None = None  #: of the answer, which alone is sent; None: all of it
    takes: int | None = None  #: elements, at most, of what the call returns to go through
    effects: tuple[Effect, ...] = ()  #: that are observed too
    #: arguments, a call each, for the function that it returns; their answers in a list are sent
    then: tuple[tuple[object, ...], ...] = ()
    goes_on: bool = False  #: random numbers go on from those of the request before it


@dataclass(frozen=True, kw_only=True)
class ValueRequest:
    name: str


@dataclass(frozen=True, kw_only=True)
class UsesRequest:
    """Request for what the source of a function, or of the submission, uses; none of it is run."""

    name: str | None  #: None: the whole submission
    sources: tuple[str, ...] = ()  #: of the code cells, on the way to a worker that has run none


@dataclass(frozen=True, kw_only=True)
class ModelRequest:
    """A Keras model as plain facts: its layers, weights and settings, and what it predicts."""

    name: str  #: of the variable
    builder: str | None  #: of the function that returns the model where the variable is not bound
    input_shape: tuple[int, ...]  #: of one example
    predict: object = None  #: inputs, an array (n, *input_shape), or None
    weights: bool = True  #: False: their number is enough


@dataclass(frozen=True, kw_only=True)
class EstimatorRequest:
    """A fitted estimator as plain facts: its class and parameters, and what it predicts."""

    name: str  #: of the variable
    inputs: object = None  #: to predict on, or None


@dataclass(frozen=True, kw_only=True)
class FigureRequest:
    """All figures of the submission as plain facts."""


@dataclass(frozen=True, kw_only=True)
class ProgramRequest:
    """The whole file, run from its beginning to its end in a worker of its own."""

    stdin: str = ""  #: text that it can read
    arguments: tuple[str, ...] = ()  #: of the command line
    file: str = ""  #: name of the module, on the way to a worker
    cells: tuple[tuple[int, str], ...] = ()  #: likewise: (lines above it, or its number, source) …
    writes: tuple[str, ...] = ()  #: names of files that are read when it has ended
    #: on the way to a worker: those of them that were handed in, which it is to write itself
    stale: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that is done with objects of a submission, which it alone has.

    It makes one, calls a method or reads an attribute, or compares one with its only argument.
    Among arguments, an object is a `Held`.
    """

    does: Literal["new", "call", "get", "compare"]
    name: str = ""  #: of the method or attribute, or of what makes an object; or as in Python, "=="
    on: str = ""  #: name of the object; "" of a function or class
    arguments: tuple[object, ...] = ()
    keywords: tuple[tuple[str, object], ...] = ()  #: (name, argument) …
    keeps: str = ""  #: name under which what comes of it is an object from then on


@dataclass(frozen=True, kw_only=True)
class ScenarioRequest:
    """Steps, one after the other in the same state, with objects of a class."""

    name: str  #: of the class
    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class StepRequest:
    """One more step with objects that earlier requests have made."""

    name: str  #: of the class
    step: Step
    goes_on: bool = True  #: random numbers go on from those of the request before it


Request = (
    CallRequest
    | ValueRequest
    | UsesRequest
    | ModelRequest
    | EstimatorRequest
    | FigureRequest
    | ProgramRequest
    | ScenarioRequest
    | StepRequest
)
"""A question of a check."""


@dataclass(frozen=True, kw_only=True)
class CellRequest:
    """Running one cell; what comes back is a `CellRun`."""

    cell: int  #: its number among the code cells, from 1
    source: str
    step: int | None = None  #: of the cell in a module that has been read, from 0; None: all of it
    line: int = 0  #: of the module, at which the step begins


@dataclass(frozen=True, kw_only=True)
class ModuleRequest:
    """Reading a module without running it; the answer is where the steps of each cell begin."""

    file: str  #: its name
    cells: tuple[tuple[int, str], ...]  #: (lines of the file above it, source) of each code cell


@dataclass(frozen=True, kw_only=True)
class FileRequest:
    """A piece of a data file in the submission's folder, behind those that came before."""

    name: str
    content: object  #: bytes


WorkerRequest = Request | CellRequest | ModuleRequest | FileRequest
"""All that a worker is asked for."""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """One line of the student's own code in a traceback."""

    cell: int  #: the cell's number among the code cells, from 1
    line: int  #: in the cell, from 1
    function: str
    source: str
    file: str = ""  #: name of the module; empty in a notebook
    above: int = 0  #: lines of the module above the cell


@dataclass(frozen=True, kw_only=True)
class Value:
    """The answer: plain data, an `Opaque` or a `Foreign` of the wire."""

    value: object
    with_lists: bool = False  #: the call with arrays raised, this one with lists did not
    printed: str | None = None  #: by the call; None: nobody asked
    #: the arguments after the call, first those by position; None: nobody asked
    after: tuple[object, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Raised:
    """The student's code raised."""

    type: str  #: name of the exception's class
    message: str
    frames: tuple[Frame, ...] = ()  #: outermost first
    kinds: tuple[str, ...] = ()  #: names of its class and of those that this inherits from


@dataclass(frozen=True, kw_only=True)
class Undefined:
    """The submission does not define the name, or what it names cannot be called."""

    callable: bool = True  #: False: the name is bound to something that is not a function


@dataclass(frozen=True, kw_only=True)
class Played:
    """Answers to the steps of a scenario, up to the first that could not be done."""

    answers: tuple[Value | Raised | Unsendable, ...]


NoText = Literal["missing", "folder", "link", "special", "size", "encoding"]
"""Why a file has no text: there is none, it is something else, too large, not in UTF-8."""


@dataclass(frozen=True, kw_only=True)
class Written:
    """A file that a program was to write, when it had ended."""

    name: str
    text: str = ""
    lacks: NoText | None = None  #: why there is no text


@dataclass(frozen=True, kw_only=True)
class Ran:
    """A program that has run to its end, or to its first error."""

    printed: str  #: on standard output
    errors: str  #: on standard error
    status: int  #: with which it ended
    raised: Raised | None = None
    written: tuple[Written, ...] = ()  #: what was asked for, in that order


StopReason = Literal[
    "cpu", "wall", "total", "again", "memory", "output", "threads", "files", "crash", "exit", "wire"
]
"""`total` and `again`: nothing was left of the time for what runs first, for running it again."""

Breach = Literal["closed", "unasked", "malformed"]
"""Pipes closed, an answer before the question, a message that is not of our form."""


@dataclass(frozen=True, kw_only=True)
class Stopped:
    """The student's code was stopped, or ended its own process, before it answered."""

    reason: StopReason
    limit: float | None = None  #: that was reached: seconds, bytes, or how many threads
    entries: int | None = None  #: files and folders that might be written, beside `limit` bytes
    signal: str | None = None  #: that ended it, as "SIGSEGV"
    status: int | None = None  #: that it exited with
    breach: Breach | None = None  #: of the rules of the wire
    note: str = ""  #: more of a breach, for who reads observations


UnsendableKind = Literal[
    "values",
    "cells",
    "columns",
    "depth",
    "size",
    "total",
    "integer",
    "shape",
    "key",
    "message",
    "brackets",
    "other",
]
"""What is too much: values, cells or columns of tables, levels, bytes of a value or of all answers,
bits of an integer, an array's shape, a key that is not plain data, bytes or values of a message."""


@dataclass(frozen=True, kw_only=True)
class Unsendable:
    """The code returned something too large or too deep to be looked at."""

    kind: UnsendableKind
    number: int | None = None  #: the most that may be sent, or what there is of it
    shape: tuple[int, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class NotAsked:
    """An earlier request of the same question stopped the submission."""

    because: Stopped


Answer = Value | Raised | Undefined | Played | Ran | Stopped | Unsendable | NotAsked

WorkerAnswer = Value | Raised | Undefined | Played | Ran | Stopped | Unsendable
"""All that a worker may say itself."""


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """One request and what came back."""

    request: Request
    answer: Answer


@dataclass(frozen=True, kw_only=True)
class Output:
    """Output of a cell, reduced to kinds that cannot run script."""

    kind: Literal["stream", "display_data", "execute_result", "error"]
    content: tuple[
        tuple[str, str], ...
    ]  #: (key, text) …: "name"/"text" or a media type and its data


@dataclass(frozen=True, kw_only=True)
class CellRun:
    """One run of one code cell, or of one step of it in a module."""

    cell: int  #: its number among the code cells, from 1, as in Jupyter's `In [1]`
    outputs: tuple[Output, ...]
    raised: Raised | None = None
    stopped: Stopped | None = None
    step: int | None = None  #: as in the request
    line: int = 0  #: likewise


@dataclass(frozen=True, kw_only=True)
class Observation:
    """Everything that is known of one submission after running it."""

    submission: str
    sha256: str
    assignment: str
    tier: str  #: how the worker was isolated
    versions: tuple[tuple[str, str], ...]  #: (package, version) … in the worker
    runs: tuple[CellRun, ...]
    exchanges: tuple[tuple[str, tuple[Exchange, ...]], ...]  #: (check id, its exchanges) …
    fault: Fault | None = None  #: ours: nothing after it was asked
    trainer: str | None = None  #: what Keras models trained with; None where there is no Keras
    disturbed: bool = False  #: a cell that was run again was stopped, perhaps from outside

    def record(self, check_id: str) -> tuple[Exchange, ...] | None:
        """Return all that a check asked, None if it was never its turn."""
        return self._records.get(check_id)

    @cached_property
    def _records(self) -> dict[str, tuple[Exchange, ...]]:
        return dict(self.exchanges)

    def answers(self, check_id: str) -> tuple[Answer, ...] | None:
        """Return the answers to a check's requests, None if it was never its turn."""
        record = self.record(check_id)
        return None if record is None else tuple(exchange.answer for exchange in record)


@dataclass(frozen=True, kw_only=True)
class AskedGroup:
    """Checks that are asked together: the visible ones of a question, or the hidden ones."""

    hidden: bool
    checks: tuple[str, ...]  #: their ids, in order; the same check may have another one next time
    requests: str  #: SHA-256 of all that they ask


@dataclass(frozen=True, kw_only=True)
class DependsOn:
    """All that the answers in an observation depend on."""

    base: str  #: SHA-256 of the submission and of everything it is run with
    groups: tuple[AskedGroup, ...]  #: in the order in which they are asked
