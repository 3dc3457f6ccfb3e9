"""A check, and what it says of the answers it asked for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import field
from enum import Enum
from pathlib import Path
from typing import Any, Literal, Protocol

from autograder.frozen import dataclass
from autograder.records.observations import (
    Answer,
    CellRun,
    Exchange,
    Observation,
    Raised,
    Request,
    Value,
)
from autograder.records.sentences import Sentence
from autograder.records.texts import Fault, Language, Text


@dataclass(frozen=True, kw_only=True)
class Check(ABC):
    """One automatic criterion of a question; each kind is a subclass in a file of `checks/`.

    Its fields are what a handout hands out of it; what follows is all that anybody asks of it.
    """

    id: str  #: the question's id and the check's position from 1, as in "conv1d/2"
    hidden: bool = False
    share: float = 1.0  #: its weight among the checks of the question

    @property
    def number(self) -> int:
        """Its place among all checks of the question, from 1."""
        return int(self.id.rpartition("/")[2])

    @property
    def names(self) -> tuple[str, ...]:
        """Names that a submission must define for it."""
        return ()

    @property
    def functions(self) -> tuple[CourseFunction, ...]:
        """The course's functions that judge its answers, which a handout must bundle."""
        return tuple(held for held in vars(self).values() if isinstance(held, CourseFunction))

    @property
    def secrets(self) -> tuple[object, ...]:
        """Values that no student may be told where the check is hidden, as a quiz value."""
        return ()

    @property
    def fault(self) -> Fault | None:
        """Reason why nothing can be judged by it, as a reference that raised."""
        return None

    @property
    def has_inputs(self) -> bool:
        """Whether it asks with inputs of its own, others than the lecture's example."""
        return False

    @property
    def is_of_form_only(self) -> bool:
        """Whether it does not look at the value, which another check judges."""
        return False

    @property
    def looks_at_cells(self) -> Literal["outputs", "source"] | None:
        """True if it needs of the cells what a running notebook has not kept."""
        return None

    @property
    def agreement(self) -> Agreement | None:
        """What its answers are compared with, if that decides alone and needs no function."""
        return None

    @property
    @abstractmethod
    def hidden_sentence(self) -> Sentence:
        """Sentence for students where it is hidden and failed: no input, and no answer."""

    @property
    @abstractmethod
    def requests(self) -> tuple[Request, ...] | None:
        """Requests to a submission; None if they depend on the answers."""

    def exchanges(self, ask: Callable[[Request], Answer]) -> Iterator[Exchange]:
        """Make its requests through `ask`, in order, and yield each with its answer."""
        for request in self.requests or ():
            yield Exchange(request=request, answer=ask(request))

    @abstractmethod
    def judge(self, record: Sequence[Exchange], runs: Sequence[CellRun]) -> CheckResult:
        """Return how it went, from all that it asked and how the cells ran."""


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Expected answers to a check's requests, and how near to them an answer has to be."""

    answers: tuple[object, ...]
    margin: object  #: the largest allowed difference; by index or key where there are parts
    equal_nan: bool = False  #: where NaN is expected, NaN is right


@dataclass(frozen=True, kw_only=True)
class Case:
    """One input: the arguments of a call."""

    arguments: tuple[object, ...]
    keywords: tuple[tuple[str, object], ...] = ()  #: (name, argument) …


class Apart(Protocol):
    """Another process, in which what a course's functions make of answers harms only itself."""

    def exchanges(self, check: Check, ask: Callable[[Request], Answer]) -> Sequence[Exchange]:
        """Return what `Check.exchanges` yields there; what `ask` raises is raised on."""

    def judge(self, check: Check, record: Sequence[Exchange]) -> CheckResult:
        """Return what `Check.judge` does there, of a check that does not look at cells."""

    def recognised(
        self, mistakes: Sequence[Mistake], checks: Sequence[Check], observation: Observation
    ) -> Collection[str]:
        """Return the ids of the mistakes whose `recognise` sees them there."""


