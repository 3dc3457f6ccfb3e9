"""How a check went whose answer is not the one expected."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

from autograder.records import (
    Answer,
    Check,
    CheckResult,
    Fault,
    Finding,
    NotAsked,
    Outcome,
    Raised,
    Stopped,
    Undefined,
    Unsendable,
    Value,
    Violation,
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


def judgement(check: Check, finding: Finding, violation: Violation | None) -> CheckResult:
    """Return the result of a check of which it is known what is wrong, if anything."""
    if violation is None:
        return CheckResult(check, Outcome.PASSED)
    found = replace(finding, violation=violation)
    return CheckResult(check, Outcome.FAILED, found, fraction=violation.fraction)


def authors_judgement(check: Check, finding: Finding, said: object, name: str) -> CheckResult:
    """Return the result of a check from what the course's own Python, of that name, returned."""
    if said is None or (isinstance(said, Violation) and said.text.by_language):
        return judgement(check, finding, said)
    kind = "Violation that says nothing" if isinstance(said, Violation) else type(said).__name__
    fault = Fault(f"{name} returned a {kind}; return None or Violation(en=…, ja=…)")
    return CheckResult(check, Outcome.NOT_GRADED, Finding(fault=fault))


def is_of_wrong_form(error: BaseException) -> bool:
    """Tell whether the course's own Python may have raised for an answer it did not reckon with.

    A name that a module does not have is its author's slip.
    """
    if isinstance(error, AttributeError) and isinstance(error.obj, ModuleType):
        return False
    return isinstance(error, _WRONG_FORM)


_WRONG_FORM = (TypeError, ValueError, IndexError, KeyError, AttributeError, ArithmeticError)
