"""Properties: Python of the course that asks as it goes.

While observing, each answer is recorded. While checking, the property runs again on the record: it
is deterministic, so it asks the same. A request that the record does not hold means that the
submission must be run again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from typing import Any

from autograder.checks.answers import authors_judgement, is_of_wrong_form, outcome_of
from autograder.deadline import Deadline, DeadlineExceeded
from autograder.protocol.values import Node, Opaque, decode, encode
from autograder.records import (
    Answer,
    CallRequest,
    CheckResult,
    Difference,
    Exchange,
    Fault,
    Finding,
    Outcome,
    PropertyCheck,
    Request,
    Value,
)
from autograder.values import unwrap

MOST_REQUESTS = 1000
SECONDS = 20.0  #: that a function of the course may take over one submission, answers apart


class _Ended(Exception):
    """The submission gave no value, so that the property has nothing to go on with."""


class _NotRecorded(Exception):
    """The property asks something else than when it was observed."""


def exchanges_of_property(
    check: PropertyCheck, ask: Callable[[Request], Answer]
) -> tuple[Exchange, ...]:
    """Run the property against the submission and return all that it asked.

    What `ask` itself raises is raised on: then nobody has answered.
    """
    deadline = Deadline(SECONDS)
    record: list[Exchange] = []
    trouble: list[Exception] = []

    def ask_and_record(name: str, *arguments: Any) -> Any:
        request = CallRequest(name, deepcopy(arguments))
        if len(record) == MOST_REQUESTS:
            raise _Ended
        try:
            with deadline.elsewhere():
                answer = ask(request)
        except Exception as error:
            trouble.append(error)
            raise
        record.append(Exchange(request, answer))
        return _value(answer)

    with suppress(Exception, SystemExit):  # judging meets it again and says what it is
        deadline.wait_for(lambda: check.holds(ask_and_record))
    if trouble:
        raise trouble[0]
    return tuple(record)


def judge_property(check: PropertyCheck, record: Sequence[Exchange]) -> CheckResult:
    """Pass if the property holds on the recorded answers."""
    left = iter(record)
    last = Finding()

    def replay(name: str, *arguments: Any) -> Any:
        nonlocal last
        exchange = next(left, None)
        if exchange is None or not _same_request(exchange.request, name, arguments):
            raise _NotRecorded
        last = Finding(exchange.request, exchange.answer)
        return _value(exchange.answer)

    try:
        violation = Deadline(SECONDS).wait_for(lambda: check.holds(replay))
    except _Ended:
        return _no_value(check, last)
    except _NotRecorded:
        return _not_graded(check, f"{check.property} asks what was not recorded; run again")
    except DeadlineExceeded as exceeded:
        return _not_graded(check, f"{check.property} {exceeded}")
    except (Exception, SystemExit) as error:
        if is_of_wrong_form(error) and last.answer:
            return CheckResult(check, Outcome.FAILED, replace(last, difference=_FORM))
        return _not_graded(check, f"{check.property} raised {type(error).__name__}: {error}")
    return authors_judgement(check, last, violation, check.property)


_FORM = Difference("form")


def _no_value(check: PropertyCheck, last: Finding) -> CheckResult:
    """Return why there was nothing to go on with: no answer, or one that is not plain data."""
    if isinstance(last.answer, Value):
        return CheckResult(check, Outcome.FAILED, replace(last, difference=_FORM))
    return CheckResult(check, outcome_of(last.answer), last)


def _not_graded(check: PropertyCheck, message: str) -> CheckResult:
    return CheckResult(check, Outcome.NOT_GRADED, Finding(fault=Fault(message)))


def _value(answer: Answer) -> object:
    if not isinstance(answer, Value) or isinstance(answer.value, Opaque):
        raise _Ended
    return deepcopy(unwrap(answer.value))


def _same_request(request: Request, name: str, arguments: Sequence[object]) -> bool:
    return (
        isinstance(request, CallRequest)
        and request.name == name
        and len(request.arguments) == len(arguments)
        and all(map(_same, request.arguments, arguments))
    )


def _same(one: object, other: object) -> bool:
    """Tell whether two arguments are the same to whom they are sent: kind and all."""
    return one is other or _sent(one) == _sent(other)


def _sent(argument: object) -> Node:
    return encode(decode(encode(argument)))  # what comes back of a record has been sent once
