"""Worker: Scenarios: objects of the submission are made, called and read; none leaves the process.

Others know an object by its name in the scenario, and nothing of it but plain data.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from autograder.protocol.errors import UnsendableError, WireError
from autograder.protocol.values import decode, encode
from autograder.records import (
    Played,
    Raised,
    ScenarioRequest,
    Step,
    Undefined,
    Unsendable,
    Value,
)
from autograder.worker.calls import attempt
from autograder.worker.seeds import seed_all
from autograder.worker.tensors import as_plain


def play(namespace: Mapping[str, Any], request: ScenarioRequest) -> Played | Undefined:
    """Do all steps with fresh objects, up to one that needs an object that there is not."""
    if not callable(namespace.get(request.name)):
        return Undefined(callable=request.name not in namespace)
    seed_all(0)
    objects: dict[str, Any] = {}
    answers: list[Value | Raised | Unsendable] = []
    for step in request.steps:
        if not {*filter(None, [step.on]), *step.others} <= objects.keys():
            break
        answer = attempt(_doing(step, namespace[request.name], objects), step.arguments)
        if step.keeps and isinstance(answer, Value):
            objects[step.keeps] = answer.value
        answers.append(answer if isinstance(answer, Raised) else _as_of_now(answer))
    return Played(answers=tuple(answers))


def _doing(step: Step, made: Any, objects: Mapping[str, Any]) -> Any:
    """Return a function of the step's arguments that does it."""
    others, keywords = [objects[name] for name in step.others], dict(step.keywords)

    def do(*arguments: object) -> object:
        if step.does == "get":
            return getattr(objects[step.on], step.name)
        function = made if step.does == "new" else getattr(objects[step.on], step.name)
        return function(*arguments, *others, **keywords)

    return do


def _as_of_now(answer: Value) -> Value | Unsendable:
    """Return the answer as plain data, which later steps cannot change."""
    try:
        return Value(value=decode(encode(answer.value, plain=as_plain)))
    except WireError as error:
        return error.why if isinstance(error, UnsendableError) else Unsendable(kind="other")
