"""The way of the data in a self-check: from a file, or from a live notebook, to check results."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from autograder.execution.local import LocalWorkers
from autograder.execution.worker import WorkerPool
from autograder.feedback.names import Names
from autograder.frozen import dataclass
from autograder.grading import run_and_check
from autograder.records import (
    Assignment,
    Cell,
    CheckResult,
    Observation,
    Outcome,
    Question,
    Submission,
)
from autograder.records.sentences import Code, Listed, Sentence, _
from autograder.selfcheck.handouts import Handout, SelfCheckError, require_libraries
from autograder.selfcheck.memory import Memory
from autograder.store.output import NO_RECORD, Holds


@dataclass(frozen=True)
class Checked:
    """A question and how its visible checks went."""

    question: Question
    hidden: int  #: how many hidden checks it has
    results: tuple[CheckResult, ...]

    @property
    def passed(self) -> int:
        """Number of visible checks that pass."""
        return sum(result.outcome is Outcome.PASSED for result in self.results)


@dataclass(frozen=True)
class SelfCheck:
    """Findings of a self-check."""

    handout: Handout
    name: str  #: of the file
    observation: Observation
    questions: tuple[Checked, ...]
    names: Names  #: that the file, or the live notebook, binds

    @property
    def passed(self) -> bool:
        return all(asked.passed == len(asked.results) for asked in self.questions)


@dataclass(frozen=True)
class _Entry:
    """The observation of one file in a memory."""

    memory: Memory
    handout: Handout
    submission: Submission

    def read(self, holds: Holds) -> Observation | None:
        known = self.memory.recall(self.handout, self.submission)
        return known and holds(known)

    def write(self, observation: Observation) -> Observation:
        self.memory.keep(self.handout, self.submission, observation)
        return observation

    def charge(self, what: int | str, seconds: float) -> None:
        """Note nothing: a student is told no seconds."""


def check_file(
    handout: Handout,
    submission: Submission,
    memory: Memory | None = None,
    asked: Assignment | None = None,
) -> SelfCheck:
    """Run the file and check it; what `memory` knows is not run again.

    `asked` is the assignment with only the questions that are to be checked, None for all.

    Raises SelfCheckError if libraries are missing, or Python cannot be started.
    """
    require_libraries(handout)
    asked = asked or handout.assignment
    record = _Entry(memory, handout, submission) if memory else NO_RECORD
    workers = LocalWorkers(asked.imports)
    observation, results = run_and_check(asked, submission, workers, record=record)
    if fault := observation.fault:
        said = _("Your code could not be run: {reason}.", reason=fault.message)
        raise SelfCheckError(said, handout.language)
    names = Names.of(handout.assignment, submission, observation)
    checked = _by_question(handout, asked, results)
    return SelfCheck(handout, submission.path.name, observation, checked, names)


def check_live(
    handout: Handout, asked: Assignment, workers: WorkerPool, cells: Sequence[Cell]
) -> SelfCheck:
    """Check what is defined now, without running anything but the functions asked for.

    `cells` are those that have been run, in this order.
    """
    nothing_to_run = Submission(name="", path=handout.folder)
    observation, results = run_and_check(asked, nothing_to_run, workers)
    live = replace(nothing_to_run, cells=tuple(cells))
    names = replace(Names.of(handout.assignment, live, None), is_live=True)
    return SelfCheck(handout, "", observation, _by_question(handout, asked, results), names)


def _by_question(
    handout: Handout, asked: Assignment, results: Iterable[CheckResult]
) -> tuple[Checked, ...]:
    found = {result.check.id: result for result in results}
    return tuple(
        Checked(question, handout.hidden[question.id], tuple(found[c.id] for c in question.checks))
        for question in asked.questions
    )


def only(handout: Handout, question: str | None) -> Assignment:
    """Return the assignment with one of its questions, or (None) all of them.

    Raises SelfCheckError if there is none of that name.
    """
    assignment = handout.assignment
    if question is None:
        return assignment
    found = tuple(q for q in assignment.questions if question in (q.id, *_names(q)))
    found = found or tuple(_told(assignment, question))
    if not found:
        raise SelfCheckError(_unknown(assignment, question), handout.language)
    return replace(assignment, questions=found)


def is_known(handout: Handout, question: str) -> bool:
    """Whether a question is called that."""
    return any(_told(handout.assignment, question))


def _told(assignment: Assignment, words: str) -> Iterator[Question]:
    """Yield the questions that a number or a title means, as the handout's headings write them."""
    asked = _folded(words)
    numbered = _NUMBERED.fullmatch(asked)
    for place, question in enumerate(assignment.questions, 1):
        titles = [_folded(title) for _language, title in question.title.by_language]
        number, rest = numbered.groups() if numbered else ("", "")
        if asked in titles or (number == str(place) and rest in ("", *titles)):
            yield question


_NUMBERED = re.compile(r"(?:question|q|問題|問|第)?([1-9][0-9]{0,2})問?:?(.*)")


def _folded(words: str) -> str:
    """Return words without what is easily written in another way: case, width and blanks."""
    return re.sub(r"[\s.()]+", "", unicodedata.normalize("NFKC", words).casefold())


def _names(question: Question) -> Iterator[str]:
    """The names that students define for a question: as good as its id."""
    return (name for check in question.checks for name in check.names)


def _near(name: str, known: Sequence[str]) -> list[str]:
    return get_close_matches(name, known, n=1, cutoff=0.6)


def _unknown(assignment: Assignment, question: str) -> Sentence:
    ids = [q.id for q in assignment.questions]
    names = [name for q in assignment.questions for name in _names(q)]
    if near := _near(question, ids) or _near(question, names):
        return _(
            "There is no question {question}. Did you mean {near}?",
            question=Code(question),
            near=Code(near[0]),
        )
    return _(
        "There is no question {question}; there are: {questions}",
        question=Code(question),
        questions=Listed(tuple(ids)),
    )
