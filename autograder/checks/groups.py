"""The checks of an assignment in the order in which they are asked."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.records import Assignment, Check, Request


@dataclass(frozen=True)
class CheckGroup:
    """The visible, or the hidden, checks of one question, asked together."""

    question: str
    checks: tuple[Check, ...]


def check_groups(assignment: Assignment) -> list[CheckGroup]:
    """Return all groups, the visible ones first.

    What a hidden check asks could otherwise be kept by the submission, and told to the student in
    an answer to a visible one.
    """
    return [
        CheckGroup(question.id, checks)
        for hidden in (False, True)
        for question in assignment.questions
        if (checks := tuple(c for c in question.checks if c.hidden is hidden))
    ]


def asked(check: Check) -> tuple[Request, ...] | str:
    """Return the requests of a check, or the names of the functions that make them as they go."""
    if check.requests is None:
        return " ".join(function.name for function in check.functions)
    return check.requests
