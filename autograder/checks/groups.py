"""Hashes of what an assignment asks and judges by, for what is kept on disk."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.checks.requests import CHECKS, asked, turns
from autograder.records import AskedGroup, Assignment
from autograder.records.stored_results import AssignmentDigest
from autograder.store.fingerprint import asked_hash, judging_hash, requests_hash


def asked_groups(assignment: Assignment) -> tuple[AskedGroup, ...]:
    """Return which checks are asked together, and what, in this order."""
    return tuple(
        AskedGroup(
            hidden=turn.checks[0].hidden,
            checks=tuple(check.id for check in turn.checks),
            requests=requests_hash(asked(check) for check in turn.checks),
        )
        for turn in turns(assignment)
    )


def assignment_digest(assignment: Assignment, groups: Iterable[AskedGroup]) -> AssignmentDigest:
    """Return the hashes of what an assignment asks, and of all that it judges by."""
    return AssignmentDigest(
        asked=asked_hash(assignment, [group.requests for group in groups]),
        judging=judging_hash(assignment, CHECKS),
    )
