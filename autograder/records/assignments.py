"""An assignment made ready: its questions, checks, known mistakes and limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from autograder.records.observations import ModelRequest, Raised, Request
from autograder.records.texts import Fault, Language, Text


def named_by(name: str) -> Mapping[str, Any]:
    """Metadata of a field that holds a function, which another field names: it is no data."""
    return MappingProxyType({"codec": None, "named_by": name})


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
class Check:
    """One automatic criterion of a question; each kind adds what it needs."""

    id: str  #: the question's id and the check's position from 1, as in "conv1d/2"
    hidden: bool
    share: float  #: its weight among the checks of the question

    @property
    def number(self) -> int:
        """Its place among all checks of the question, from 1."""
        return int(self.id.rpartition("/")[2])

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
    holds: Callable[[Ask], Broken | None] = field(metadata=named_by("property"))


Ask = Callable[..., Any]
"""`ask(name, *arguments)` returns what the submission's function returns, as plain data."""


@dataclass(frozen=True)
class JudgedCheck(Check):
    """Something that a function of the course says of variables and models of the submission."""

    judge: str  #: "module.function" of reference/cases/
    judges: Callable[..., Broken | None] = field(metadata=named_by("judge"))
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
    #: (check id, one answer a request; a `Raised` where it raises) …
    answers: tuple[tuple[str, tuple[Raised | object, ...]], ...]
    source: str  #: wrong code as a student would have written it
    more_general_than: tuple[str, ...] = ()  #: ids of those it is named instead of
    follows: tuple[str, ...] = ()  #: ids of questions that lose points along with this one
    #: instead of answers, where none are the same
    recognise: Callable[..., bool] | None = field(default=None, metadata=named_by("id"))


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
    files: tuple[tuple[str, Path], ...] = ()  #: data for the submission: (name in its folder, file)

    @property
    def possible(self) -> float:
        return sum(question.points for question in self.questions)
