"""An assignment made ready: its questions, checks, known mistakes and limits."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path

from autograder.frozen import dataclass
from autograder.records.checks import Check, Mistake
from autograder.records.texts import Language, Text


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Resources that one submission may use."""

    seconds: float = 60.0  #: CPU seconds for the whole submission
    question_seconds: float = 10.0  #: CPU seconds for any one cell and any one question
    memory: int = 1 << 30  #: bytes, beyond what the warm template holds
    disk: int = 64 << 20  #: bytes, of any one file it writes
    output: int = 1 << 20  #: bytes of printed output kept; the rest is counted


@dataclass(frozen=True, kw_only=True)
class Question:
    id: str
    title: Text
    points: float
    checks: tuple[Check, ...]
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Assignment:
    name: str
    title: Text
    lecture: str
    imports: tuple[str, ...]  #: modules that submissions use, as an import statement names them
    limits: Limits
    questions: tuple[Question, ...]
    language: Language  #: the course's default for feedback
    folder: Path
    languages: tuple[Language, ...] = ()  #: that its author writes in, the course's first
    libraries_from: str = ""  #: the command that installs what it imports; "": pip knows it
    files: tuple[tuple[str, Path], ...] = ()  #: data for the submission: (name in its folder, file)
    #: SHA-256 of each when the assignment was loaded, or why it cannot be read; (): not known
    digests: tuple[str, ...] = field(default=(), metadata={"codec": None})

    @property
    def kinds(self) -> tuple[type[Check], ...]:
        """The records that its checks are."""
        return tuple({type(check) for q in self.questions for check in q.checks})

    @property
    def possible(self) -> float:
        return sum(question.points for question in self.questions)
