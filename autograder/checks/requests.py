"""What a check asks of a submission."""

from __future__ import annotations

from autograder.records import (
    CallCheck,
    CallRequest,
    Check,
    FormCheck,
    Request,
    SourceCheck,
    UsesRequest,
    ValueCheck,
    ValueRequest,
)


def requests(check: Check) -> tuple[Request, ...]:
    """Return the check's requests, in the order in which they are made."""
    match check:
        case CallCheck():
            return tuple(CallRequest(check.name, case.arguments) for case in check.cases)
        case ValueCheck() | FormCheck():
            return (ValueRequest(check.name),)
        case SourceCheck():
            return (UsesRequest(check.name),)
    raise TypeError(f"no such kind of check: {type(check).__name__}")
