"""The frozen records that one stage hands to the next.

    path ──load──▶ Assignment, Submission
                    ──observe──▶ Observation         what happened; no opinion
                    ──check────▶ CheckResult …       opinion; no points
                    ──score────▶ QuestionResult … ▶ SubmissionResult

Nothing here computes more than a view of its own fields, and nothing changes after it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Literal

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = ("ja", "en")


@dataclass(frozen=True)
class Text:
    """One sentence, or several, in both languages."""

    en: str
    ja: str

    def said_in(self, language: Language) -> str:
        return self.ja if language == "ja" else self.en


# ------------------------------------------------------------------ the assignment


@dataclass(frozen=True)
class Limits:
    """What one submission may use."""

    seconds: float = 60.0  #: CPU seconds for the whole submission
    question_seconds: float = 10.0  #: CPU seconds for any one cell and any one question
    memory: int = 1 << 30  #: bytes, beyond what the warm template holds
    disk: int = 64 << 20  #: bytes, of any one file it writes
    output: int = 1 << 20  #: bytes of printed output kept; the rest is counted


@dataclass(frozen=True)
class Case:
    """One input: the arguments of a call, by position."""

    arguments: tuple[object, ...]


@dataclass(frozen=True)
class Fault:
    """Something of ours that did not work; it makes a check NOT_GRADED, never a zero."""

    message: str


@dataclass(frozen=True)
class Check:
    """One automatic criterion of a question; each kind adds what it needs."""

    id: str  #: the question's id and the check's position from 1, as in "conv1d/2"
    hidden: bool
    share: float  #: its weight among the checks of the question

    @property
    def names(self) -> tuple[str, ...]:
        """What a submission must define for it."""
        name = getattr(self, "name", None)
        return () if name is None else (name,)


@dataclass(frozen=True)
class ValueCheck(Check):
    """A variable has the expected value."""

    name: str
    expected: object
    tolerance: float | None  #: absolute; None is the default of the comparison
    ignore_case: bool = False  #: of text, also inside a list or dictionary


Form = Literal["number", "pair", "list", "text", "dictionary"]


@dataclass(frozen=True)
class FormCheck(Check):
    """A variable exists and has the right form; its value is not looked at."""

    name: str
    form: Form


@dataclass(frozen=True)
class CallCheck(Check):
    """A function gives the expected answer in every case."""

    name: str
    cases: tuple[Case, ...]
    expected: tuple[object, ...] | Fault  #: one a case, or why there are none
    tolerance: float | None
    accuracy: Accuracy | None = None  #: labels instead of numbers: the share of right ones counts


@dataclass(frozen=True)
class Accuracy:
    """A linear scale: a share of right labels of `full` earns all, of `none` nothing."""

    full: float
    none: float


@dataclass(frozen=True)
class SourceCheck(Check):
    """The source of a function, or of the whole submission, uses or avoids something."""

    name: str | None  #: None: the whole submission
    must_use: tuple[str, ...]
    must_not_use: tuple[str, ...]


@dataclass(frozen=True)
class PropertyCheck(Check):
    """Something that a function of the course finds out by calling the submission."""

    property: str  #: "module.function" of reference/cases/
    name: str  #: the function that it calls first
    holds: Callable[[Ask], Broken | None]


Ask = Callable[..., Any]
"""`ask(name, *arguments)` returns what the submission's function returns, as plain data."""


@dataclass(frozen=True)
class JudgedCheck(Check):
    """Something that a function of the course says of variables and models of the submission."""

    judge: str  #: "module.function" of reference/
    judges: Callable[..., Broken | None]
    reads: tuple[tuple[str, Request], ...]  #: (argument's name, what it is made of) …

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.reads)


@dataclass(frozen=True)
class ModelCheck(Check):
    """A Keras model is built, and compiled, as asked for."""

    request: ModelRequest
    layers: tuple[Mapping[str, Any], ...] | None  #: {"kind": "Dense", "units": 64, …} each
    compiled: Mapping[str, Any] | None  #: {"loss": …, "optimizer": "SGD", "learning_rate": …}

    @property
    def names(self) -> tuple[str, ...]:
        return (self.request.name,)


@dataclass(frozen=True)
class FigureCheck(Check):
    """A figure shows what is asked for, on the axes asked for."""

    figure: int  #: its number among the figures, from 1
    axes: int  #: the number of the axes on it, from 1
    texts: tuple[tuple[Literal["title", "xlabel", "ylabel"], str], ...]  #: each must hold the text
    shows: Plotted | None  #: one of them must be as expected
    expected: object  #: (n, 2) for lines and points, (n,) for bars, pixels for an image; or a Fault
    tolerance: float | None


