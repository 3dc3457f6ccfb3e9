"""An assignment whose functions meet what submissions have answered in processes of their own."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from autograder.records import Apart, Assignment, Check, Question


def in_processes(assignment: Assignment, processes: Apart | None) -> Assignment:
    """Return the assignment with functions that meet answers in these processes; None: here."""
    return replace(
        assignment,
        questions=tuple(_in_processes(question, processes) for question in assignment.questions),
    )


def _in_processes(question: Question, processes: Apart | None) -> Question:
    return replace(
        question,
        checks=tuple(_judged_in(processes, check) for check in question.checks),
        mistakes=tuple(
            replace(mistake, apart=processes) if mistake.recognise else mistake
            for mistake in question.mistakes
        ),
    )


def _judged_in(processes: Apart | None, check: Check) -> Check:
    held = {field.name: getattr(check, field.name) for field in fields(check)}
    own = {name: one for name, one in held.items() if one in check.functions}
    apart: dict[str, Any] = {name: replace(one, apart=processes) for name, one in own.items()}
    return replace(check, **apart) if apart else check
