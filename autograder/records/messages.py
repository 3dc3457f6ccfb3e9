"""What is said about submissions, whatever it will look like: sentences, and facts to look at.

A sentence is text in which code stands between backticks, as a code span of Markdown
(https://spec.commonmark.org/current/#code-spans); everything else in it is meant literally. Foreign
text gets in through `formatting.code_span` only. `rendering` makes text, Markdown and HTML of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from autograder.records import Outcome


@dataclass(frozen=True)
class Place:
    """The line of the student's own code that a message is about."""

    cell: int  #: its number among the code cells, from 1
    line: int  #: in the cell, from 1


@dataclass(frozen=True)
class Fact:
    """Something to look at: a call, what it should give, what it gave."""

    label: str
    text: str  #: plain text of one or more lines, as a typewriter writes it
    marks: tuple[tuple[int, int], ...] = ()  #: (start, end) of what to look at, within one line
    compared: bool = False  #: stands beside the other facts that are


@dataclass(frozen=True)
class Message:
    """What is said of one check: what to look at, then what is wrong with it and what to try."""

    sentences: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    place: Place | None = None


@dataclass(frozen=True)
class CheckFeedback:
    """What is said, once, of all checks of a question that went wrong for the same reason."""

    numbers: tuple[int, ...]  #: of the checks, from 1
    hidden: bool  #: all of them are
    outcome: Outcome
    message: Message


@dataclass(frozen=True)
class QuestionFeedback:
    """What a student may read about one question."""

    explanation: str | None  #: of the known mistake that gives the same answers
    checks: tuple[CheckFeedback, ...]  #: the most useful first; those that passed last
    remark: str | None = None  #: on the question as a whole


@dataclass(frozen=True)
class CellFeedback:
    """What is said of a cell that did not run to its end, or that printed a warning."""

    cell: int  #: its number among the code cells, from 1
    sentence: str
    place: Place | None = None
    advice: str | None = None  #: what helps, the same for all cells with errors of that kind
    is_error: bool = True  #: False: it ran, and what is said may help all the same
