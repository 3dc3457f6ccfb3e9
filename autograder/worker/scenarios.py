"""Worker: Scenarios: objects of the submission are made, called and read; none leaves the process.

Others know an object by its name in the scenario, and nothing of it but plain data.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, MutableMapping
from types import MappingProxyType
from typing import Any

from autograder.protocol.errors import UnsendableError, WireError
from autograder.protocol.values import Held, Opaque, decode, encode, type_name
from autograder.records import (
    Played,
    Raised,
    ScenarioRequest,
    Step,
    StepRequest,
    Undefined,
    Unsendable,
    Value,
)
from autograder.worker.calls import attempt
from autograder.worker.held import NotHeld, found
from autograder.worker.seeds import seed_all
from autograder.worker.tensors import as_plain

Objects = MutableMapping[str, Any]

COMPARISONS: Mapping[str, Callable[[Any, Any], Any]] = MappingProxyType(
    {
        "==": operator.eq,
        "!=": operator.ne,
        "<": operator.lt,
        "<=": operator.le,
        ">": operator.gt,
        ">=": operator.ge,
    }
)


def play(namespace: Mapping[str, Any], request: ScenarioRequest) -> Played | Undefined:
    """Do all steps with fresh objects, up to one that needs an object that there is not."""
    if not callable(namespace.get(request.name)):
        return Undefined(callable=request.name not in namespace)
    seed_all(0)
    objects: dict[str, Any] = {}
    answers: list[Value | Raised | Unsendable] = []
    for step in request.steps:
        try:
            answers.append(_taken(step, namespace, objects))
        except NotHeld:
            break
    return Played(answers=tuple(answers))


def take(
    namespace: Mapping[str, Any], objects: Objects, request: StepRequest
) -> Value | Raised | Unsendable | Undefined:
    """Take a step with objects that are kept from one request to the next."""
    step = request.step
    if not step.on and not callable(namespace.get(step.name)):
        return Undefined(callable=step.name not in namespace)
    if not request.goes_on:
        seed_all(0)
    try:
        return _taken(step, namespace, objects)
    except NotHeld:
        return Undefined()


def _taken(
    step: Step, namespace: Mapping[str, Any], objects: Objects
) -> Value | Raised | Unsendable:
    """Do a step; return what it gives as plain data, and of an object that it makes the type."""
    on = found(Held(step.on), objects) if step.on else None
    arguments, keywords = found((step.arguments, dict(step.keywords)), objects)
    answer = attempt(_doing(step, on, namespace), arguments, keywords)
    if isinstance(answer, Raised):
        return answer
    if step.keeps:
        objects[step.keeps] = answer.value
    if step.does == "new":
        return Value(value=Opaque(type_name(type(answer.value))))
    return _as_of_now(answer)


def _doing(step: Step, on: Any, namespace: Mapping[str, Any]) -> Callable[..., Any]:
    """Return a function of the step's arguments that does it."""
    if not step.on:
        function: Callable[..., Any] = namespace[step.name]
        return function
    if step.does == "get":
        return lambda: getattr(on, step.name)
    if step.does == "compare":
        return lambda other: COMPARISONS[step.name](on, other)
    return lambda *arguments, **keywords: getattr(on, step.name)(*arguments, **keywords)


def _as_of_now(answer: Value) -> Value | Unsendable:
    """Return the answer as plain data, which later steps cannot change."""
    try:
        return Value(value=decode(encode(answer.value, plain=as_plain)))
    except WireError as error:
        return error.why if isinstance(error, UnsendableError) else Unsendable(kind="other")
