"""What a check asks of a submission, and what came back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from autograder.checks.properties import exchanges_of_property
from autograder.records import (
    Answer,
    Assignment,
    CallCheck,
    CallRequest,
    Check,
    Exchange,
    FigureCheck,
    FigureRequest,
    FormCheck,
    JudgedCheck,
    ModelCheck,
    PrintedCheck,
    PropertyCheck,
    Request,
    SourceCheck,
    UsesRequest,
    ValueCheck,
    ValueRequest,
)

CHECKS: tuple[type[Check], ...] = (
    CallCheck,
    ValueCheck,
    FormCheck,
    SourceCheck,
    PropertyCheck,
    JudgedCheck,
    ModelCheck,
    FigureCheck,
    PrintedCheck,
)
"""The kinds of check there are."""


@dataclass(frozen=True)
class Turn:
    """The checks of a question that are asked together: the visible ones, or the hidden ones."""

    question: str
    checks: tuple[Check, ...]


def turns(assignment: Assignment) -> list[Turn]:
    """Return all turns, the visible ones first.

    What a hidden check asks could otherwise be kept by the submission, and told to the student in
    an answer to a visible one.
    """
    return [
        Turn(question.id, checks)
        for hidden in (False, True)
        for question in assignment.questions
        if (checks := tuple(c for c in question.checks if c.hidden is hidden))
    ]


def exchanges(check: Check, ask: Callable[[Request], Answer]) -> Iterator[Exchange]:
    """Make the check's requests through `ask`, in order, and yield each with its answer."""
    if isinstance(check, PropertyCheck):
        yield from exchanges_of_property(check, ask)
    else:
        for request in requests(check):
            yield Exchange(request, ask(request))


def requests(check: Check) -> tuple[Request, ...]:
    """Return the requests of a check that knows them beforehand."""
    match check:
        case CallCheck():
            return tuple(CallRequest(check.name, case.arguments) for case in check.cases)
        case ValueCheck() | FormCheck():
            return (ValueRequest(check.name),)
        case SourceCheck():
            return (UsesRequest(check.name),)
        case ModelCheck():
            return (check.request,)
        case JudgedCheck():
            return tuple(request for _, request in check.reads)
        case FigureCheck():
            return (FigureRequest(),)
        case PrintedCheck():
            return ()
    raise TypeError(f"no such kind of check: {type(check).__name__}")


def asked(check: Check) -> tuple[Request, ...] | str:
    """Return the requests of a check, or the name of the property that makes them as it goes."""
    return check.property if isinstance(check, PropertyCheck) else requests(check)
