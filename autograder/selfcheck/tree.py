"""The nodes of a self-check in pytest's tree: a file, its questions, their checks.

    units.ipynb::conv1d::check 1

The file is run when the first of its checks is made, and not at all if nothing has changed since
the last time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from autograder.course.submissions.find import SUFFIXES
from autograder.feedback.show.sentences import in_language
from autograder.feedback.show.text import as_text
from autograder.records import Language, Outcome, Question
from autograder.records.sentences import Sentence
from autograder.selfcheck.candidates import Chosen, choose, read_chosen
from autograder.selfcheck.checked_files import CHECKED
from autograder.selfcheck.checking import Checked, SelfCheck, check_file
from autograder.selfcheck.handouts import (
    Handout,
    SelfCheckError,
    is_ours,
    load_handout,
    require_libraries,
)
from autograder.selfcheck.memory import Memory
from autograder.selfcheck.telling import (
    cause_of,
    footer,
    header,
    said_of_cells,
    said_of_check,
    standing,
)
from autograder.texts import sanitize

_HOW = "pytest --submission FILE"


class CheckFailed(Exception):
    """A visible check does not pass; `str()` is what its author reads."""


class SubmissionFile(pytest.File):
    """The student's notebook or module."""

    def __init__(
        self, *, handout: Handout, remark: Sentence | None = None, **settings: Any
    ) -> None:
        super().__init__(**settings)
        self.handout = handout
        self.remark = remark
        self.asked: set[str] = set()  #: questions of which a check was made

    def collect(self) -> Iterator[QuestionNode]:
        try:
            require_libraries(self.handout)
            read_chosen(self.handout, self.path)
        except SelfCheckError as error:
            raise self.CollectError(str(error)) from None
        for question in self.handout.assignment.questions:
            yield QuestionNode.from_parent(self, name=question.id, question=question)

    @cached_property
    def found(self) -> SelfCheck:
        """Findings of the self-check; the file is run when they are asked for first."""
        memory = None
        if self.config.pluginmanager.has_plugin("cacheprovider"):
            memory = Memory(self.config.cache.mkdir("akapen"))
        return check_file(self.handout, read_chosen(self.handout, self.path), memory)

    def checked(self, question: Question) -> Checked:
        """Return how a question went."""
        self.asked.add(question.id)
        return next(c for c in self.found.questions if c.question.id == question.id)


class HandoutInTrouble(pytest.File):
    """A handout of which no file can be checked."""

    def __init__(self, *, trouble: str, **settings: Any) -> None:
        super().__init__(**settings)
        self._trouble = trouble

    def collect(self) -> Iterator[pytest.Item]:
        raise self.CollectError(self._trouble)


class QuestionNode(pytest.Collector):
    """A question; `-k` finds it by its id and by the names that it asks for."""

    parent: SubmissionFile

    def __init__(self, *, question: Question, **settings: Any) -> None:
        super().__init__(**settings)
        self.question = question
        self.extra_keyword_matches.update(n for c in question.checks for n in c.names)

    def collect(self) -> Iterator[CheckNode]:
        for place, check in enumerate(self.question.checks):
            yield CheckNode.from_parent(self, name=f"check {check.number}", place=place)


class CheckNode(pytest.Item):
    """One visible check."""

    parent: QuestionNode

    def __init__(self, *, place: int, **settings: Any) -> None:
        super().__init__(**settings)
        self._place = place

    def runtest(self) -> None:
        file = self.parent.parent
        _remember(self.config, file)
        checked = file.checked(self.parent.question)
        result, language = checked.results[self._place], file.handout.language
        if result.outcome is not Outcome.PASSED:
            said = as_text(said_of_check(result, file.found.names), language)
            cause = cause_of(checked, result)
            lines = [in_language(cause, language), said] if cause else [said]
            raise CheckFailed(sanitize("\n".join(filter(None, lines))))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, CheckFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, f"{self.parent.name}: {self.name}"


def file_to_check(checks: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Return the file to be checked for a checks.json, None if that is not a handout's."""
    if not is_ours(checks.read_bytes()):
        return None
    try:
        handout = load_handout(checks.parent, "cd FOLDER")
        chosen = _told(handout, parent) or choose(handout, _HOW)
    except SelfCheckError as error:
        return HandoutInTrouble.from_parent(parent, path=checks, trouble=str(error))
    if chosen.path.suffix == ".py" and parent.session.isinitpath(chosen.path):
        return None  # pytest asks for it once more, as for a module
    return _submission_file(handout, chosen, parent)


def module_to_check(module: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Return a module that was named on the command line as a file to be checked."""
    checks = module.parent / "checks.json"
    if not parent.session.isinitpath(module) or not is_ours(checks.read_bytes()):
        return None
    try:
        handout = load_handout(checks.parent, "cd FOLDER")
    except SelfCheckError as error:
        return HandoutInTrouble.from_parent(parent, path=module, trouble=str(error))
    return _submission_file(handout, Chosen(module), parent)


def _told(handout: Handout, parent: pytest.Collector) -> Chosen | None:
    """Return the file that the command line or the configuration names."""
    config = parent.config
    if option := config.getoption("--submission"):
        return Chosen(Path(config.invocation_params.dir, option))
    if setting := config.getini("submission"):
        return Chosen(config.rootpath / setting)
    paths = (path for path in sorted(handout.folder.iterdir()) if path.suffix in SUFFIXES)
    named = [path for path in paths if parent.session.isinitpath(path)]
    return Chosen(named[0]) if len(named) == 1 else None


def _submission_file(handout: Handout, chosen: Chosen, parent: pytest.Collector) -> SubmissionFile:
    return SubmissionFile.from_parent(
        parent, path=chosen.path, handout=handout, remark=chosen.remark
    )


def _remember(config: pytest.Config, file: SubmissionFile) -> None:
    files = config.stash.setdefault(CHECKED, [])
    if file not in files:
        files.append(file)


def summarise(terminal: pytest.TerminalReporter, files: list[pytest.File]) -> None:
    """Write how each question stands of which a check was made."""
    for file in files:
        assert isinstance(file, SubmissionFile)
        _summarise(terminal, file, file.handout.language)


def _summarise(terminal: pytest.TerminalReporter, file: SubmissionFile, language: Language) -> None:
    terminal.ensure_newline()
    terminal.section(in_language(header(file.name), language))
    if file.remark:
        terminal.write_line(in_language(file.remark, language))
    asked = tuple(c for c in file.found.questions if c.question.id in file.asked)
    for checked in asked:
        passed = checked.passed == len(checked.results)
        line = f"{checked.question.id}: {in_language(standing(checked), language)}"
        terminal.write_line(line, green=passed, red=not passed)
    for heading, lines in said_of_cells(file.found):
        terminal.write_line(f"{in_language(heading, language)}:")
        for said in lines:
            terminal.write_line(f"  {in_language(said, language)}")
    if last := footer(replace(file.found, questions=asked)):
        terminal.write_line(in_language(last, language))
