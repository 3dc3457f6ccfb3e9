"""An assignment as the data of its handout: the visible checks, and nothing of the hidden ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder import __version__
from autograder.errors import AssignmentError, SourceFault
from autograder.handout.bundled import bundled_code
from autograder.handout.checks_file import ChecksFile
from autograder.handout.mistakes import bundled_mistakes
from autograder.protocol.libraries import at_hand
from autograder.protocol.records import RECORDS
from autograder.records import (
    Assignment,
    Check,
    Language,
    Mistake,
    Question,
    Raised,
)


def visible_part(assignment: Assignment, language: Language) -> ChecksFile:
    """Return what is handed out of an assignment, but for `files` and `cells`.

    Raises AssignmentError if a visible check cannot be bundled: its reference raises, or it needs
    Python that a handout does not carry.
    """
    visible = [check for question in assignment.questions for check in visible_checks(question)]
    _require_answers(assignment, visible)
    cases = assignment.folder.parent.parent / "reference" / "cases"
    functions = [f.name for check in visible for f in check.functions]
    code = bundled_code(cases, functions, at_hand(assignment.imports))
    return ChecksFile(
        autograder=__version__,
        assignment=replace(
            assignment,
            lecture="",
            questions=tuple(_question(question, assignment) for question in assignment.questions),
            language=language,
            folder=Path(),
            files=(),
        ),
        hidden={q.id: len(q.checks) - len(visible_checks(q)) for q in assignment.questions},
        code={module: tuple(lines) for module, lines in code.items()},
    )


def dump(file: ChecksFile) -> Mapping[str, Any]:
    """Return the document that `load` reads."""
    codec = replace(RECORDS, members={Check: file.assignment.kinds})
    document: Mapping[str, Any] = codec.dump(ChecksFile, file)
    return document


def visible_checks(question: Question) -> tuple[Check, ...]:
    """Return the checks of a question that students see."""
    return tuple(check for check in question.checks if not check.hidden)


def _require_answers(assignment: Assignment, checks: Sequence[Check]) -> None:
    path = assignment.folder / "assignment.yaml"
    faults = [
        SourceFault(path, None, f"{check.id} cannot be handed out: {check.fault.message}")
        for check in checks
        if check.fault
    ]
    if faults:
        raise AssignmentError(faults)


def _question(question: Question, assignment: Assignment) -> Question:
    """Return the question without its hidden checks, and what tells of them."""
    bundled = bundled_mistakes(question, assignment)
    places = {mistake.id: str(place) for place, mistake in enumerate(bundled)}
    return replace(
        question,
        # Without its share, which says how much the hidden ones are worth.
        checks=tuple(replace(check, share=1.0) for check in visible_checks(question)),
        mistakes=tuple(_mistake(mistake, places) for mistake in bundled),
    )


def _mistake(mistake: Mistake, places: Mapping[str, str]) -> Mistake:
    """Return a mistake without its name, which is a function's of the reference."""
    return replace(
        mistake,
        id=places[mistake.id],
        answers=tuple((check, tuple(map(_answer, answers))) for check, answers in mistake.answers),
        source="",
        more_general_than=tuple(places[m] for m in mistake.more_general_than if m in places),
        follows=(),
        recognise=None,
    )


def _answer(answer: object) -> object:
    return Raised(type=answer.type, message="") if isinstance(answer, Raised) else answer
