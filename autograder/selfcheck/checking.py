"""The way of the data in a self-check: from a file, or from a live notebook, to check results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from autograder.checks.judging import check_question
from autograder.observing import Source, observe
from autograder.records import (
    Assignment,
    CheckResult,
    Observation,
    Outcome,
    Question,
    Submission,
    Text,
)
from autograder.selfcheck import wording
from autograder.selfcheck.handouts import Handout, SelfCheckError, demand_libraries
from autograder.selfcheck.local import LocalWorkers
from autograder.selfcheck.memory import Memory


@dataclass(frozen=True)
class Checked:
    """A question and how its visible checks went."""

    question: Question
    hidden: int  #: how many hidden checks it has
    results: tuple[CheckResult, ...]

    @property
    def passed(self) -> int:
        """How many of the visible checks pass."""
        return sum(result.outcome is Outcome.PASSED for result in self.results)


@dataclass(frozen=True)
class SelfCheck:
    """What a self-check has found."""

    handout: Handout
    name: str  #: of the file
    observation: Observation
    questions: tuple[Checked, ...]

    @property
    def passed(self) -> bool:
        return all(asked.passed == len(asked.results) for asked in self.questions)


def check_file(handout: Handout, submission: Submission, memory: Memory | None = None) -> SelfCheck:
    """Run the file and check it; what `memory` knows is not run again.

    Raises SelfCheckError if libraries are missing, or Python cannot be started.
    """
    demand_libraries(handout)
    observation = memory.recall(handout, submission) if memory else None
    if observation is None:
        workers = LocalWorkers(handout.assignment.imports)
        observation = observe(handout.assignment, submission, workers)
        if fault := observation.fault:
            raise SelfCheckError(wording.CANNOT_RUN, handout.language, reason=fault.message)
        if memory:
            memory.keep(handout, submission, observation)
    return judged(handout, handout.assignment, submission.path.name, observation)


def check_live(handout: Handout, asked: Assignment, source: Source) -> SelfCheck:
    """Check what is defined now, without running anything but the functions asked for."""
    nothing_to_run = Submission(name="", path=handout.folder)
    return judged(handout, asked, "", observe(asked, nothing_to_run, source))


def judged(handout: Handout, asked: Assignment, name: str, observation: Observation) -> SelfCheck:
    """Return the opinion on what was observed."""
    questions = tuple(
        Checked(question, handout.hidden[question.id], check_question(question, observation))
        for question in asked.questions
    )
    return SelfCheck(handout, name, observation, questions)


def only(handout: Handout, question: str | None) -> Assignment:
    """Return the assignment with one of its questions, or (None) all of them.

    Raises SelfCheckError if there is none of that name.
    """
    assignment = handout.assignment
    if question is None:
        return assignment
    found = tuple(q for q in assignment.questions if question in (q.id, *_names(q)))
    if not found:
        raise _unknown(handout, question)
    return replace(assignment, questions=found)


def _names(question: Question) -> Iterator[str]:
    """The names that students define for a question: as good as its id."""
    return (name for check in question.checks for name in check.names)


def _near(name: str, known: Sequence[str]) -> list[str]:
    return get_close_matches(name, known, n=1, cutoff=0.6)


def _unknown(handout: Handout, question: str) -> SelfCheckError:
    ids = [q.id for q in handout.assignment.questions]
    names = [name for q in handout.assignment.questions for name in _names(q)]
    near = _near(question, ids) or _near(question, names)
    if near:
        text: Text = wording.UNKNOWN_QUESTION
        return SelfCheckError(text, handout.language, question=question, near=near[0])
    listed = ", ".join(ids)
    text = wording.NO_SUCH_QUESTION
    return SelfCheckError(text, handout.language, question=question, questions=listed)
