"""Messages about submissions, in no language yet: sentences, and facts to look at."""

from __future__ import annotations

from autograder.frozen import dataclass
from autograder.records.checks import Outcome
from autograder.records.sentences import Said
from autograder.records.texts import Text


@dataclass(frozen=True, kw_only=True)
class Location:
    """The line of the student's own code that a message is about."""

    cell: int  #: its number among the code cells, from 1
    line: int  #: in the cell, from 1


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something to look at: a call, what it should give, what it gave."""

    label: Said
    text: str  #: plain text of one or more lines, as a typewriter writes it
    marks: tuple[tuple[int, int], ...] = ()  #: (start, end) of what to look at, within one line
    compared: bool = False  #: stands beside the other facts that are


@dataclass(frozen=True, kw_only=True)
class Message:
    """Message about one check: the place, what is wrong there, what to try."""

    sentences: tuple[Said, ...] = ()
    facts: tuple[Fact, ...] = ()
    place: Location | None = None


@dataclass(frozen=True, kw_only=True)
class CheckFeedback:
    """Feedback, given once, on all checks of a question that went wrong for the same reason."""

    numbers: tuple[int, ...]  #: of the checks, from 1
    hidden: bool  #: all of them are
    outcome: Outcome
    message: Message


@dataclass(frozen=True, kw_only=True)
class QuestionFeedback:
    """Feedback on one question, as a student may read it."""

    explanation: Text | None = None  #: of the known mistake that gives the same answers
    checks: tuple[CheckFeedback, ...] = ()  #: the most useful first; those that passed last
    remark: Said | None = None  #: on the question as a whole


@dataclass(frozen=True, kw_only=True)
class CellFeedback:
    """Feedback on a cell that did not run to its end, or that printed a warning.

    In a module it is about a statement in that cell.
    """

    cell: int  #: its number among the code cells, from 1
    file: str = ""  #: name of the module; empty in a notebook
    sentence: Said
    place: Location | None = None
    advice: Said | None = None  #: what helps, the same for all cells with errors of that kind
    is_error: bool = True  #: False: it ran, and what is said may help all the same


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """Feedback on a submission, as a student may read it, and the facts about its checks."""

    cells: tuple[CellFeedback, ...] = ()
    questions: tuple[QuestionFeedback, ...] = ()
    known: tuple[tuple[Message, ...], ...] = ()  #: a question, a check; for instructors only
