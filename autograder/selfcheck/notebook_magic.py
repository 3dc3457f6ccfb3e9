"""`%check` in a notebook, after `%load_ext autograder`.

%check                    every question of the handout in the notebook's folder
%check conv1d             one question, by its id or by a name that it asks for
%check 2                  the same by its number, or by its title in any language
%check --from DIR …       the handout in another folder
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display

from autograder.errors import AutograderError
from autograder.execution.live import LiveNotebook
from autograder.records import Assignment, Question
from autograder.records.sentences import Sentence, _
from autograder.selfcheck.checking import SelfCheck, check_live, is_known, only
from autograder.selfcheck.handouts import (
    SelfCheckError,
    load_handout,
    require_libraries,
)
from autograder.selfcheck.report import as_html, as_text

_HOW = "%check --from FOLDER"


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Give a notebook the magic `%check`; IPython calls this for `%load_ext autograder`."""

    def check(line: str) -> None:
        try:
            found, later = checked(shell, line)
        except AutograderError as error:
            raise UsageError(str(error)) from None
        _show(found, later)

    shell.register_magic_function(check, "line", "check")  # type: ignore[arg-type]


def checked(shell: InteractiveShell, line: str) -> tuple[SelfCheck, list[Sentence]]:
    """Return what a self-check of the live notebook finds, and sentences about what it leaves out.

    Raises SelfCheckError.
    """
    folder, questions = _read(line)
    handout = load_handout(folder, _HOW)
    if len(questions) > 1 and not is_known(handout, " ".join(questions)):
        said = _(
            "Name one question, or none for all of them: {questions}",
            questions=" ".join(questions),
        )
        raise SelfCheckError(said, handout.language)
    require_libraries(handout)
    asked = only(handout, " ".join(questions) or None)
    now = replace(asked, questions=tuple(map(_of_now, asked.questions)))
    live = LiveNotebook(shell)
    found = check_live(handout, now, live, live.cells)
    return found, list(_left_out(asked))


def _read(line: str) -> tuple[Path, list[str]]:
    """Return the handout's folder and the questions that a line names."""
    try:
        words = shlex.split(line, posix=False)
    except ValueError:  # a quotation mark too many
        words = line.split()
    words = [word.strip("\"'") for word in words]
    folder = Path()
    if "--from" in words:
        place = words.index("--from")
        folder = Path(*words[place + 1 : place + 2])
        del words[place : place + 2]
    return folder, words


def _of_now(question: Question) -> Question:
    return replace(question, checks=tuple(c for c in question.checks if not c.looks_at_cells))


def _left_out(asked: Assignment) -> Iterator[Sentence]:
    for question in asked.questions:
        for check in question.checks:
            if check.looks_at_cells == "source":
                yield _(
                    "{question}, check {number} reads the source of the whole notebook; run "
                    "pytest for it.",
                    question=question.id,
                    number=check.number,
                )
            elif check.looks_at_cells:
                yield _(
                    "{question}, check {number} looks at what the whole notebook shows; run "
                    "pytest for it.",
                    question=question.id,
                    number=check.number,
                )


def _show(found: SelfCheck, later: list[Sentence]) -> None:
    shown = {"text/plain": as_text(found, later), "text/html": as_html(found, later)}
    display(shown, raw=True)  # type: ignore[no-untyped-call]
