"""Checks that are asked together, in the order in which they are."""

from __future__ import annotations

from autograder.frozen import dataclass
from autograder.records.assignments import Assignment
from autograder.records.checks import Check


@dataclass(frozen=True, kw_only=True)
class CheckGroup:
    """The visible, or the hidden, checks of one question, asked together."""

    question: str
    hidden: bool
    checks: tuple[Check, ...]


def check_groups(assignment: Assignment) -> list[CheckGroup]:
    """Return all groups, the visible ones first.

    What a hidden check asks could otherwise be kept by the submission, and told to the student in
    an answer to a visible one.
    """
    return [
        CheckGroup(question=question.id, hidden=hidden, checks=checks)
        for hidden in (False, True)
        for question in assignment.questions
        if (checks := tuple(c for c in question.checks if c.hidden is hidden))
    ]