@dataclass(frozen=True, kw_only=True)
class CourseFunction:
    """A function of the course's reference/cases/, and the name by which it is found again."""

    name: str  #: "module.function"
    function: Callable[..., Any] = field(compare=False, repr=False, metadata={"codec": None})
    #: the folder to call it in, that of the assignment's files
    beside: Path | None = field(default=None, compare=False, repr=False, metadata={"codec": None})
    #: what runs it on answers of submissions; None: this process
    apart: Apart | None = field(default=None, compare=False, repr=False, metadata={"codec": None})

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return self.function(*arguments, **named)


@dataclass(frozen=True, kw_only=True)
class Violation:
    """A fault in an answer, said so that a student can act on it and learns no answer.

    Properties and judges return one, or None if nothing is wrong. It is said in each of the
    course's languages: in `en` and `ja`, or any others in `texts`, as in {"pt-BR": "…"}. `fraction`
    of the check's points is earned all the same.
    """

    en: str | None = None
    ja: str | None = None
    texts: Mapping[Language, str] = field(default_factory=dict)
    fraction: float = 0.0

    @property
    def text(self) -> Text:
        return Text.of(en=self.en, ja=self.ja, texts=self.texts)


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """A known wrong answer to a question, and the explanation a student gets who gives it."""

    id: str  #: its function's name in reference/mistakes/
    question: str
    explanation: Text
    #: (check id, one answer a request: a `Raised` where it raises, a `Value` where more counts) …
    answers: tuple[tuple[str, tuple[Raised | Value | object, ...]], ...]
    source: str  #: wrong code as a student would have written it
    more_general_than: tuple[str, ...] = ()  #: ids of those it is named instead of
    follows: tuple[str, ...] = ()  #: ids of questions that lose points along with this one
    #: instead of answers, where none are the same
    recognise: Callable[..., bool] | None = field(default=None, metadata={"codec": None})
    #: what runs that on answers of submissions; None: this process
    apart: Apart | None = field(default=None, compare=False, repr=False, metadata={"codec": None})


class Outcome(Enum):
    """The seven ways in which a check can go."""

    PASSED = "passed"
    FAILED = "failed"
    RAISED = "raised"
    TIMED_OUT = "timed out"
    KILLED = "killed"
    SKIPPED = "skipped"
    NOT_GRADED = "not graded"


@dataclass(frozen=True, kw_only=True)
class CheckResult:
    """The opinion on one check, with the facts a message is made of."""

    check: Check
    outcome: Outcome
    finding: Finding | None = None
    mistake: Mistake | None = None
    fraction: float = 0.0  #: of the check's points, where it did not pass as a whole


@dataclass(frozen=True, kw_only=True)
class Finding:
    """The first thing that is wrong: which request, and how its answer differs."""

    request: Request | None = None
    answer: Answer | None = None
    expected: object = None
    difference: Difference | None = None
    again: int = 0  #: how often the same call was made, where only the last one is wrong
    failing: int = 1  #: how many requests of the check went wrong
    asked: int = 1
    fault: Fault | None = None
    violation: Violation | None = None
    sentence: Sentence | None = None  #: what is wrong, in the words of the check's kind
    printed: tuple[str, str] | None = None  #: what should be printed, and what was


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Difference of a value from the expected one."""

    kind: Literal[
        "nothing",
        "unfilled",
        "kind",
        "shape",
        "value",
        "nan",
        "length",
        "key",
        "text",
        "rows",  # this and the others: of a table
        "column",
        "index",
        "name",
        "dtype",
        "cell",
    ]
    got: str | tuple[int, ...] = ""  #: the kind, shape, number or character found
    expected: str | tuple[int, ...] = ""
    index: tuple[int, ...] | None = None  #: of the first differing element
    column: str = ""  #: of a table, the label of the column
    row: str = ""  #: of a table, the label of the row