Plotted = Literal["line", "points", "bars", "image"]


@dataclass(frozen=True)
class PrintedCheck(Check):
    """The cells print a text, whatever else they print."""

    text: str


@dataclass(frozen=True)
class Broken:
    """What is wrong, said so that a student can act on it and learns no answer.

    Properties and judges return one, or None if nothing is wrong. `fraction` of the check's points
    is earned all the same.
    """

    en: str
    ja: str
    fraction: float = 0.0


@dataclass(frozen=True)
class Mistake:
    """A known wrong answer to a question, and the explanation a student gets who gives it."""

    id: str  #: its function's name in reference/mistakes/
    question: str
    explanation: Text
    answers: tuple[tuple[str, tuple[object, ...]], ...]  #: (check id, one answer a request) …
    source: str  #: wrong code as a student would have written it
    more_general_than: tuple[str, ...] = ()  #: ids of those it is named instead of
    follows: tuple[str, ...] = ()  #: ids of questions that lose points along with this one


@dataclass(frozen=True)
class Question:
    id: str
    title: Text
    points: float
    checks: tuple[Check, ...]
    mistakes: tuple[Mistake, ...] = ()


Imports = Literal["numpy", "tensorflow"]


@dataclass(frozen=True)
class Assignment:
    name: str
    title: Text
    lecture: str
    imports: tuple[Imports, ...]
    limits: Limits
    questions: tuple[Question, ...]
    language: Language  #: the course's default for feedback
    folder: Path

    @property
    def possible(self) -> float:
        return sum(question.points for question in self.questions)


# ------------------------------------------------------------------ the submission


@dataclass(frozen=True)
class Cell:
    """A piece of a notebook or of a module; only code cells are run."""

    kind: Literal["code", "markdown", "raw"]
    source: str


@dataclass(frozen=True)
class Submission:
    """What one student handed in once: its cells, or why it could not be read."""

    name: str
    path: Path
    cells: tuple[Cell, ...] = ()
    sha256: str = ""  #: of the file's bytes; empty if there was no file to read
    problem: Problem | None = None


@dataclass(frozen=True)
class Problem:
    """Why a submission could not be graded as it stands."""

    status: Status
    reason: Text


class Status(Enum):
    """How a submission was dealt with."""

    GRADED = "graded"
    UNREADABLE = "unreadable"
    NEEDS_REVIEW = "needs review"
    NOT_GRADED = "not graded"


# ------------------------------------------------------------------ what happened


@dataclass(frozen=True)
class CallRequest:
    name: str
    arguments: tuple[object, ...]


@dataclass(frozen=True)
class ValueRequest:
    name: str


@dataclass(frozen=True)
class UsesRequest:
    """What the source of a function, or of the whole submission, uses; none of it is run."""

    name: str | None  #: None: the whole submission


@dataclass(frozen=True)
class ModelRequest:
    """A Keras model as plain facts: its layers, weights and settings, and what it predicts."""

    name: str  #: of the variable
    builder: str | None  #: of the function that returns the model where the variable is not bound
    input_shape: tuple[int, ...]  #: of one example
    predict: object = None  #: inputs, an array (n, *input_shape), or None
    weights: bool = True  #: False: their number is enough


@dataclass(frozen=True)
class FigureRequest:
    """All figures of the submission as plain facts."""


Request = CallRequest | ValueRequest | UsesRequest | ModelRequest | FigureRequest


@dataclass(frozen=True)
class Frame:
    """One line of the student's own code in a traceback."""

    cell: int  #: the cell's number among the code cells, from 1
    line: int  #: in the cell, from 1
    function: str
    source: str


@dataclass(frozen=True)
class Value:
    """The answer: plain data, an `Opaque` or a `Foreign` of the wire."""

    value: object
    with_lists: bool = False  #: the call with arrays raised, this one with lists did not


@dataclass(frozen=True)
class Raised:
    """The student's code raised."""

    type: str  #: name of the exception's class
    message: str
    frames: tuple[Frame, ...] = ()  #: outermost first


@dataclass(frozen=True)
class Undefined:
    """The submission does not define the name, or what it names cannot be called."""

    callable: bool = True  #: False: the name is bound to something that is not a function


StopReason = Literal[
    "cpu", "wall", "total", "memory", "output", "threads", "files", "crash", "exit", "wire"
]


@dataclass(frozen=True)
class Stopped:
    """The student's code was stopped, or ended its own process, before it answered."""

    reason: StopReason
    detail: str = ""  #: the signal's or exit status's name, the limit in seconds or bytes


