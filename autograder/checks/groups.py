"""Which checks are asked together, and a hash of what: for what observations depend on."""

from __future__ import annotations

from autograder.checks.requests import asked, turns
from autograder.records import AskedGroup, Assignment
from autograder.store.fingerprint import requests_hash


def asked_groups(assignment: Assignment) -> tuple[AskedGroup, ...]:
    """Return the groups in the order in which they are asked."""
    return tuple(
        AskedGroup(
            hidden=turn.checks[0].hidden,
            checks=tuple(check.id for check in turn.checks),
            requests=requests_hash(asked(check) for check in turn.checks),
        )
        for turn in turns(assignment)
    )
