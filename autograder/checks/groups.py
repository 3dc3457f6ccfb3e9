"""Checks that are asked together, in the order in which they are, and hashes of what they ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from autograder.records import AskedGroup, Assignment, Check, Request
from autograder.records.stored_results import AssignmentDigest
from autograder.store.fingerprint import asked_hash, judging_hash, requests_hash


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


def asked_groups(assignment: Assignment) -> tuple[AskedGroup, ...]:
    """Return which checks are asked together, and what, in this order."""
    return tuple(
        AskedGroup(
            hidden=group.hidden,
            checks=tuple(check.id for check in group.checks),
            requests=requests_hash(map(_asked, group.checks)),
        )
        for group in check_groups(assignment)
    )


def _asked(check: Check) -> tuple[Request, ...] | str:
    """Return the requests of a check, or the names of the functions that make them as they go."""
    if check.requests is None:
        return " ".join(function.name for function in check.functions)
    return check.requests


def assignment_digest(assignment: Assignment, groups: Iterable[AskedGroup]) -> AssignmentDigest:
    """Return the hashes of what an assignment asks, and of all that it judges by."""
    return AssignmentDigest(
        asked=asked_hash(assignment, [group.requests for group in groups]),
        judging=judging_hash(assignment),
    )
