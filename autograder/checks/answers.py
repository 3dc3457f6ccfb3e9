"""How a check went whose answer is not the one expected."""

from __future__ import annotations

from dataclasses import replace

from autograder.records import (
    Answer,
    Broken,
    Check,
    CheckResult,
    Finding,
    NotAsked,
    Outcome,
    Raised,
    Stopped,
    Undefined,
    Unsendable,
    Value,
)


def outcome_of(answer: Answer | None) -> Outcome:
    """Return how a check went whose requests were not answered as expected, but so."""
    match answer:
        case Raised():
            return Outcome.RAISED
        case Stopped(reason="cpu" | "wall" | "total"):
            return Outcome.TIMED_OUT
        case Stopped():
            return Outcome.KILLED
        case NotAsked():
            return Outcome.SKIPPED
        case Value() | Undefined() | Unsendable() | None:
            return Outcome.FAILED


def judgement(check: Check, finding: Finding, broken: Broken | None) -> CheckResult:
    """Return the result of a check of which the course's own Python said what is wrong."""
    if broken is None:
        return CheckResult(check, Outcome.PASSED)
    found = replace(finding, broken=broken)
    return CheckResult(check, Outcome.FAILED, found, fraction=broken.fraction)