@dataclass(frozen=True)
class Unsendable:
    """The code returned something too large or too deep to be looked at."""

    reason: str


@dataclass(frozen=True)
class NotAsked:
    """An earlier request of the same question stopped the submission."""

    because: Stopped


Answer = Value | Raised | Undefined | Stopped | Unsendable | NotAsked


@dataclass(frozen=True)
class Exchange:
    """One request and what came back."""

    request: Request
    answer: Answer


@dataclass(frozen=True)
class Output:
    """What a cell showed, reduced to kinds that cannot run script."""

    kind: Literal["stream", "display_data", "execute_result", "error"]
    content: tuple[
        tuple[str, str], ...
    ]  #: (key, text) …: "name"/"text" or a media type and its data


@dataclass(frozen=True)
class CellRun:
    """What happened when one code cell was run."""

    cell: int  #: its number among the code cells, from 1, as in Jupyter's `In [1]`
    outputs: tuple[Output, ...]
    raised: Raised | None = None
    stopped: Stopped | None = None


@dataclass(frozen=True)
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

    def record(self, check_id: str) -> tuple[Exchange, ...] | None:
        """Return all that a check asked, None if it was never its turn."""
        return dict(self.exchanges).get(check_id)

    def answers(self, check_id: str) -> tuple[Answer, ...] | None:
        """Return the answers to a check's requests, None if it was never its turn."""
        record = self.record(check_id)
        return None if record is None else tuple(exchange.answer for exchange in record)


# ------------------------------------------------------------------ what it is worth


class Outcome(Enum):
    """Which of seven ways a check went."""

    PASSED = "passed"
    FAILED = "failed"
    RAISED = "raised"
    TIMED_OUT = "timed out"
    KILLED = "killed"
    SKIPPED = "skipped"
    NOT_GRADED = "not graded"


@dataclass(frozen=True)
class CheckResult:
    """The opinion on one check, with the facts a message is made of."""

    check: Check
    outcome: Outcome
    finding: Finding | None = None
    mistake: Mistake | None = None
    fraction: float = 0.0  #: of the check's points, where it did not pass as a whole


@dataclass(frozen=True)
class Finding:
    """The first thing that is wrong: which request, and how its answer differs."""

    request: Request | None = None
    answer: Answer | None = None
    expected: object = None
    difference: Difference | None = None
    failing: int = 1  #: how many requests of the check went wrong
    asked: int = 1
    fault: Fault | None = None
    broken: Broken | None = None


@dataclass(frozen=True)
class Difference:
    """How an answer differs from what was expected."""

    kind: Literal[
        "nothing",
        "unfilled",
        "kind",
        "shape",
        "value",
        "nan",
        "length",
        "key",
        "used",
        "missing",
        "printed",
        "accuracy",
        "form",
        "figure",
        "axes",
        "text",
        "plot",
    ]
    got: str = ""  #: the kind, shape or name found
    expected: str = ""
    index: tuple[int, ...] | None = None  #: of the first differing element


@dataclass(frozen=True)
class ScoredCheck:
    """A check's result and its part of the question's points."""

    result: CheckResult
    points: float | None  #: earned; None if the check is not graded
    possible: float


@dataclass(frozen=True)
class QuestionResult:
    question: Question
    points: float | None  #: earned; None if the question is not graded
    checks: tuple[ScoredCheck, ...]


@dataclass(frozen=True)
class SubmissionResult:
    submission: Submission
    status: Status
    questions: tuple[QuestionResult, ...]
    observation: Observation | None

    @property
    def points(self) -> float | None:
        """Points earned, None as long as a question is not graded."""
        earned = [question.points for question in self.questions]
        return None if None in earned else sum(p for p in earned if p is not None)


# ------------------------------------------------------------------ what the author's gate finds


@dataclass(frozen=True)
class Survivor:
    """A mutant that got full points, and why that is right, if its author says so."""

    was: str
    now: str
    because: str | None


@dataclass(frozen=True)
class Validation:
    """What was found out about an assignment's checks."""

    assignment: Assignment
    shortcomings: tuple[str, ...]  #: sentences; empty if the gate is passed
    mistakes: int
    variants: int
    mutants: int
    survivors: tuple[Survivor, ...]
    catches: tuple[tuple[str, int, int], ...]  #: (check id, mistakes it catches, it alone) …

    @property
    def mutation_score(self) -> float:
        """Share of the mutants that are caught, of those that are not explained as equivalent."""
        explained = sum(survivor.because is not None for survivor in self.survivors)
        unexplained = len(self.survivors) - explained
        possible = self.mutants - explained
        return 1 - unexplained / possible if possible else 1.0
