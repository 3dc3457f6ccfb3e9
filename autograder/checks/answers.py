"""How a check went whose answer is not the one expected."""

from __future__ import annotations

from autograder.records import (
    Answer,
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
        case Stopped(reason="cpu" | "wall"):
            return Outcome.TIMED_OUT
        case Stopped():
            return Outcome.KILLED
        case NotAsked():
            return Outcome.SKIPPED
        case Value() | Undefined() | Unsendable() | None:
            return Outcome.FAILED
